package form_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"go.yaml.in/yaml/v3"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/form"
	"github.com/storybot-app/storybot/story/idea"
	"github.com/storybot-app/storybot/templates"
)

// An issueForm is as much of a GitHub issue form as an issue shows.
type issueForm struct {
	Name, Description, Title string
	Labels                   []string
	Body                     []struct {
		Type       string
		ID         string
		Attributes struct {
			Label, Description, Value string
			Options                   []struct{ Label string }
		}
		Validations struct{ Required bool }
	}
}

// made is the form of a kind.
func made(t *testing.T, b *book.Book, kind string) issueForm {
	t.Helper()
	text, err := form.Text(b.Conventions, b.Conventions.Kind(kind), idea.English(), form.English())
	if err != nil {
		t.Fatal(err)
	}
	decoder := yaml.NewDecoder(strings.NewReader(string(text)))
	decoder.KnownFields(true)
	var f issueForm
	if err := decoder.Decode(&f); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return f
}

// issue is the body GitHub makes of the form; answers are by the ids of fields,
// and the box of the named character is ticked.
func (f issueForm) issue(answers map[string]string, ticked string) string {
	var b strings.Builder
	for _, element := range f.Body {
		if element.Type == "markdown" {
			continue
		}
		b.WriteString("### " + element.Attributes.Label + "\n\n")
		for _, option := range element.Attributes.Options {
			box := "[ ]"
			if ticked != "" && strings.HasPrefix(option.Label, ticked) {
				box = "[X]"
			}
			b.WriteString("- " + box + " " + option.Label + "\n")
		}
		switch answer := answers[element.ID]; {
		case answer != "":
			b.WriteString(answer + "\n")
		case len(element.Attributes.Options) == 0:
			b.WriteString("_No response_\n")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// load is a book with some files beside a book.toml.
func load(t *testing.T, files map[string]string, decided *story.Conventions) *book.Book {
	t.Helper()
	tree := fstest.MapFS{"book.toml": {Data: []byte("[book]\ntitle = \"Tides\"\n")}}
	for name, text := range files {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	b, err := book.Load(fs.FS(tree), templates.Stories, decided)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestRoundTrip fills each form in as GitHub writes it into an issue, and reads
// it back question by question.
func TestRoundTrip(t *testing.T) {
	own := load(t, map[string]string{
		"src/status_quo/template.md": "# Status quo stories: Template\n\n## FAQ\n\n* **What are the morals of the story?**\n    * (Say them.)\n" +
			"* **Who felt it first?**\n    * (Ashore or at sea.)\n* **Why did you choose NAME to tell this story?**\n* **What would you do: wait, or sail?**\n",
		"src/characters/grace.md": "# Grace\n", "src/characters/otto.md": "# Otto\n",
	}, nil)
	proposals := story.Defaults()
	proposals.Teller = story.Nobody
	proposals.Kinds = []story.Kind{{
		ID: "proposal", Name: "proposal", Directory: "text", ByHeading: true, TitleKey: "title", Templates: []string{"0000.md"},
		Questions: []story.Question{{ID: "summary", Text: "Summary"}, {ID: "motivation", Text: "Motivation"}}, Required: []string{"summary"},
	}}
	headings := load(t, map[string]string{"0000.md": "---\ntitle: Title\n---\n\n## Summary\n\nOne paragraph.\n\n## Motivation\n\nWhy?\n\n## Drawbacks and risks of it all\n\nWhat else?\n"}, proposals)
	for _, test := range []struct {
		name, kind string
		book       *book.Book
	}{
		{"built in, today", "status-quo", load(t, nil, nil)},
		{"built in, later", "shiny-future", load(t, nil, nil)},
		{"a template of bullets", "status-quo", own},
		{"headings", "proposal", headings},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := made(t, test.book, test.kind)
			c := test.book.Conventions
			answers := map[string]string{"summary": "The tide comes.\n\n### By night\n\nIt goes."}
			for _, q := range c.Kind(test.kind).Questions {
				answers[q.ID] = "What " + q.ID + " says."
			}
			got := idea.Read(f.Title+"Tides", f.issue(answers, "Grace"), f.Labels, c)
			if !got.IsIdea || got.Kind != test.kind || got.Title != "Tides" || !got.ByQuestion {
				t.Errorf("Read = %+v", got)
			}
			if diff := cmp.Diff(answers, byQuestion(got, c.Kind(test.kind))); diff != "" {
				t.Errorf("answers (-want +got)\n%s", diff)
			}
			empty := idea.Read(f.Title+"Tides", f.issue(nil, ""), f.Labels, c)
			want := idea.Idea{IsIdea: true, Kind: test.kind, Title: "Tides", ByQuestion: true, Free: empty.Free}
			if diff := cmp.Diff(want, empty, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("Read of the empty form (-want +got)\n%s", diff)
			}
			if bare := idea.Read("Tides", f.issue(answers, "Grace"), nil, c); test.name != "headings" && bare.Kind != test.kind && test.book != own {
				t.Errorf("without label and title the kind is %q", bare.Kind)
			}
		})
	}
}

// byQuestion is all that an idea answers, by the ids of the form's fields.
func byQuestion(i idea.Idea, k *story.Kind) map[string]string {
	answers := map[string]string{}
	if i.Summary != "" {
		answers["summary"] = i.Summary
	}
	for _, q := range k.Questions {
		switch q.ID {
		case "morals", "key-attributes":
			answers[q.ID] = strings.Join(i.Morals, "\n")
		case "sources":
			answers[q.ID] = strings.Join(i.Sources, "\n")
		}
	}
	for _, a := range i.Answers {
		answers[a.Question] = a.Text
	}
	return answers
}

// TestGitHubTakesTheForm: one empty, doubled or oversized text, and GitHub shows
// no form at all.
func TestGitHubTakesTheForm(t *testing.T) {
	long := strings.Repeat("and what then ", 100)
	rude := load(t, map[string]string{
		"src/status_quo/template.md": "# Template\n\n## FAQ\n\n### What happens?\n\n### " + long + "?\n\n*" + long + "*\n\n### Why @everyone: \"yes\" # no?\n\n*- &a {b: [*\n\n" +
			"### Почему так?\n\n### Почему ТАК?\n\n### 🦀?\n\n### true\n\n### What are the morals of the story?\n",
		"src/characters/null.md": "# null\n", "src/characters/yes.md": "# Yes\n",
	}, nil)
	for _, test := range []struct {
		name string
		book *book.Book
	}{{"built in", load(t, nil, nil)}, {"a rude template", rude}} {
		t.Run(test.name, func(t *testing.T) {
			f := made(t, test.book, "status-quo")
			if f.Name == "" || f.Description == "" || strings.TrimSpace(f.Title) == "" || len(f.Labels) != 1 {
				t.Errorf("head of the form: %+v", f)
			}
			labels, ids := map[string]bool{}, map[string]bool{}
			for _, element := range f.Body[1:] {
				a := element.Attributes
				label := idea.Folded(a.Label)
				if label == "" || labels[label] || ids[element.ID] || len(a.Label) > 600 || len(a.Description) > 2000 {
					t.Errorf("field %q, %q: without words, there already, or too long", element.ID, a.Label)
				}
				labels[label], ids[element.ID] = true, true
				for _, o := range a.Options {
					if o.Label == "" {
						t.Errorf("an option of %q is empty", a.Label)
					}
				}
			}
			if !f.Body[1].Validations.Required || f.Body[1].ID != "summary" {
				t.Errorf("the first field is %+v", f.Body[1])
			}
		})
	}
}
