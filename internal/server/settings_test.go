package server_test

import (
	"strings"
	"testing"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/internal/githubsim"
)

const slip = "checks:\n  requird: true\n"

func TestSlipInTheSettingsIsToldWhereItIsMade(t *testing.T) {
	s := newStage(t, nil)
	settings := func(text string) map[string][]byte { return map[string][]byte{config.RepoPath: []byte(text)} }
	number := s.open(githubsim.PullRequestInput{Title: "Settings", Files: settings(slip)})
	view := s.seen(number)
	if last := lastOurs(view); !strings.Contains(last, "did you mean “required”?") || !strings.Contains(last, "line 2") {
		t.Errorf("want the slip and its line, got %q", last)
	}
	if len(view.Checks) != 1 || len(view.Checks[0].Annotations) != 1 || view.Checks[0].Annotations[0].Path != config.RepoPath {
		t.Errorf("checks %+v", view.Checks)
	}
	s.done(s.Push(writer, number, "Mend", settings("checks:\n  required: true\n")))
	if view = s.seen(number); len(ours(view)) != 1 || strings.Contains(lastOurs(view), "did you mean") {
		t.Errorf("comments %q after it was mended", ours(view))
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
	s.done(s.Commit(owner, "main", "Slip", map[string][]byte{config.RepoPath: []byte(slip)}))
	number, err = s.OpenPullRequest(docs("after"))
	s.done(err)
	if got := verdict(s.seen(number)); got != "success" {
		t.Errorf("check %q after a slip in the settings, want the required one still", got)
	}
	if !strings.Contains(s.log.String(), "the last good ones stay in force") {
		t.Error("the log does not tell")
	}
}
