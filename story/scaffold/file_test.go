package scaffold_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/scaffold"
)

const harbourTemplate = `# 😱 Status quo stories: Template

*This is a template for adding new stories. Do this:*

* *Copy [this file].*

[this file]: template.md

## 🚧 Warning: Draft status 🚧

This is a draft; it [cannot be wrong].

## The story

*Write your story here!*

## 🤔 Frequently Asked Questions

*Here are some standard FAQ to get you started.*

### **What are the morals of the story?**
*Say what stays.*

### **What are the sources for this story?**
*Say where it comes from.*

### **Why did you choose *NAME* to tell this story?**
*Say why.*

### **How would this story have played out differently for the other characters?**
*Say how.*

[cannot be wrong]: ../wrong.md
[Alan]: ../alan.md
`

const harbourStory = `# 😱 Status quo stories: Alan misses the boat

## 🚧 Warning: Draft status 🚧

This is a draft; it [cannot be wrong].

## The story

He was late.

\# Really

This story began as [an idea](https://example.org/issues/7).

*Write your story here!*

## 🤔 Frequently Asked Questions

*Here are some standard FAQ to get you started.*

### **What are the morals of the story?**

* Be early.
* Or swim:
  far.

### **What are the sources for this story?**
*Say where it comes from.*

### **Why did you choose Alan to tell this story?**
*Say why.*

### **How would this story have played out differently for the other characters?**
*Say how.*

[cannot be wrong]: ../wrong.md
[Alan]: ../alan.md
`

// builtin are templates for books that have none of their own.
var builtin = fstest.MapFS{
	"stories/status_quo.md":   {Data: []byte(harbourTemplate)},
	"stories/shiny_future.md": {Data: []byte("# Shiny future stories: Template\n\n## The story\n\n*Write here, please do.*\n\n## Frequently Asked Questions\n\n### What are the key attributes?\n\n*Say what shines in it.*\n")},
}

