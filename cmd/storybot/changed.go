package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/storybot-app/storybot/internal/lazyregexp"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/templates"
)

// changed is what the working tree changes in the target's book since the branch
// left a revision, and the book with the templates of that time.
func (s *target) changed(ctx context.Context, b *book.Book, since string) (*book.Book, *analysis.Change, error) {
	if s.root == "" {
		return nil, nil, errors.New("--changed-since: the files aren't in a book; name its directory with --root")
	}
	g := repository{s.root}
	base, err := g.mergeBase(ctx, since)
	if err != nil {
		return nil, nil, fmt.Errorf("--changed-since %s: %w", since, err)
	}
	then, err := g.bookAt(ctx, base)
	if err != nil {
		return nil, nil, fmt.Errorf("the book at %.7s: %w", base, err)
	}
	change, err := g.change(ctx, base, b.Summary())
	if err != nil {
		return nil, nil, fmt.Errorf("the changes since %.7s: %w", base, err)
	}
	return b.WithTemplates(then), change, nil
}

// repository runs git in a book's directory. Names that git tells are relative
// to it.
type repository struct{ dir string }

// git runs one command.
func (g repository) git(ctx context.Context, args ...string) ([]byte, error) {
	command := exec.CommandContext(ctx, "git", append([]string{"-C", g.dir, "-c", "core.quotePath=false"}, args...)...)
	command.Env = append(os.Environ(), "GIT_OPTIONAL_LOCKS=0", "LC_ALL=C")
	var stderr bytes.Buffer
	command.Stderr = &stderr
	out, err := command.Output()
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return nil, errors.New("git is not installed")
	case err != nil:
		said, _, _ := strings.Cut(strings.TrimSpace(stderr.String()), "\n")
		return nil, fmt.Errorf("git %s: %s", args[0], strings.TrimPrefix(said, "fatal: "))
	}
	return out, nil
}

// mergeBase is the commit at which the branch left a revision.
func (g repository) mergeBase(ctx context.Context, since string) (string, error) {
	commit, err := g.git(ctx, "rev-parse", "--verify", "--quiet", "--end-of-options", since+"^{commit}")
	if err != nil {
		if _, outside := g.git(ctx, "rev-parse", "--git-dir"); outside != nil {
			return "", fmt.Errorf("%s isn't in a git repository", g.dir)
		}
		return "", errors.New("git doesn't know this revision; in CI it may have to be fetched first")
	}
	base, err := g.git(ctx, "merge-base", string(bytes.TrimSpace(commit)), "HEAD")
	if err != nil {
		if shallow, _ := g.git(ctx, "rev-parse", "--is-shallow-repository"); strings.TrimSpace(string(shallow)) == "true" {
			return "", errors.New("this clone is too shallow to see where the branch began; fetch its history (fetch-depth: 0)")
		}
		return "", errors.New("the branch and this revision have no commit in common")
	}
	return string(bytes.TrimSpace(base)), nil
}

// bookAt reads what a commit's book asks: its templates and cast, by way of a
// directory of their own.
func (g repository) bookAt(ctx context.Context, commit string) (b *book.Book, err error) {
	dir, err := os.MkdirTemp("", "storybot-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	listing, err := g.git(ctx, "ls-tree", "-r", "-z", "--name-only", commit)
	if err != nil {
		return nil, err
	}
	decided, err := decidedFor(g.dir)
	if err != nil {
		return nil, err
	}
	for name := range strings.SplitSeq(string(listing), "\x00") {
		if !book.Needs(name) && !decided.IsTemplate(name) {
			continue
		}
		text, err := g.git(ctx, "cat-file", "blob", commit+":./"+name)
		if err != nil {
			return nil, err
		}
		if err := createFile(root, name, text); err != nil {
			return nil, err
		}
	}
	return book.Load(directoryIn(root), templates.Stories, decided)
}

// change lists the changed files and, of Markdown, the changed lines. Files
// that git does not know yet are new.
func (g repository) change(ctx context.Context, base string, summary *book.Summary) (*analysis.Change, error) {
	c := &analysis.Change{Lines: map[string]analysis.Lines{}, Added: map[string]bool{}, Pages: map[string]*story.File{}}
	status, err := g.git(ctx, "diff", "--relative", "--name-status", "--no-renames", "-z", base)
	if err != nil {
		return nil, err
	}
	fields := strings.Split(strings.TrimSuffix(string(status), "\x00"), "\x00")
	for i := 0; i+1 < len(fields); i += 2 {
		if kind, name := fields[i], fields[i+1]; kind != "D" {
			c.Pages[name], c.Added[name] = nil, kind == "A"
		}
	}
	fresh, err := g.git(ctx, "ls-files", "--others", "--exclude-standard", "-z")
	if err != nil {
		return nil, err
	}
	for name := range strings.SplitSeq(string(fresh), "\x00") {
		if name != "" {
			c.Pages[name], c.Added[name] = nil, true
		}
	}
	for name := range c.Pages {
		if path.Ext(name) != ".md" || c.Added[name] {
			continue
		}
		patch, err := g.git(ctx, "diff", "--relative", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", base, "--", ":(literal)"+name)
		if err != nil {
			return nil, err
		}
		c.Lines[name] = touched(patch)
		if summary != nil && name == summary.Path {
			if c.SummaryAdds, err = g.added(name, c.Lines[name]); err != nil {
				return nil, err
			}
		}
	}
	return c, nil
}

var hunk = lazyregexp.New(`(?m)^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@`)

// touched are the lines of the new text in a patch without context; of lines
// that were taken out, the one that follows.
func touched(patch []byte) analysis.Lines {
	var lines analysis.Lines
	for _, found := range hunk().FindAllSubmatch(patch, -1) {
		from, _ := strconv.Atoi(string(found[1])) // digits
		count := 1
		if len(found[2]) > 0 {
			count, _ = strconv.Atoi(string(found[2]))
		}
		if count == 0 {
			from, count = from+1, 1
		}
		lines = append(lines, analysis.LineRange{From: from, To: from + count - 1})
	}
	return lines
}

// added are the touched lines of the table of contents.
func (g repository) added(name string, lines analysis.Lines) ([]analysis.SummaryLine, error) {
	text, err := readFile(filepath.Join(g.dir, filepath.FromSlash(name)))
	if err != nil {
		return nil, err
	}
	var added []analysis.SummaryLine
	n := 0
	for line := range strings.Lines(string(text)) {
		if n++; lines.Touches(n, n) {
			added = append(added, analysis.SummaryLine{Path: name, Line: n, Text: strings.TrimRight(line, "\r\n")})
		}
	}
	return added, nil
}
