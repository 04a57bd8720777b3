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
