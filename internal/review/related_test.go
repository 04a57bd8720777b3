package review_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/review"
	"github.com/storybot-app/storybot/story/related"
)

// TestOnePath: a text on the command line and an issue of the same words are
// read and answered alike, whatever ideas are open.
func TestOnePath(t *testing.T) {
	b := library(t, nil)
	told := func(title, text string) []byte {
		return []byte(strings.Replace(strings.Replace(grace, "Grace waits\n", title+"\n", 1), "Grace waits for the build.", text, 1))
	}
	stories := b.Docs(map[string][]byte{
		"src/status_quo/alan_a.md": told("Alan charts a reef", "The reef lay under the chart's edge, and nobody had charted the reef."),
		"src/status_quo/alan_b.md": told("Alan splices a rope", "The rope was frayed. He cut the rope and spliced it."),
		"src/status_quo/alan_c.md": told("Barbara reads a barometer", "The barometer fell, and the storm came before the barometer rose."),
	})
	tests := map[string]struct {
		title, body string
		near        bool
	}{
		"a title":            {"Charting the reef", "", true},
		"words of one's own": {"Status quo: a frayed rope", "Grace has a rope that is frayed, and nobody can splice it.", true},
		"a form":             {"A storm", "### Brief summary\n\nThe barometer fell.\n\n### Character(s)\n\n- [x] Grace\n\n### Morals\n\nBelieve a barometer.\n", true},
		"something else":     {"Snow", "Skiers were happy.", false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			asked := review.IdeaDoc(7, b.ReadIdea(test.title, test.body, nil))
			c := review.Case{Snapshot: &gateway.Snapshot{}, Book: b, Comparable: true, About: asked, Stories: stories}
			want := answers(review.Related(c))
			if test.near != (len(want) > 0) {
				t.Errorf("found %v", want)
			}
			if diff := cmp.Diff(want, answers(b.Nearest(b.Doc("", []byte(test.title+"\n\n"+test.body)), stories))); diff != "" {
				t.Errorf("from the command line (-bot +command)\n%s", diff)
			}
			for number := range 20 {
				c.Ideas = append(c.Ideas, related.Doc{Number: 100 + number, Title: "Another barometer", Text: "The reef, the rope and the barometer."})
			}
			var stories []match
			for _, p := range answers(review.Related(c)) {
				if p.Number == 0 {
					stories = append(stories, p)
				}
			}
			if diff := cmp.Diff(want[:min(1, len(want))], stories[:min(1, len(stories))]); diff != "" {
				t.Errorf("the nearest story beside open ideas (-without +with)\n%s", diff)
			}
		})
	}
}

// A match is what two answers are compared by.
type match struct {
	Path   string
	Number int
	Score  float64
	Words  []string
}

func answers(near []related.Match) (all []match) {
	for _, m := range near {
		all = append(all, match{m.Path, m.Number, m.Score, m.Words})
	}
	return all
}

// TestHeaded: the title of a text is a heading, or a line by itself.
func TestHeaded(t *testing.T) {
	b := library(t, nil)
	tests := map[string]struct{ text, title, rest string }{
		"a line":     {"Waiting for spare parts\n", "Waiting for spare parts", ""},
		"a title":    {"\nSpare parts\n\nThey're late.\n", "Spare parts", "They're late."},
		"a heading":  {"## Spare parts\nThey're late.\n", "Spare parts", "They're late."},
		"a sentence": {"The spare parts\nare late.\n", "", "The spare parts\nare late."},
		"nothing":    {"", "", ""},
	}
	for name, test := range tests {
		doc := b.Doc("", []byte(test.text))
		if diff := cmp.Diff([]string{test.title, test.rest}, []string{doc.Title, strings.TrimSpace(doc.Text)}); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}
