package split_test

import (
	"flag"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/checks"
	"github.com/storybot-app/storybot/story/split"
	"github.com/storybot-app/storybot/templates"
)

var update = flag.Bool("update", false, "write testdata/pier.want.txtar")

// tree is the files of an archive.
func tree(t *testing.T, name string) fstest.MapFS {
	t.Helper()
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, f := range archive.Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return files
}

// divided is a tree after one of its pages was split.
func divided(t *testing.T, files fstest.MapFS, page string) (after fstest.MapFS, changed []split.File) {
	t.Helper()
	changed, _, err := split.Page(files, loaded(t, files), page)
	if err != nil {
		t.Fatal(err)
	}
	after = fstest.MapFS{}
	maps.Copy(after, files)
	for _, f := range changed {
		if (f.Before == nil) != (files[f.Path] == nil) || files[f.Path] != nil && string(files[f.Path].Data) != string(f.Before) {
			t.Errorf("%s was not so before", f.Path)
		}
		after[f.Path] = &fstest.MapFile{Data: f.After}
	}
	return after, changed
}

func loaded(t *testing.T, files fs.FS) *book.Book {
	t.Helper()
	b, err := book.Load(files, templates.Stories, nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestPage(t *testing.T) {
	files := tree(t, "testdata/pier.txtar")
	after, changed := divided(t, files, "src/status_quo.md")
	got := &txtar.Archive{}
	for _, f := range changed {
		got.Files = append(got.Files, txtar.File{Name: f.Path, Data: f.After})
	}
	if *update {
		if err := os.WriteFile("testdata/pier.want.txtar", txtar.Format(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/pier.want.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(txtar.Format(got))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	holds(t, files, after, "src/status_quo.md")
	if _, again := divided(t, after, "src/status_quo.md"); len(again) > 0 {
		t.Errorf("a second time changes %d files", len(again))
	}

	both, _ := divided(t, after, "src/shiny_future.md")
	holds(t, after, both, "src/shiny_future.md")
	one := loaded(t, both).Parse("src/shiny_future/grace_never_slips.md", both["src/shiny_future/grace_never_slips.md"].Data).Stories[0]
	if one.Pair.Target != "../status_quo/alan_ties_a_knot.md" || one.Question("retells").Status != story.Answered {
		t.Errorf("the pair is lost: %+v", one)
	}
}

// TestLineEnds keeps those of the page, and a mark at its beginning.
func TestLineEnds(t *testing.T) {
	files := tree(t, "testdata/pier.txtar")
	page := "\ufeff" + strings.ReplaceAll(string(files["src/status_quo.md"].Data), "\n", "\r\n")
	files["src/status_quo.md"] = &fstest.MapFile{Data: []byte(page)}
	after, changed := divided(t, files, "src/status_quo.md")
	for _, f := range changed {
		if crlf := f.Before == nil || f.Path == "src/status_quo.md"; strings.Contains(strings.ReplaceAll(string(f.After), "\r\n", ""), "\n") == crlf {
			t.Errorf("%s: %q", f.Path, f.After)
		}
	}
	if !strings.HasPrefix(string(after["src/status_quo.md"].Data), "\ufeff") {
		t.Error("the mark is gone")
	}
	holds(t, files, after, "src/status_quo.md")
}

// TestOwnTemplate gives the files what the book's own template has.
func TestOwnTemplate(t *testing.T) {
	files := tree(t, "testdata/pier.txtar")
	files["src/status_quo/template.md"] = &fstest.MapFile{Data: []byte("# Pain: Template\n\n## Draft status\n\nThis may [change].\n\n## The story\n\n*Write.*\n\n" +
		"## Questions\n\n### **What are the morals of the story?**\n\n*Say.*\n\n[change]: ../notes.md\n")}
	after, _ := divided(t, files, "src/status_quo.md")
	text := string(after["src/status_quo/alan_ties_a_knot.md"].Data)
	for _, want := range []string{"# Pain: Alan ties a knot\n", "This may [change].", "## The story\n", "## Questions\n", "### **What are the morals of the story?**\n", "[change]: ../notes.md\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q lacks %q", text, want)
		}
	}
}

func TestRefuses(t *testing.T) {
	section := "# Status quo\n\n## TITLE\n\n| Character | Shiny Future |\n| --- | --- |\n| Grace | tbd |\n\nShe rows.\n\n#### FAQ\n\n* **What are the morals of the story?**\n    * Row.\n"
	for name, test := range map[string]struct{ title, page, says string }{
		"no name":   {title: "🦀", says: "src/status_quo.md:3: no file can be named after this title"},
		"taken":     {title: "Grace sinks", says: "there is a file src/status_quo/grace_sinks.md already"},
		"not UTF-8": {page: "# Status quo \xfc\n", says: "isn't UTF-8"},
		"not there": {says: "read src/none.md"},
	} {
		files := fstest.MapFS{"src/SUMMARY.md": {}, "src/status_quo/Grace_Sinks.md": {Data: []byte("# Sinks\n")}}
		page := "src/status_quo.md"
		switch {
		case test.title != "":
			test.page = strings.Replace(section, "TITLE", test.title, 1)
			fallthrough
		case test.page != "":
			files[page] = &fstest.MapFile{Data: []byte(test.page)}
		default:
			page = "src/none.md"
		}
		if changed, _, err := split.Page(files, loaded(t, files), page); err == nil || !strings.Contains(err.Error(), test.says) || len(changed) > 0 {
			t.Errorf("%s: %v, %d files", name, err, len(changed))
		}
	}
}

// holds proves that a split loses no line, breaks no link, and brings nothing
// to be told.
func holds(t *testing.T, before, after fstest.MapFS, page string) {
	t.Helper()
	var all strings.Builder
	for name, f := range after {
		if strings.HasPrefix(name, strings.TrimSuffix(page, ".md")) {
			all.WriteString(bare(string(f.Data)) + "\n")
		}
	}
	for line := range strings.Lines(string(before[page].Data)) {
		if line = strings.TrimSpace(bare(line)); !strings.Contains(all.String(), line) && strings.Trim(line, "-|") != "" {
			t.Errorf("lost: %q", line)
		}
	}
	was, is := findings(t, before), findings(t, after)
	for _, told := range is {
		if i := slices.Index(was, told); i >= 0 {
			was = slices.Delete(was, i, i+1)
		} else if !strings.HasPrefix(told, "encoding: ") {
			t.Errorf("now told: %s", told)
		}
	}
}

// bare is a text without what a split may change: where links lead, and the
// marks of headings, items and strong text.
func bare(text string) string {
	var out []string
	for line := range strings.Lines(story.Repaired(strings.ReplaceAll(text, "\r", ""))) {
		line = strings.Trim(line, "#*-_ \t\n\ufeff")
		line = strings.NewReplacer("FAQ", "Frequently Asked Questions", "🤔 ", "").Replace(line)
		var kept strings.Builder
		for i, piece := range strings.Split(strings.ReplaceAll(line, `="`, "]("), "](") {
			if i > 0 {
				_, piece, _ = strings.Cut(piece, ")")
			}
			kept.WriteString(piece)
		}
		line, _, _ = strings.Cut(kept.String(), "]: ")
		line, _, _ = strings.Cut(line, "{{#include ")
		out = append(out, strings.Trim(line, "#*-_ "))
	}
	return strings.Join(out, "\n")
}

// findings is what the rules say of a book, without where.
func findings(t *testing.T, files fstest.MapFS) []string {
	t.Helper()
	b := loaded(t, files)
	var parsed []*story.File
	for _, name := range b.Paths {
		if path.Ext(name) == ".md" && path.Base(name) != "template.md" {
			parsed = append(parsed, b.Parse(name, files[name].Data))
		}
	}
	var told []string
	for _, d := range analysis.Run(analysis.Input{Files: parsed, Book: b}, checks.Suite()) {
		told = append(told, d.Rule+": "+d.Message)
	}
	return told
}
