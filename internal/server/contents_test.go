package server_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/githubsim"
)

// entry is a chapter deep in the table of contents.
const entry = "        - [Grace waits](./status_quo/grace_waits.md)\n"

func TestTableOfContents(t *testing.T) {
	tests := []struct {
		name  string
		there map[string]string // beside the sample book
		rules []string
	}{
		{name: "with its story", rules: []string{"summary"}},
		{name: "of a story that was there and is edited", there: map[string]string{place: full}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newStage(t, test.there)
			contents, err := s.File("", "src/SUMMARY.md")
			s.done(err)
			changes := files(noticed(strings.Replace(full, "for the build", "for a build", 1), s.notice()))
			changes["src/SUMMARY.md"] = []byte(strings.TrimRight(string(contents), "\n") + "\n" + entry)
			view := s.seen(s.open(githubsim.PullRequestInput{Title: "Grace waits", Files: changes}))
			var rules []string
			for _, note := range view.Checks[0].Annotations {
				rules = append(rules, note.Title)
			}
			if diff := cmp.Diff(test.rules, rules); diff != "" {
				t.Errorf("rules (-want +got)\n%s", diff)
			}
		})
	}
}

// TestTableOfContentsAlone holds what is said where no story is touched: what
// stops the book is told once, and goes when it is put right.
func TestTableOfContentsAlone(t *testing.T) {
	const listed = "# Summary\n\n- [Characters](./characters.md)\n"
	for _, test := range []struct{ name, text, want string }{
		{"a page twice", listed + "- [Again](./characters.md)\n", "a page twice, as lines 3 and 4 do"},
		{"an item without a link", listed + "- Again\n", "it must begin with a link"},
		{"nothing is left", "# Summary\n", "lists nothing now"},
		{"no byte is left", "", "lists nothing now"},
		{"a page that is not there", listed + "- [Later](./later.md)\n", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newStage(t, nil)
			contents := func(text string) map[string][]byte { return map[string][]byte{"src/SUMMARY.md": []byte(text)} }
			number := s.open(githubsim.PullRequestInput{Title: "Contents", Files: contents(test.text)})
			if said := strings.Join(ours(s.seen(number)), "\n"); test.want == "" && said != "" || !strings.Contains(said, test.want) {
				t.Errorf("want %q, said %q", test.want, said)
			}
			if test.want == "" {
				return
			}
			s.done(s.Push(writer, number, "Fix", contents(listed)))
			if view := s.seen(number); len(ours(view)) != 1 || strings.Contains(lastOurs(view), test.want) {
				t.Errorf("comments %q after it was put right", ours(view))
			}
		})
	}
}
