package githubsim

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/go-git/go-git/v5/storage/memory"
)

// Errors of people's actions, for errors.Is.
var (
	ErrNotFound = errors.New("not found")
	ErrDenied   = errors.New("permission denied")
)

// AddUser makes an account; a login that ends in [bot] is another bot. A
// second call changes the name.
func (s *Server) AddUser(login, name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	kind := "User"
	if strings.HasSuffix(login, "[bot]") {
		kind = "Bot"
	}
	s.ensureUser(login, name, kind).name = name
}

// CreateRepo makes a public repository with one commit on main and installs
// the App there. An owner nobody knows becomes an organization.
func (s *Server) CreateRepo(owner, name string, files map[string][]byte) (*Repo, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.repos[strings.ToLower(owner+"/"+name)] != nil {
		return nil, fmt.Errorf("githubsim: repository %s/%s already exists", owner, name)
	}
	r := s.newRepo(s.ensureUser(owner, "", "Organization"), name)
	r.git = memory.NewStorage()
	oid, err := r.writeCommit(commitInput{changes: files, message: "Initial commit", author: r.owner, at: s.now()})
	if err != nil {
		return nil, fmt.Errorf("githubsim: create repository %s/%s: %w", owner, name, err)
	}
	r.setRef("refs/heads/"+r.defaultBranch, oid)
	s.repos[strings.ToLower(r.fullName())] = r
	s.install(r.owner)
	return r, nil
}

func (s *Server) newRepo(owner *user, name string) *Repo {
	now := s.now()
	r := &Repo{s: s, id: s.newID(), owner: owner, name: name, defaultBranch: "main", roles: map[string]string{}, created: now, pushed: now}
	r.nodeID = s.register("R", r.id, r)
	return r
}

// fork finds a person's fork of r or makes one.
func (s *Server) fork(r *Repo, owner *user) *Repo {
	for _, f := range r.forks {
		if f.owner == owner {
			return f
		}
	}
	name := r.name
	for n := 1; s.repo(owner.login, name) != nil; n++ {
		name = fmt.Sprintf("%s-%d", r.name, n)
	}
	f := s.newRepo(owner, name)
	f.parent, f.git, f.defaultBranch = r, sharedStorage(r.git), r.defaultBranch
	for ref, target := range r.git.ReferenceStorage {
		if ref.IsBranch() {
			f.git.ReferenceStorage[ref] = target
		}
	}
	r.forks = append(r.forks, f)
	s.repos[strings.ToLower(f.fullName())] = f
	return f
}

// DeleteFork deletes somebody's fork of the repository. Its pull requests stay
// open, and their commits with the repository they go to.
func (r *Repo) DeleteFork(login string) error {
	return r.act(login, "", func(who *user) error {
		for i, f := range r.forks {
			if f.owner == who {
				f.deleted = true
				clear(f.git.ReferenceStorage)
				delete(r.s.repos, strings.ToLower(f.fullName()))
				r.forks = slices.Delete(r.forks, i, i+1)
				return nil
			}
		}
		return fmt.Errorf("githubsim: fork of %s by %s: %w", r.fullName(), login, ErrNotFound)
	})
}

// SetPrivate hides the repository from everyone without a role.
func (r *Repo) SetPrivate(private bool) {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	r.private = private
}

// SetRole gives a person a role: read, triage, write, maintain or admin; ""
// takes it away.
func (r *Repo) SetRole(login, role string) {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	r.roles[strings.ToLower(login)] = role
}

// Age makes all issues and comments older than they are.
func (r *Repo) Age(by time.Duration) {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	for _, i := range r.issues {
		i.created = i.created.Add(-by)
		for _, c := range i.comments {
			c.created, c.updated = c.created.Add(-by), c.updated.Add(-by)
		}
	}
}

// CreateLabel adds a label as a maintainer does, with its webhook.
func (r *Repo) CreateLabel(name, color, description string) error {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	if err := checkLabel(&name, &color, &description); err != nil {
		return fmt.Errorf("githubsim: label %q: %w", name, err)
	}
	if r.label(name) == nil {
		r.s.newLabel(r, name, color, description, r.owner)
	}
	return nil
}

// act runs one action of a person with the lock held.
func (r *Repo) act(login, role string, do func(who *user) error) error {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	who := r.s.user(login)
	if who == nil {
		return fmt.Errorf("githubsim: user %s: %w", login, ErrNotFound)
	}
	if rank(r.roleOf(who)) < rank(role) {
		return fmt.Errorf("githubsim: %s needs the role %s in %s: %w", login, role, r.fullName(), ErrDenied)
	}
	return do(who)
}

// actOn runs one action of a person on issue or pull request n. The author
// may do what otherwise needs the role.
func (r *Repo) actOn(login, role string, n int, do func(who *user, i *issue) error) error {
	r.s.mu.Lock()
	i := r.issue(n)
	if i != nil && strings.EqualFold(i.author.login, login) {
		role = "read"
	}
	r.s.mu.Unlock()
	return r.act(login, role, func(who *user) error {
		if i == nil {
			return fmt.Errorf("githubsim: %s#%d: %w", r.fullName(), n, ErrNotFound)
		}
		return do(who, i)
	})
}

// actOnPull is actOn for pull requests alone.
func (r *Repo) actOnPull(login, role string, n int, do func(who *user, i *issue) error) error {
	return r.actOn(login, role, n, func(who *user, i *issue) error {
		if i.pull == nil {
			return fmt.Errorf("githubsim: pull request %s#%d: %w", r.fullName(), n, ErrNotFound)
		}
		return do(who, i)
	})
}
