package subject_test

import (
	"testing"

	"github.com/storybot-app/storybot/internal/subject"
)

func TestKeyStaysWhenARepositoryIsRenamedOrTransferred(t *testing.T) {
	before := subject.Subject{Repo: subject.Repo{ID: 42, Owner: "Old", Name: "Book", Installation: 1}, Kind: subject.Issue, Number: 7}
	after := before
	after.Repo.Owner, after.Repo.Name, after.Repo.Installation = "new", "stories", 2
	if before.Key() != after.Key() || before.Key() != "42#7" {
		t.Errorf("keys %q and %q, want 42#7 for both", before.Key(), after.Key())
	}
}

func TestString(t *testing.T) {
	repo := subject.Repo{ID: 42, Owner: "octo", Name: "book"}
	for _, row := range []struct {
		subject subject.Subject
		want    string
	}{
		{subject.Subject{Repo: repo, Kind: subject.PullRequest, Number: 7}, "octo/book#7"},
		{subject.Subject{Repo: repo, Kind: subject.Repository}, "octo/book"},
	} {
		if got := row.subject.String(); got != row.want {
			t.Errorf("%+v is %q, want %q", row.subject, got, row.want)
		}
	}
}
