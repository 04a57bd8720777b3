// Package analysistest runs one rule over the stories in a directory and
// compares what it finds with what the stories say it should.
//
// A line that a finding is wanted on ends in a comment with one or more
// regular expressions:
//
//	# Template <!-- want "still the template's" -->
//
// The comments are taken out before the text is parsed. A line of its own that
// holds nothing else is taken out whole; its finding is wanted on the line
// below. Where a file NAME.golden stands beside NAME, the text with all fixes
// applied must be that; run the tests with -update to write it. The fixed text
// is then analysed once more: no fix may be left.
package analysistest

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/book"
)

var update = flag.Bool("update", false, "write the .golden files")

// Run runs a rule over every file of the book in dir, a path of the operating
// system, and fails the test where its findings differ from those wanted.
// change gives the change for a file, or nil; it may be nil itself.
func Run(t *testing.T, dir string, rule *analysis.Analyzer, builtin fs.FS, change func(path string) *analysis.Change) {
	t.Helper()
	b, err := load(dir, builtin)
	if err != nil {
		t.Fatalf("load the book in %s: %v", dir, err)
	}
	count := 0
	err = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(name, ".golden") || book.Needs(filepath.ToSlash(name)) {
			return err
		}
		relative, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		count++
		t.Run(filepath.ToSlash(relative), func(t *testing.T) {
			checkFile(t, name, filepath.ToSlash(relative), rule, b, change)
		})
		return nil
	})
	if err != nil || count == 0 {
		t.Fatalf("no stories in %s: %v", dir, err)
	}
}

// load reads a book if there is one, and takes the built-in conventions if
// not.
func load(dir string, builtin fs.FS) (*book.Book, error) {
	if _, ok := book.Root(os.DirFS(dir), "x"); ok {
		return book.Load(os.DirFS(dir), builtin, nil)
	}
	return book.Builtin(builtin, nil)
}

func checkFile(t *testing.T, name, relative string, rule *analysis.Analyzer, b *book.Book, change func(string) *analysis.Change) {
	marked, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	text, wants, err := strip(marked)
	if err != nil {
		t.Fatal(err)
	}
	in := analysis.Input{Files: []*story.File{b.Parse(relative, text)}, Book: b}
	if change != nil {
		in.Change = change(relative)
	}
	found := analysis.Run(in, []*analysis.Analyzer{rule})
	compare(t, found, wants)
	fixes, at := fixesOf(found, relative)
	fixed, err := analysis.ApplyFixes(text, fixes)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, name, fixed, fixes)
	in.Files = []*story.File{b.Parse(at, fixed)}
	for _, d := range analysis.Run(in, []*analysis.Analyzer{rule}) {
		if len(d.Fixes) > 0 {
			t.Errorf("line %d, after all fixes, has one more: %s", d.Line, quote.Plain(d.Message))
		}
	}
}

// fixesOf are the fixes of findings, and the path of the file after them.
func fixesOf(found []analysis.Diagnostic, name string) (fixes []analysis.Fix, at string) {
	for _, d := range found {
		for _, f := range d.Fixes {
			fixes = append(fixes, f)
			if f.Rename != "" {
				name = f.Rename
			}
		}
	}
	return fixes, name
}

// A want is a finding that is wanted on a line.
type want struct {
	line int
	says *regexp.Regexp
}

var (
	comment = regexp.MustCompile(`[ \t]*<!-- want((?: "(?:[^"\\]|\\.)*")+) -->[ \t]*`)
	quoted  = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)
)

// strip takes the want-comments out of a text.
func strip(marked []byte) (text []byte, wants []want, err error) {
	line := 1
	for raw := range bytes.Lines(marked) {
		found := comment.FindSubmatchIndex(raw)
		if found == nil {
			text = append(text, raw...)
			line++
			continue
		}
		for _, q := range quoted.FindAll(raw[found[2]:found[3]], -1) {
			pattern, err := strconv.Unquote(string(q))
			if err != nil {
				return nil, nil, fmt.Errorf("want-comment before line %d: %w", line, err)
			}
			says, err := regexp.Compile(pattern)
			if err != nil {
				return nil, nil, fmt.Errorf("want-comment before line %d: %w", line, err)
			}
			wants = append(wants, want{line, says})
		}
		if rest := append(bytes.Clone(raw[:found[0]]), raw[found[1]:]...); len(bytes.TrimSpace(rest)) > 0 {
			text = append(text, rest...)
			line++
		}
	}
	return text, wants, nil
}

func compare(t *testing.T, found []analysis.Diagnostic, wants []want) {
	used := make([]bool, len(found))
	for _, w := range wants {
		hit := false
		for i, d := range found {
			if !used[i] && d.Line == w.line && w.says.MatchString(quote.Plain(d.Message)) {
				used[i], hit = true, true
				break
			}
		}
		if !hit {
			t.Errorf("line %d: no finding that says %q", w.line, w.says)
		}
	}
	for i, d := range found {
		if !used[i] {
			t.Errorf("line %d: unwanted finding: %s", d.Line, quote.Plain(d.Message))
		}
	}
}

// golden compares the text with all fixes applied. Renames are written as first
// lines.
func golden(t *testing.T, name string, fixed []byte, fixes []analysis.Fix) {
	wanted, err := os.ReadFile(name + ".golden")
	if len(fixes) == 0 && err != nil {
		return
	}
	var got []byte
	for _, f := range fixes {
		if f.Rename != "" {
			got = append(got, "rename: "+f.Rename+"\n"...)
		}
	}
	got = append(got, fixed...)
	if *update {
		err = os.WriteFile(name+".golden", got, 0o644)
		wanted = got
	}
	if err != nil {
		t.Fatalf("the findings have fixes: %v", err)
	}
	if diff := cmp.Diff(string(wanted), string(got)); diff != "" {
		t.Errorf("after all fixes (-want +got):\n%s", diff)
	}
}
