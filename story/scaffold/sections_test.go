package scaffold_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/tools/txtar"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/checks"
	"github.com/storybot-app/storybot/story/scaffold"
)

var update = flag.Bool("update", false, "write what is made of testdata/sections")

// outlinedBook is a book whose stories are sections, of a tree's files.
func outlinedBook(t *testing.T, files map[string]string) *book.Book {
	t.Helper()
	tree := fstest.MapFS{
		"src/SUMMARY.md":    {Data: []byte("# Summary\n")},
		"src/characters.md": {Data: []byte("# Who\n\n## Alan\n\n## Grace\n")},
	}
	for name, text := range files {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	b, err := book.Load(tree, builtin, nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestSections begins a story on every page of testdata/sections. What is
// written there behind "want" is what the page becomes.
func TestSections(t *testing.T) {
	names, err := filepath.Glob("testdata/sections/*.txtar")
	if err != nil || len(names) < 15 {
		t.Fatalf("%d pages, %v", len(names), err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			page, want := archive.Files[0], ""
			files := map[string]string{}
			for _, f := range archive.Files {
				files[f.Name] = string(f.Data)
			}
			want = files["want"]
			delete(files, "want")
			b := outlinedBook(t, files)
			begun, err := scaffold.Begin(b, ideaIn(string(archive.Comment)))
			if err != nil {
				t.Fatal(err)
			}
			if *update {
				archive.Files = slices.DeleteFunc(archive.Files, func(f txtar.File) bool { return f.Name == "want" })
				archive.Files = append(archive.Files, txtar.File{Name: "want", Data: begun.Text})
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				want = string(begun.Text)
			}
			if diff := cmp.Diff(want, string(begun.Text)); begun.Path != page.Name || diff != "" {
				t.Errorf("%s (-want +got)\n%s", begun.Path, diff)
			}
			asksNoMore(t, b, begun, string(page.Data))
		})
	}
}

// ideaIn reads an idea from lines such as "title: Grace waits".
func ideaIn(text string) scaffold.Idea {
	idea := scaffold.Idea{Kind: "status-quo"}
	for line := range strings.Lines(text) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		value = strings.ReplaceAll(value, `\n`, "\n")
		switch key {
		case "kind":
			idea.Kind = value
		case "title":
			idea.Title = value
		case "character":
			idea.Character = value
		case "summary":
			idea.Summary = value
		case "moral":
			idea.Morals = append(idea.Morals, value)
		case "source":
			idea.Sources = append(idea.Sources, value)
		case "from":
			idea.Source = value
		}
	}
	return idea
}

// asksNoMore holds a new section to what a new file is asked: its questions,
// and who tells it where that is not known.
func asksNoMore(t *testing.T, b *book.Book, begun scaffold.Begun, before string) {
	t.Helper()
	found := func(text string) (told []string) {
		files := []*story.File{b.Parse(begun.Path, []byte(text))}
		for _, d := range analysis.Run(analysis.Input{Files: files, Book: b}, checks.Suite()) {
			told = append(told, d.Rule+": "+d.Message)
		}
		return told
	}
	old := found(before)
	for _, d := range found(string(begun.Text)) {
		if i := slices.Index(old, d); i >= 0 {
			old = slices.Delete(old, i, i+1)
			continue
		}
		switch rule, _, _ := strings.Cut(d, ": "); rule {
		case "morals", "sources", "character", "template-text", "why-character", "other-characters", "question", "retells", "source-link":
		default:
			t.Errorf("the new section has a finding: %s", d)
		}
	}
	if len(old) > 0 {
		t.Errorf("no longer told: %q", old)
	}
	again := map[string]string{begun.Path: string(begun.Text)}
	_, err := scaffold.Begin(outlinedBook(t, again), scaffold.Idea{Kind: b.Parse(begun.Path, begun.Text).Stories[0].Kind, Title: lastTitle(b, begun)})
	if refusal, ok := errors.AsType[*scaffold.Refusal](err); !ok || refusal.What != "path" {
		t.Errorf("the same again: %v", err)
	}
}

// lastTitle is the name of the story that was begun.
func lastTitle(b *book.Book, begun scaffold.Begun) string {
	f := b.Parse(begun.Path, begun.Text)
	for _, s := range f.Stories {
		if line, _ := f.Position(s.Span.Start); line == begun.Line {
			return s.Name
		}
	}
	return ""
}

// ferry is a page with one story.
const ferry = `# 😱 Status quo

## Alan counts

| Character | Shiny Future |
| --- | --- |
| Alan | not yet written |

Outline:

* Für dich

#### 🤔 Frequently Asked Questions

* **What are the morals of the story?**
    * Two.
`

// TestSectionForm keeps what a page is written in.
func TestSectionForm(t *testing.T) {
	twice := func(text string) string { // read as Windows-1252 and encoded again
		var out strings.Builder
		for _, b := range []byte(text) {
			out.WriteString(string(charmap.Windows1252.DecodeByte(b)))
		}
		return out.String()
	}
	plain := strings.NewReplacer("😱 ", "", "🤔 ", "").Replace(ferry)
	for name, test := range map[string]struct {
		page, want string
		refused    bool
	}{
		"CRLF":          {page: strings.ReplaceAll(ferry, "\n", "\r\n"), want: "\r\n\r\n## Grace waits\r\n\r\n| Character | Shiny Future |\r\n"},
		"mark of UTF-8": {page: "\ufeff" + ferry, want: "## Grace waits\n"},
		"Latin-1":       {page: strings.ReplaceAll(plain, "ü", "\xfc"), want: "## Grace waits\n"},
		"twice":         {page: twice(ferry), want: "\n#### 🤔 Frequently Asked Questions\n"},
		"UTF-16":        {page: "\xff\xfe" + strings.Join(strings.Split(plain, ""), "\x00") + "\x00", refused: true},
		"mixed":         {page: ferry + "\xfc\n", refused: true},
	} {
		t.Run(name, func(t *testing.T) {
			b := outlinedBook(t, map[string]string{"src/status_quo.md": test.page})
			begun, err := scaffold.Begin(b, scaffold.Idea{Kind: "status-quo", Character: "Grace", Title: "Grace waits"})
			if refusal, ok := errors.AsType[*scaffold.Refusal](err); ok != test.refused || ok && refusal.What != "page" || !ok && err != nil {
				t.Fatalf("%v", err)
			}
			if test.refused {
				return
			}
			kept, added := strings.CutPrefix(string(begun.Text), test.page)
			if !added || !strings.Contains("\n"+kept, test.want) && !strings.Contains(string(begun.Text), test.want) {
				t.Errorf("%q", begun.Text)
			}
			if strings.Contains(test.page, "\r\n") && strings.Contains(strings.ReplaceAll(kept, "\r\n", ""), "\n") {
				t.Errorf("two sorts of line ends: %q", kept)
			}
		})
	}
}

// TestSectionRefuses says why a section can't begin.
func TestSectionRefuses(t *testing.T) {
	b := outlinedBook(t, map[string]string{"src/status_quo.md": ferry})
	for name, test := range map[string]struct{ title, character, what string }{
		"there already":      {"alan COUNTS", "Grace", "path"},
		"the page's heading": {"Status quo", "Grace", "path"},
		"no title":           {" \u200b", "Grace", "title"},
		"only marks":         {"🦀", "Grace", "title"},
		"the template's":     {"Template", "Grace", "title"},
		"only who":           {"grace", "Grace", "title"},
		"nobody of the cast": {"Waits", "Frodo", "character"},
	} {
		_, err := scaffold.Begin(b, scaffold.Idea{Kind: "status-quo", Character: test.character, Title: test.title})
		if refusal, ok := errors.AsType[*scaffold.Refusal](err); !ok || refusal.What != test.what || strings.Contains(refusal.Message, "Frodo") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if begun, err := scaffold.Begin(b, scaffold.Idea{Kind: "status-quo", Title: "物語", Character: "Alan"}); err != nil || !strings.Contains(begun.Section, "## 物語\n") {
		t.Errorf("a title in any script will do: %v", err)
	}
}

// TestBeginFile begins a file where stories have files, whatever page stands
// beside them.
func TestBeginFile(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"a template":       {"src/status_quo.md": ferry, "src/status_quo/template.md": harbourTemplate},
		"a story":          {"src/status_quo.md": ferry, "src/status_quo/alan_rows.md": "# Status quo: Alan rows\n"},
		"a page of links":  {"src/status_quo.md": "# Status quo\n\n* [Alan rows](status_quo/alan_rows.md)\n"},
		"another kind's":   {"src/shiny_future.md": strings.ReplaceAll(ferry, "Shiny Future", "Status Quo")},
		"outside the book": {"notes/status_quo.md": ferry},
	} {
		begun, err := scaffold.Begin(outlinedBook(t, files), scaffold.Idea{Kind: "status-quo", Character: "Grace", Title: "Waits"})
		if err != nil || begun.Section != "" || begun.Path != "src/status_quo/grace_waits.md" {
			t.Errorf("%s: %s, %v", name, begun.Path, err)
		}
	}
}
