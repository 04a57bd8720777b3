package scaffold_test

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/idea"
	"github.com/storybot-app/storybot/story/scaffold"
	"github.com/storybot-app/storybot/templates"
)

const fileDraft = `# 😱 Status quo stories: Grace counts the boats

## 🚧 Warning: Draft status 🚧

This page collects what happens to real people today, and it's still open for changes. A story can't be wrong, only inaccurate: if yours went differently, add to this one or tell your own.

## The story

Grace counts **every** boat, see [the log].

### At noon

` + "```rust\n# fn main() {}\nlet boats = 3;\n```" + `

> Nobody answers.

## 🤔 Frequently Asked Questions

### **What are the morals of the story?**

*List the lessons a reader should take away, most important first.*

Counting is easy.

- Waiting is not.

### What are the sources for this story?

My own week at the pier.

### Did she find the last one?

No, and [the log] says why.

[the log]: https://example.org/log
`

const sectionDraft = `## Alan waits for the tide

| Character | Shiny Future |
| --- | --- |
| Alan | not yet written |

Outline: he waits.

The tide is late, again.

* **What are the morals of the story?**
    * Tides are shared.
    * So are moorings.
* **What are the sources for this story?**
    * (Explain it here)
* **Who else waited?**
    * Half of the town.
`

// tolds are issues that hold a story, in the shapes people paste them.
func tolds() map[string]struct{ title, body string } {
	fence := "````"
	return map[string]struct{ title, body string }{
		"a page":                   {"My story", fileDraft},
		"a page in a code block":   {"My story", "Here's my draft, hope it helps!\n\n" + fence + "markdown\n" + fileDraft + fence + "\n\nWhat do you think?\n"},
		"a section":                {"Status quo: Alan waits for the tide", sectionDraft},
		"a section in a block":     {"Status quo: Alan waits", "~~~\n" + sectionDraft + "~~~\n"},
		"Windows line ends":        {"My story", strings.ReplaceAll(fileDraft, "\n", "\r\n")},
		"a section with its pair":  {"Alan waits", strings.Replace(sectionDraft, "not yet written", "[the bell rings](#bell)", 1)},
		"no title":                 {"Grace counts", "## The story\n\nGrace counts.\n\n## FAQ\n\n### What are the morals of the story?\n\nCount twice.\n"},
		"only a title and morals":  {"Status quo: Grace", "# Grace counts\n\nShe counts.\n\n## Morals\n\nCount twice.\n"},
		"headings everywhere":      {"My story", "# Status quo: Barbara sails\n\n# Part one\n\nOut.\n\n# Part two\n\nHome.\n\n###### Deep\n\nDown.\n"},
		"an open fence":            {"My story", "# Status quo: Barbara logs\n\nShe logs:\n\n```\ntrace\n\n## FAQ\n\n### What are the morals of the story?\n\nClose it.\n"},
		"HTML and an include":      {"My story", "# Status quo: Barbara <b>sails</b>\n\n<script>alert(1)</script> and {{#include ../../secret}}\n\n### What are the morals of the story?\n\n<img src=x> @everyone #1 closes #2\n"},
		"earlier questions":        {"My story", "# Shiny future: Grace sails\n\nShe sails.\n\n## FAQ\n\n### What projects benefit the most from this future?\n\nAll piers.\n\n### What status quo stories are you retelling?\n\nThe counting one.\n"},
		"a question with no place": {"My story", "# Status quo: Grace counts on\n\nShe counts.\n\n## FAQ\n\n### Which pier was it?\n\nThe third.\n\n#### How long is it?\n\nLong.\n"},
		"a note of one's own":      {"My story", "# Status quo: Grace naps\n\nShe naps.\n\n## FAQ\n\n### What are the sources for this story?\n\nTODO: ask Otto about *that* night\n"},
		"a story in its own words": {"Shiny future: Niklaus learns", "# ✨ Shiny future stories: Niklaus learns\n\nIt is easy now.\n\n- [ ] one\n- [x] two\n\n1. three\n"},
	}
}

