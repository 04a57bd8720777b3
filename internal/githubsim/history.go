package githubsim

import (
	"maps"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"

	"github.com/storybot-app/storybot/internal/lazyregexp"
)

var fullOID = lazyregexp.New(`^[0-9a-f]{40}$`)

// resolve finds the commit of a branch name, a full ref, HEAD or a commit id
// (full, or the start of one with at least seven digits).
func (r *Repo) resolve(rev string) (plumbing.Hash, bool) {
	if rev == "" || rev == "HEAD" {
		rev = r.defaultBranch
	}
	if fullOID().MatchString(rev) {
		h := plumbing.NewHash(rev)
		_, ok := r.git.Commits[h]
		return h, ok
	}
	for _, name := range []string{rev, "refs/" + rev, "refs/heads/" + rev, "refs/tags/" + rev} {
		if h, ok := r.ref(name); ok {
			return h, true
		}
	}
	if len(rev) >= 7 {
		for h := range r.git.Commits {
			if strings.HasPrefix(h.String(), rev) {
				return h, true
			}
		}
	}
	return plumbing.ZeroHash, false
}

// ref reads one full ref name.
func (r *Repo) ref(name string) (plumbing.Hash, bool) {
	r.refreshFor(name)
	ref, ok := r.git.ReferenceStorage[plumbing.ReferenceName(name)]
	if !ok {
		return plumbing.ZeroHash, false
	}
	return ref.Hash(), true
}

// branch reads the tip of a branch.
func (r *Repo) branch(name string) (plumbing.Hash, bool) { return r.ref("refs/heads/" + name) }

// parents are the parents of a commit that is known to exist.
func (r *Repo) parents(oid plumbing.Hash) []plumbing.Hash {
	if known, ok := r.s.parents[oid]; ok {
		return known
	}
	c, err := r.commit(oid)
	if err != nil {
		return nil
	}
	r.s.parents[oid] = c.ParentHashes
	return c.ParentHashes
}

// ancestors is a commit and everything before it.
func (r *Repo) ancestors(from plumbing.Hash) map[plumbing.Hash]bool {
	seen, next := map[plumbing.Hash]bool{from: true}, []plumbing.Hash{from}
	for len(next) > 0 {
		oid := next[len(next)-1]
		next = next[:len(next)-1]
		for _, p := range r.parents(oid) {
			if !seen[p] {
				seen[p] = true
				next = append(next, p)
			}
		}
	}
	return seen
}

// contains reports whether commit is from or an ancestor of it.
func (r *Repo) contains(from, commit plumbing.Hash) bool { return r.ancestors(from)[commit] }

// mergeBase is the best common ancestor, the newest if there are several;
// false when the histories share none.
func (r *Repo) mergeBase(a, b plumbing.Hash) (plumbing.Hash, bool) {
	common := r.ancestors(a)
	others := r.ancestors(b)
	maps.DeleteFunc(common, func(oid plumbing.Hash, _ bool) bool { return !others[oid] })
	best := maps.Clone(common)
	for oid := range common { // what stands before a common ancestor is not the best
		for _, p := range r.parents(oid) {
			delete(best, p)
		}
	}
	var base *object.Commit
	for oid := range best {
		c, err := r.commit(oid)
		if err != nil {
			continue
		}
		if base == nil || c.Committer.When.After(base.Committer.When) ||
			c.Committer.When.Equal(base.Committer.When) && oid.String() > base.Hash.String() {
			base = c
		}
	}
	if base == nil {
		return plumbing.ZeroHash, false
	}
	return base.Hash, true
}

// between lists the commits of head that base does not have, parents first.
func (r *Repo) between(base, head plumbing.Hash) []*object.Commit {
	known := r.ancestors(base)
	if base.IsZero() {
		known = map[plumbing.Hash]bool{}
	}
	var list []*object.Commit
	next := []plumbing.Hash{head}
	for len(next) > 0 {
		oid := next[len(next)-1]
		fresh := slices.DeleteFunc(slices.Clone(r.parents(oid)), func(p plumbing.Hash) bool { return known[p] })
		if len(fresh) > 0 {
			next = append(next, fresh...)
			continue
		}
		next = next[:len(next)-1]
		if known[oid] {
			continue
		}
		known[oid] = true
		if c, err := r.commit(oid); err == nil {
			list = append(list, c)
		}
	}
	return list
}
