package githubsim

import (
	"strings"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/storybot-app/storybot/internal/lazyregexp"
)

var badRef = lazyregexp.New(`[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{|//|^[./-]|/\.|\.lock(/|$)|[./]$`)

// validRef reports whether git takes name as a full ref name.
func validRef(name string) bool {
	return strings.HasPrefix(name, "refs/") && strings.Count(name, "/") >= 2 && !badRef().MatchString(name) && len(name) <= 255
}

// blocked reports whether another ref is in the way: git keeps refs as files, so
// a blocks a/b and the other way round.
func (r *Repo) blocked(name string) bool {
	for other := range r.git.ReferenceStorage {
		if strings.HasPrefix(other.String(), name+"/") || strings.HasPrefix(name, other.String()+"/") {
			return true
		}
	}
	return false
}

func (r *Repo) setRef(name string, oid plumbing.Hash) {
	r.git.ReferenceStorage[plumbing.ReferenceName(name)] = plumbing.NewHashReference(plumbing.ReferenceName(name), oid)
}

// updateRef creates or moves a ref and does what GitHub does next: push
// webhook, check suite, pull requests with this head or base.
func (s *Server) updateRef(r *Repo, name string, oid plumbing.Hash, actor *user) {
	before, existed := r.ref(name)
	if existed && before == oid {
		return
	}
	r.setRef(name, oid)
	r.pushed = s.now()
	s.emitPush(r, name, before, oid, actor)
	branch, ok := strings.CutPrefix(name, "refs/heads/")
	if !ok {
		return
	}
	if r.installed() != nil {
		s.requestSuite(r, branch, before, oid, actor)
	}
	for _, i := range r.network().issues {
		if i.pull == nil || i.pull.merged {
			continue
		}
		s.syncHead(i, r, branch, before, oid, actor)
	}
	arrived := r.ancestors(oid)
	for _, i := range r.issues {
		if i.pull != nil && i.state == "open" && i.pull.baseRef == branch {
			s.syncBase(i, oid, arrived, actor)
		}
	}
}

// network is the repository a fork's pull requests go to; itself if no fork.
func (r *Repo) network() *Repo {
	if r.parent != nil {
		return r.parent
	}
	return r
}

// syncHead lets an open pull request follow its branch.
func (s *Server) syncHead(i *issue, r *Repo, branch string, before, oid plumbing.Hash, actor *user) {
	p := i.pull
	if p.headRepo != r || p.headRef != branch || i.state != "open" || p.headOID == oid {
		return
	}
	old := p.headOID
	p.headOID = oid
	i.repo.setRef(p.refName(), oid)
	i.updated = s.now()
	if !r.contains(oid, before) {
		i.note(event{kind: "head_ref_force_pushed", actor: actor})
	}
	p.moveThreads(old)
	s.emitPull(i, "synchronize", actor, obj{"before": old.String(), "after": oid.String()})
}

// syncBase notes the new base; a pull request whose commits have all arrived
// there is merged.
func (s *Server) syncBase(i *issue, oid plumbing.Hash, arrived map[plumbing.Hash]bool, actor *user) {
	p := i.pull
	if arrived[p.headOID] && !i.repo.contains(p.baseOID, p.headOID) {
		s.markMerged(i, oid, actor)
		return
	}
	p.baseOID = oid
}

// deleteRef removes a ref. Pull requests from or into the branch are closed.
func (s *Server) deleteRef(r *Repo, name string, actor *user) {
	before, ok := r.ref(name)
	if !ok {
		return
	}
	delete(r.git.ReferenceStorage, plumbing.ReferenceName(name))
	r.pushed = s.now()
	s.emitPush(r, name, before, plumbing.ZeroHash, actor)
	branch := strings.TrimPrefix(name, "refs/heads/")
	for _, i := range r.network().issues {
		if i.pull == nil || i.state != "open" {
			continue
		}
		head := i.pull.headRepo == r && i.pull.headRef == branch
		if base := i.repo == r && i.pull.baseRef == branch; head || base {
			s.setState(i, "closed", "", actor)
		}
	}
}

func (p *pull) refName() string { return "refs/pull/" + itoa(p.issue.number) + "/head" }

// touchesWorkflows reports whether a commit changes .github/workflows compared
// with its first parent. An App without the workflows permission may not push
// such a commit.
func (r *Repo) touchesWorkflows(oid plumbing.Hash) bool {
	var before, after plumbing.Hash
	if e, ok := r.entry(oid, ".github/workflows"); ok {
		after = e.Hash
	}
	if parents := r.parents(oid); len(parents) > 0 {
		if e, ok := r.entry(parents[0], ".github/workflows"); ok {
			before = e.Hash
		}
	}
	return before != after
}
