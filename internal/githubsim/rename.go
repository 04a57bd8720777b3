package githubsim

import (
	"fmt"
	"strings"
)

// ID is the id that stays when the repository is renamed.
func (r *Repo) ID() int64 { return r.id }

// Rename gives the repository another name. GitHub finds it by the old one,
// too, until somebody makes another repository of that name.
func (r *Repo) Rename(name string) error {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	before, after := strings.ToLower(r.fullName()), strings.ToLower(r.owner.login+"/"+name)
	if r.s.repos[after] != nil {
		return fmt.Errorf("githubsim: rename %s: %s is taken", before, after)
	}
	if r.s.former == nil {
		r.s.former = make(map[string]*Repo)
	}
	delete(r.s.repos, before)
	r.name, r.s.repos[after], r.s.former[before] = name, r, r
	return nil
}
