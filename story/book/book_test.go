package book_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/templates"
)

func tree(files map[string]string) fstest.MapFS {
	made := fstest.MapFS{}
	for name, text := range files {
		made[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return made
}

var logs = map[string]string{
	"book.toml":                                   "[book]\nsrc = \"text\"\n",
	"text/SUMMARY.md":                             "# Summary\n\n- [One](./one.md)\n  - [Two](./vision/two.md)\n- [Away](https://example.org)\n",
	"text/vision/characters/otto.md":              "# Otto, who writes\n",
	"text/vision/characters/mary_ann.md":          "# 👩 Mary Ann\n",
	"text/vision/characters/template.md":          "# Template\n",
	"text/vision/status_quo/template.md":          "# Template\n\n## FAQ\n\n### What are the morals of the story?\n\n### What did it cost?\n",
	"text/old/deeper/down/status_quo/template.md": "# Template\n\n## FAQ\n\n### Another?\n",
	"text/vision/status_quo/otto_writes.md":       "# Otto writes\n",
	"text/vision/status_quo/tale.md":              "# Status quo stories: Otto's tale\n",
	"text/vision/status_quo/tale/first.md":        "# First\n\nOtto. Otto.\n",
	"text/vision/status_quo/loose/first.md":       "# First\n\nOtto. Otto.\n",
}

func load(t *testing.T, files map[string]string) *book.Book {
	t.Helper()
	b, err := book.Load(tree(files), templates.Stories, nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestLoad(t *testing.T) {
	b := load(t, logs)
	cast := []story.Character{{Name: "Mary Ann", Path: "text/vision/characters/mary_ann.md"}, {Name: "Otto", Path: "text/vision/characters/otto.md"}}
	if diff := cmp.Diff(cast, b.Conventions.Cast); diff != "" {
		t.Errorf("cast (-want +got):\n%s", diff)
	}
	var ids []string
	for _, q := range b.Conventions.Kind("status-quo").Questions {
		ids = append(ids, q.ID)
	}
	if diff := cmp.Diff([]string{"morals", "what-did-it-cost"}, ids); diff != "" {
		t.Errorf("questions (-want +got):\n%s", diff)
	}
	if !b.OwnTemplate("status-quo") || b.OwnTemplate("shiny-future") || !b.HasTree {
		t.Error("only the status quo template is the book's own")
	}
}

func TestParseChapters(t *testing.T) {
	b := load(t, logs)
	for name, want := range map[string]bool{
		"text/vision/status_quo/tale/first.md": true, "text/vision/status_quo/loose/first.md": false,
		"text/vision/status_quo/new/first.md": true, "text/vision/status_quo/otto_writes.md": false,
	} {
		f := b.Parse(name, []byte("# First\n\nOtto reads, and Otto writes.\n"))
		if strings.HasSuffix(name, "otto_writes.md") {
			f = b.Parse(name, []byte(logs[name]))
		}
		if len(f.Stories) != 1 || f.Stories[0].Chapter != want {
			t.Errorf("%s: %d stories; want one, chapter %v", name, len(f.Stories), want)
		}
	}
}

func TestWithTemplates(t *testing.T) {
	now := load(t, logs)
	before := load(t, map[string]string{"src/SUMMARY.md": "", "src/status_quo/template.md": "# Template\n\n## FAQ\n\n### What are the sources for this story?\n"})
	b := now.WithTemplates(before)
	if q := b.Conventions.Kind("status-quo").Questions; len(q) != 1 || q[0].ID != "sources" {
		t.Errorf("questions are %v, want those of the template before", q)
	}
	if len(b.Conventions.Cast) != 2 || len(now.Conventions.Kind("status-quo").Questions) != 2 {
		t.Error("the cast is the book's own, and the book itself is not changed")
	}
}

func TestPartialTree(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"nothing":                       {},
		"a book.toml that is none":      {"book.toml": "]]]"},
		"a source that leaves the book": {"book.toml": "[book]\nsrc = \"../../etc\"\n"},
		"a template without questions":  {"src/status_quo/template.md": "# Template\n"},
		"a template that is not text":   {"src/status_quo/template.md": "\x00\xff"},
	} {
		b := load(t, files)
		if len(b.Conventions.Cast) != 4 || len(b.Conventions.Kind("status-quo").Questions) != 4 || b.Source != "src" {
			t.Errorf("%s: the built-in conventions should apply", name)
		}
	}
}

func TestNeeds(t *testing.T) {
	for name, want := range map[string]bool{
		"book.toml": true, "src/SUMMARY.md": true, "src/vision/status_quo/template.md": true, "src/vision/characters.md": true,
		"src/vision/characters/alan.md": true, "src/vision/status_quo/alan_reads.md": false, "README.md": false,
	} {
		if got := book.Needs(name); got != want {
			t.Errorf("Needs(%s) = %v", name, got)
		}
	}
}

func TestResolve(t *testing.T) {
	for target, want := range map[string]string{
		"./b.md": "a/b.md", "../b.md#c": "b.md", "../../b.md": "", "https://example.org/b.md": "", "#c": "", "/b.md": "", "b%20c.md": "a/b c.md",
	} {
		if got := book.Resolve("a/x.md", target); got != want {
			t.Errorf("Resolve(%q) = %q, want %q", target, got, want)
		}
	}
}

func TestLikeliest(t *testing.T) {
	b := load(t, map[string]string{
		"src/SUMMARY.md": "", "README.md": "", "notes.md": "",
		"src/README.md": "", "src/a/guide.md": "", "src/b/guide.md": "", "src/b/otto_reads.md": "", "src/b/otto_reads_more.md": "",
		"src/c/log_1.md": "", "src/c/otto_writes.md": "", "src/c/otto_writer.md": "", "src/c/deep/otto_sings.md": "",
	})
	for name, want := range map[string]string{
		"src/guide.md": "", "src/x/a/guide.md": "src/a/guide.md", "src/x/A/Guide.md": "src/a/guide.md",
		`src\b\guide.md`: "src/b/guide.md", "src/a/otto_reads.md": "src/b/otto_reads.md",
		"src/b/otto_raeds.md": "src/b/otto_reads.md", "src/c/otto_write.md": "", "src/c/log_2.md": "",
		"src/x/README.md": "", "src/notes.md": "", "src/c/otto_singz.md": "", "src/b/otto_reads.txt": "", "src/b": "", "": "",
	} {
		if got := b.Likeliest(name); got != want {
			t.Errorf("%q means %q, want %q", name, got, want)
		}
	}
}
