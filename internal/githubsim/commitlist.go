package githubsim

import (
	"net/http"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// listCommits is the log of a branch or commit, newest first, as a whole or of
// one path.
func (c *call) listCommits() (any, error) {
	since, err := c.timeQuery("since")
	if err != nil {
		return nil, err
	}
	until, err := c.timeQuery("until")
	if err != nil {
		return nil, err
	}
	from, ok := c.revision(c.query("sha"))
	if !ok {
		return nil, notFound()
	}
	list, err := c.repo.log(from, strings.Trim(c.query("path"), "/"))
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(commit *object.Commit) bool {
		at := commit.Committer.When
		return at.Before(since) || !until.IsZero() && at.After(until) || !c.wantsAuthor(commit)
	})
	return paged(c, list, c.repo.commitJSON), nil
}

// wantsAuthor compares a commit's author with a login or an address.
func (c *call) wantsAuthor(commit *object.Commit) bool {
	author := c.query("author")
	if author == "" || strings.EqualFold(commit.Author.Email, author) {
		return true
	}
	u := c.s.byEmail(commit.Author.Email)
	return u != nil && strings.EqualFold(u.login, author)
}

// log lists a commit and what came before it, by date, as git log does. With a
// path it lists those that changed it: where a parent has the same there, only
// that parent is looked at.
func (r *Repo) log(from plumbing.Hash, path string) ([]*object.Commit, error) {
	first, err := r.commit(from)
	if err != nil {
		return nil, fail(http.StatusConflict, "Git Repository is empty.")
	}
	var list []*object.Commit
	frontier, seen := []*object.Commit{first}, map[plumbing.Hash]bool{from: true}
	for len(frontier) > 0 {
		at := newest(frontier)
		commit := frontier[at]
		frontier = slices.Delete(frontier, at, at+1)
		next, changed := r.follow(commit, path)
		if changed {
			list = append(list, commit)
		}
		for _, oid := range next {
			if seen[oid] {
				continue
			}
			seen[oid] = true
			parent, err := r.commit(oid)
			if err != nil {
				return nil, err
			}
			frontier = append(frontier, parent)
		}
	}
	return list, nil
}

// follow says where the log goes on after a commit, and whether the commit
// changed the path; "" is the whole tree, which every commit changes.
func (r *Repo) follow(commit *object.Commit, path string) (next []plumbing.Hash, changed bool) {
	if path == "" {
		return commit.ParentHashes, true
	}
	here, there := r.entry(commit.Hash, path)
	for _, parent := range commit.ParentHashes {
		before, existed := r.entry(parent, path)
		if there == existed && (!there || before.Hash == here.Hash && before.Mode == here.Mode) {
			return []plumbing.Hash{parent}, false
		}
	}
	return commit.ParentHashes, there || len(commit.ParentHashes) > 0
}

// newest is the index of the commit with the latest date; of equals the first.
func newest(list []*object.Commit) int {
	best := 0
	for i, commit := range list {
		if commit.Committer.When.After(list[best].Committer.When) {
			best = i
		}
	}
	return best
}