func emptyBook(t *testing.T) *book.Book {
	t.Helper()
	b, err := book.Load(fs.FS(fstest.MapFS{"book.toml": {Data: []byte("[book]\ntitle = \"Piers\"\n")}}), templates.Stories, nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// begun is the text of the story that an issue holds.
func begun(t *testing.T, b *book.Book, title, body string) (string, idea.Idea) {
	t.Helper()
	got := idea.English().ReadIn(b, title, body, []string{})
	if !got.Told {
		t.Fatalf("no story is found in it: %+v", got)
	}
	_, text, err := scaffold.File(b, scaffold.Proposed(got, b.Conventions))
	if err != nil {
		t.Fatal(err)
	}
	return string(text), got
}

// said are the words of a line, without the marks that may change.
var said = regexp.MustCompile(`[\p{L}\p{N}]+`)

// TestEveryLineSurvives: whatever its writer put into the issue is in the story.
func TestEveryLineSurvives(t *testing.T) {
	b := emptyBook(t)
	page := outlinedBook(t, map[string]string{"src/status_quo.md": "# Status quo\n\n" + strings.Replace(sectionDraft, "Alan waits for the tide", "Grace rows", 1)})
	brought := map[string]bool{}
	for _, k := range b.Conventions.Kinds {
		for line := range strings.Lines(string(k.Template.Text)) {
			brought[strings.Join(said.FindAllString(line, -1), " ")] = true
		}
	}
	for name, told := range tolds() {
		t.Run(name, func(t *testing.T) {
			text, i := begun(t, b, told.title, told.body)
			wantsLines(t, text, told.body, brought)
			if i.Kind != "status-quo" {
				return
			}
			section, err := scaffold.Begin(page, scaffold.Proposed(i, page.Conventions))
			if err != nil {
				t.Fatal(err)
			}
			wantsLines(t, section.Section, told.body, brought)
		})
	}
}

// wantsLines looks for each line of an issue in the story made of it.
func wantsLines(t *testing.T, text, body string, brought map[string]bool) {
	t.Helper()
	words := strings.Join(said.FindAllString(text, -1), " ")
	for line := range strings.Lines(body) {
		want := strings.TrimPrefix(strings.Join(said.FindAllString(line, -1), " "), "Alan ")
		if want == "" || brought[want] || want == "Character Shiny Future" || want == "not yet written" || strings.HasPrefix(strings.TrimSpace(line), "```") || strings.HasPrefix(strings.TrimSpace(line), "~~~") ||
			isHeading(line) && (want == "FAQ" || want == "Morals" || strings.HasPrefix(want, "Status quo") || strings.HasPrefix(want, "Shiny future")) {
			continue
		}
		if !strings.Contains(" "+words+" ", " "+want+" ") {
			t.Errorf("lost: %s\nin\n%s", line, text)
		}
	}
}

func isHeading(line string) bool { return strings.HasPrefix(line, "#") }

// TestToldStoryIsInItsPlace: the story that was begun answers what the issue
// answered, and nothing else.
func TestToldStoryIsInItsPlace(t *testing.T) {
	b := emptyBook(t)
	want := map[string][]string{ // answered, by name
		"a page": {"morals", "sources"}, "a page in a code block": {"morals", "sources"}, "Windows line ends": {"morals", "sources"},
		"a section": {"morals"}, "a section in a block": {"morals"}, "a section with its pair": {"morals"}, "no title": {"morals"}, "only a title and morals": {"morals"},
		"earlier questions": {"retells"}, "HTML and an include": {"morals"}, "headings everywhere": nil, "an open fence": nil,
		"a question with no place": nil, "a note of one's own": nil, "a story in its own words": nil,
	}
	for name, told := range tolds() {
		t.Run(name, func(t *testing.T) {
			text, i := begun(t, b, told.title, told.body)
			home, _ := b.Home(b.Conventions.Kind(i.Kind))
			f := b.Parse(home+"/grace_x.md", []byte(text))
			if len(f.Stories) != 1 {
				t.Fatalf("%d stories in\n%s", len(f.Stories), text)
			}
			var answered []string
			for _, q := range f.Stories[0].Questions {
				if q.Status == story.Answered {
					answered = append(answered, q.ID)
				}
			}
			if diff := cmp.Diff(want[name], answered); diff != "" {
				t.Errorf("answered (-want +got)\n%s\n%s", diff, text)
			}
			for _, bad := range []string{"<script", "<img", "{{#"} {
				if strings.Contains(strings.ReplaceAll(text, `\`+bad, ""), bad) && !strings.Contains(text, `\{{#`) {
					t.Errorf("%s is not escaped in\n%s", bad, text)
				}
			}
		})
	}
}

// TestToldPage shows what becomes of a whole page.
func TestToldPage(t *testing.T) {
	text, _ := begun(t, emptyBook(t), "My story", fileDraft)
	from, to := strings.Index(text, "## The story"), strings.Index(text, "### Why did you choose")
	want := "## The story\n\nGrace counts **every** boat, see [the log].\n\n### At noon\n\n```rust\n# fn main() {}\nlet boats = 3;\n```\n\n> Nobody answers.\n\n" +
		"### Did she find the last one?\n\nNo, and [the log] says why.\n\n[the log]: https://example.org/log\n\n" +
		"## 🤔 Frequently Asked Questions\n\n*These questions help others learn from the story. Add as many of your own as you like.*\n\n" +
		"### What are the morals of the story?\n\nCounting is easy.\n\n- Waiting is not.\n\n### What are the sources for this story?\n\nMy own week at the pier.\n\n"
	if diff := cmp.Diff(want, text[max(from, 0):max(to, 0)]); diff != "" {
		t.Errorf("the story (-want +got)\n%s", diff)
	}
}