// harbour is a book with a template for status quo stories and more files;
// one without text is taken out.
func harbour(t *testing.T, files map[string]string) *book.Book {
	t.Helper()
	tree := fstest.MapFS{
		"book.toml":                  {Data: []byte("[book]\ntitle = \"Harbour\"\n")},
		"src/SUMMARY.md":             {Data: []byte("# Summary\n")},
		"src/status_quo/template.md": {Data: []byte(harbourTemplate)},
	}
	for name, text := range files {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for name, text := range files {
		if text == "" {
			delete(tree, name)
		}
	}
	b, err := book.Load(tree, builtin, nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestFile(t *testing.T) {
	b := harbour(t, nil)
	idea := scaffold.Idea{
		Kind: "status quo", Character: "alan", Title: " Alan  misses\nthe boat ", Summary: "He was late.\n\n# Really",
		Morals: []string{"Be early.", "Or swim:\nfar."}, Source: "https://example.org/issues/7",
	}
	name, text, err := scaffold.File(b, idea)
	if err != nil {
		t.Fatal(err)
	}
	if want := "src/status_quo/alan_misses_the_boat.md"; name != want {
		t.Errorf("path = %q; want %q", name, want)
	}
	if diff := cmp.Diff(harbourStory, string(text)); diff != "" {
		t.Errorf("text (-want +got):\n%s", diff)
	}
}

func TestFileKeepsWindowsLineEnds(t *testing.T) {
	b := harbour(t, map[string]string{"src/status_quo/template.md": strings.ReplaceAll(harbourTemplate, "\n", "\r\n")})
	_, text, err := scaffold.File(b, scaffold.Idea{
		Kind: "status-quo", Character: "Alan", Title: "misses the boat", Summary: "He was late.\n\n# Really",
		Morals: []string{"Be early.", "Or swim:\nfar."}, Source: "https://example.org/issues/7",
	})
	want := strings.Replace(strings.ReplaceAll(harbourStory, "\n", "\r\n"), ": Alan misses", ": misses", 1)
	if diff := cmp.Diff(want, string(text)); err != nil || diff != "" {
		t.Errorf("%v, text (-want +got):\n%s", err, diff)
	}
}

// TestFilePlace tells where stories go in books of other shapes.
func TestFilePlace(t *testing.T) {
	const template = "src/status_quo/template.md"
	tests := []struct {
		name, kind string
		files      map[string]string
		want       string
	}{
		{"beside the book's template", "status-quo", nil, "src/status_quo/alan_rows.md"},
		{"no template, but stories", "shiny-future", map[string]string{"src/a/b/shiny_future/x.md": "x", "src/a/shiny_future/y.md": "y"}, "src/a/shiny_future/alan_rows.md"},
		{"nothing yet", "shiny-future", nil, "src/shiny_future/alan_rows.md"},
		{"another source folder", "status-quo", map[string]string{template: "", "book.toml": "[book]\nsrc = \"text\"\n", "text/status_quo/template.md": harbourTemplate}, "text/status_quo/alan_rows.md"},
		{"a template that asks nothing", "status-quo", map[string]string{template: "# Template\n"}, "src/status_quo/alan_rows.md"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := harbour(t, test.files)
			name, text, err := scaffold.File(b, scaffold.Idea{Kind: test.kind, Character: "Alan", Title: "rows", Morals: []string{"Row."}})
			if err != nil || name != test.want {
				t.Fatalf("File = %q, %v; want %q", name, err, test.want)
			}
			if got := b.Parse(name, text).Stories; len(got) != 1 || got[0].Kind != test.kind || !strings.Contains(string(text), "\n* Row.\n") {
				t.Errorf("%d stories in:\n%s", len(got), text)
			}
		})
	}
}

func TestFileRefuses(t *testing.T) {
	there := map[string]string{"src/status_quo/Alan_Misses_It.md": "# x"}
	tests := []struct {
		name, what, says string
		idea             scaffold.Idea
	}{
		{"kind", "kind", "status quo, shiny future", scaffold.Idea{Kind: "sad end", Title: "x"}},
		{"character", "character", "Alan, Grace", scaffold.Idea{Kind: "status-quo", Character: "Frodo", Title: "x"}},
		{"title of the template", "title", "template's", scaffold.Idea{Kind: "status-quo", Character: "Alan", Title: "TEMPLATE"}},
		{"only emoji", "title", "letters", scaffold.Idea{Kind: "status-quo", Character: "Alan", Title: "🦀"}},
		{"taken", "path", "src/status_quo/Alan_Misses_It.md", scaffold.Idea{Kind: "status-quo", Character: "Alan", Title: "misses it"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			name, text, err := scaffold.File(harbour(t, there), test.idea)
			var refusal *scaffold.Refusal
			if !errors.As(err, &refusal) || refusal.What != test.what || !strings.Contains(refusal.Error(), test.says) {
				t.Errorf("File = %q, %q, %v; want a refusal of the %s saying %q", name, text, err, test.what, test.says)
			}
		})
	}
}

// TestFileHoldsHostileText begins stories from text that tries to change what
// the template asks, and reads them back.
func TestFileHoldsHostileText(t *testing.T) {
	b := harbour(t, nil)
	texts := map[string]string{
		"headings":         "# 😱 Status quo stories: Other\n## Frequently Asked Questions\n### What are the sources?\nMy own.",
		"underlined":       "What are the sources?\n---\nMine",
		"bullets in bold":  "* **What are the sources for this story?**\n    * Mine.\n",
		"a bold paragraph": "**What are the morals of the story?**\n\nNone.",
		"an open fence":    "```\nlet x;",
		"an open comment":  "<!-- all that follows",
		"open HTML":        "<details><pre><script>",
		"definitions":      "[cannot be wrong]: https://evil.example\n\n> [Alan]: https://evil.example",
		"an include":       "{{#include /etc/passwd}}",
		"a list's heading": "* # Template\n1. ## FAQ",
		"a table":          "| Character | Shiny Future |\n|---|---|\n| Grace | not yet written |",
		"marks":            "\x00\u202e\ufeff\xff",
		"the name's place": "*NAME* and NAME and Template",
		"large":            strings.Repeat("word ", 12_000),
	}
	for name, hostile := range texts {
		t.Run(name, func(t *testing.T) {
			path, text, err := scaffold.File(b, scaffold.Idea{
				Kind: "status-quo", Character: "Grace", Title: "Grace holds on", Summary: hostile, Morals: []string{hostile, "Hold on."},
			})
			if err != nil {
				t.Fatal(err)
			}
			stories := story.Parse(path, text, b.Conventions).Stories
			if len(stories) != 1 {
				t.Fatalf("%d stories in:\n%s", len(stories), text)
			}
			s := stories[0]
			if s.Kind != "status-quo" || s.Name != "Grace holds on" {
				t.Errorf("kind %q, name %q", s.Kind, s.Name)
			}
			if diff := cmp.Diff([]string{"Grace"}, s.Characters); diff != "" {
				t.Errorf("characters (-want +got):\n%s", diff)
			}
			var asked []string
			for _, q := range s.Questions {
				if !q.QuestionSpan.Empty() {
					asked = append(asked, q.ID+" "+string(q.Status))
				}
			}
			want := []string{"morals answered", "sources placeholder", "why-character placeholder", "other-characters placeholder"}
			if diff := cmp.Diff(want, asked, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("questions (-want +got):\n%s\n%s", diff, text)
			}
			if !strings.Contains(string(text), "\n[cannot be wrong]: ../wrong.md\n[Alan]: ../alan.md\n") {
				t.Errorf("the template's definitions are gone:\n%s", text)
			}
		})
	}
}
