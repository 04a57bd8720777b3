// Package subject names what there is to look at: an issue, a pull request or
// a repository. Whatever makes the bot look (a webhook, a click, a sweep) makes
// a Subject and nothing more; what happened is read anew from GitHub.
package subject

import "strconv"

// Repo names a repository. ID stays when it is renamed or transferred; Owner
// and Name are how it was called when somebody last spoke of it, and
// Installation is how it is reached.
type Repo struct {
	ID           int64
	Owner, Name  string
	Installation int64
}

// String is "owner/name".
func (r Repo) String() string { return r.Owner + "/" + r.Name }

// Kind is a kind of subject.
type Kind string

// The kinds there are.
const (
	Issue       Kind = "issue"
	PullRequest Kind = "pull_request"
	Repository  Kind = "repository" // as a whole; it has no number
)

// Subject is what to look at.
type Subject struct {
	Repo   Repo
	Kind   Kind
	Number int // 0 for a repository
}

// Key is the same for everything that is about the subject, whatever its
// repository is called meanwhile and whoever owns it: "ID#number". Issues and
// pull requests share their numbers, so the kind need not be in it.
func (s Subject) Key() string {
	return strconv.FormatInt(s.Repo.ID, 10) + "#" + strconv.Itoa(s.Number)
}

// String is "owner/name#7" for people, "owner/name" for a repository.
func (s Subject) String() string {
	if s.Kind == Repository {
		return s.Repo.String()
	}
	return s.Repo.String() + "#" + strconv.Itoa(s.Number)
}
