package server_test

import (
	"strings"
	"testing"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/internal/githubsim"
)

const typo = "checks:\n  requird: true\n"

func TestErrorInTheSettingsIsShownWhereItIsMade(t *testing.T) {
	s := newStage(t, nil)
	settings := func(text string) map[string][]byte { return map[string][]byte{config.RepoPath: []byte(text)} }
	number := s.open(githubsim.PullRequestInput{Title: "Settings", Files: settings(typo)})
	view := s.seen(number)
	if last := lastOurs(view); !strings.Contains(last, "did you mean “required”?") || !strings.Contains(last, "line 2") {
		t.Errorf("want the error and its line, got %q", last)
	}
	if len(view.Checks) != 1 || len(view.Checks[0].Annotations) != 1 || view.Checks[0].Annotations[0].Path != config.RepoPath {
		t.Errorf("checks %+v", view.Checks)
	}
	s.done(s.Push(writer, number, "Fix", settings("checks:\n  required: true\n")))
	if view = s.seen(number); len(ours(view)) != 1 || strings.Contains(lastOurs(view), "did you mean") {
		t.Errorf("comments %q after it was fixed", ours(view))
	}
}

func TestLastGoodSettingsStayInForce(t *testing.T) {
	s := newStage(t, map[string]string{config.RepoPath: "checks:\n  required: true\n"})
	docs := func(title string) githubsim.PullRequestInput {
		return githubsim.PullRequestInput{Login: writer, Fork: true, Branch: title, Title: title, Files: map[string][]byte{"README.md": []byte("# " + title + "\n")}}
	}
	number, err := s.OpenPullRequest(docs("before"))
	s.done(err)
	if got := verdict(s.seen(number)); got != "success" {
		t.Fatalf("check %q, want the required one", got)
	}
	for name, wrong := range map[string]string{"typo": typo, "toolong": strings.Repeat("# many words\n", 100_000)} {
		s.done(s.Commit(owner, "main", name, map[string][]byte{config.RepoPath: []byte(wrong)}))
		number, err = s.OpenPullRequest(docs(name))
		s.done(err)
		if got := verdict(s.seen(number)); got != "success" {
			t.Errorf("%s: check %q, want the required one still", name, got)
		}
	}
	if log := s.log.String(); !strings.Contains(log, "the last valid ones apply") || !strings.Contains(log, "longer than 64 KiB") {
		t.Error("the log does not say why")
	}
}

// TestSettingsThatAreTooLong are told on the pull request that brings them, also
// where they are too long to be read at all.
func TestSettingsThatAreTooLong(t *testing.T) {
	s := newStage(t, nil)
	number := s.open(githubsim.PullRequestInput{Title: "Settings", Files: map[string][]byte{
		config.RepoPath: []byte(strings.Repeat("# many words\n", 100_000)),
	}})
	if view := s.seen(number); !strings.Contains(lastOurs(view), "longer than 64 KiB") || len(view.Checks[0].Annotations) != 1 {
		t.Errorf("said %q", ours(view))
	}
}

// TestTemplateThatSettingsName: its text is read although nothing in its path
// says that it is one, and rules that are off stay silent.
func TestTemplateThatSettingsName(t *testing.T) {
	s := newStage(t, map[string]string{
		config.RepoPath: `
book:
  teller: nobody
  kinds:
    - {id: proposal, directory: plans, templates: [outline.md], file: "{number}-{title}.md", title-key: title, asks: headings, required: [motivation]}
  rules: {file-name: off, summary: off}
`,
		"outline.md": "---\ntitle: Name of the plan\n---\n\n# Motivation\n\nSay who is helped.\n\n# What the neighbours say\n\nAsk two of them.\n",
	})
	number := s.open(githubsim.PullRequestInput{Title: "Bees", Files: map[string][]byte{
		"plans/bees.md": []byte("---\ntitle: Bees\n---\n\n# Motivation\n\nSay who is helped.\n"),
	}})
	said := lastOurs(s.seen(number))
	for _, want := range []string{"“Motivation” has nothing of your own below it yet. Every proposal has it.", "The template also has “What the neighbours say”"} {
		if !strings.Contains(said, want) {
			t.Errorf("the report lacks %q:\n%s", want, said)
		}
	}
	for _, not := range []string{"name the file", "Who tells"} {
		if strings.Contains(said, not) {
			t.Errorf("the report has %q:\n%s", not, said)
		}
	}
}
