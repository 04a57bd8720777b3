package githubsim

import (
	"fmt"

	"github.com/go-git/go-git/v5/plumbing"
)

// PullRequestInput is a pull request as a person opens it.
type PullRequestInput struct {
	Login string
	// Fork pushes to the person's own fork; otherwise to a branch of the
	// repository, which needs write rights.
	Fork bool
	// Branch is the head branch; "" is "patch-N". A new one starts at Base.
	Branch string
	// Base is the branch to merge into; "" is the default branch.
	Base string
	// Title and Body; an empty title becomes the branch's name.
	Title, Body string
	Draft       bool
	// Files are pushed in one commit before the pull request is opened; nil
	// content removes a file. None at all: the branch is taken as it is.
	Files map[string][]byte
	// Message of that commit; default is the title.
	Message string
	// NoMaintainerEdits unticks "Allow edits by maintainers".
	NoMaintainerEdits bool
}

// OpenPullRequest pushes a branch and opens a pull request from it.
func (r *Repo) OpenPullRequest(in PullRequestInput) (number int, err error) {
	role := "write"
	if in.Fork {
		role = "read"
	}
	err = r.act(in.Login, role, func(who *user) error {
		i, err := r.openPull(who, in)
		if err != nil {
			return fmt.Errorf("githubsim: open pull request: %w", err)
		}
		number = i.number
		return nil
	})
	return number, err
}

func (r *Repo) openPull(who *user, in PullRequestInput) (*issue, error) {
	if in.Base == "" {
		in.Base = r.defaultBranch
	}
	if in.Branch == "" {
		in.Branch = fmt.Sprintf("patch-%d", len(r.issues)+1)
	}
	if in.Title == "" {
		in.Title = in.Branch
	}
	if in.Message == "" {
		in.Message = in.Title
	}
	if err := checkIssueText("PullRequest", &in.Title, &in.Body); err != nil {
		return nil, err
	}
	head := r
	if in.Fork && who != r.owner {
		head = r.s.fork(r, who)
	}
	if len(in.Files) > 0 {
		start, ok := head.branch(in.Branch)
		if !ok {
			if start, ok = r.branch(in.Base); !ok {
				return nil, fmt.Errorf("base %s: %w", in.Base, ErrNotFound)
			}
		}
		if err := r.s.push(head, in.Branch, start, who, in.Message, in.Files); err != nil {
			return nil, err
		}
	}
	return r.s.openPull(r, pullInput{
		author: who, headRepo: head, headRef: in.Branch, baseRef: in.Base, title: in.Title, body: in.Body,
		draft: in.Draft, maintainer: !in.NoMaintainerEdits,
	})
}

// push makes one commit on top of start and moves the branch there.
func (s *Server) push(r *Repo, branch string, start plumbing.Hash, who *user, message string, files map[string][]byte) error {
	oid, err := r.writeCommit(commitInput{parents: []plumbing.Hash{start}, changes: files, message: message, author: who, at: s.now()})
	if err != nil {
		return err
	}
	s.updateRef(r, "refs/heads/"+branch, oid, who)
	return nil
}

// Push adds a commit to a pull request's branch. Its author may, and so may
// people with write rights unless the author forbade it; nil removes a file.
func (r *Repo) Push(login string, n int, message string, files map[string][]byte) error {
	return r.actOnPull(login, "write", n, func(who *user, i *issue) error {
		p := i.pull
		tip, ok := p.headRepo.branch(p.headRef)
		switch {
		case !ok:
			return fmt.Errorf("githubsim: push to #%d: branch %s: %w", n, p.headRef, ErrNotFound)
		case p.headRepo != r && p.headRepo.owner != who && !p.maintainerEdits:
			return fmt.Errorf("githubsim: push to #%d: %w", n, ErrDenied)
		}
		return r.s.push(p.headRepo, p.headRef, tip, who, message, files)
	})
}

// Commit adds a commit to a branch of the repository itself; a branch that
// does not exist starts at the default branch.
func (r *Repo) Commit(login, branch, message string, files map[string][]byte) error {
	return r.act(login, "write", func(who *user) error {
		start, ok := r.branch(branch)
		if !ok {
			start, _ = r.branch(r.defaultBranch)
		}
		return r.s.push(r, branch, start, who, message, files)
	})
}

// ForcePush puts other commits in place of a pull request's: one commit on
// top of the base.
func (r *Repo) ForcePush(login string, n int, message string, files map[string][]byte) error {
	return r.actOnPull(login, "write", n, func(who *user, i *issue) error {
		return r.s.push(i.pull.headRepo, i.pull.headRef, i.pull.baseOID, who, message, files)
	})
}

// DeleteBranch removes a branch of the repository.
func (r *Repo) DeleteBranch(login, branch string) error {
	return r.act(login, "write", func(who *user) error {
		r.s.deleteRef(r, "refs/heads/"+branch, who)
		return nil
	})
}

// MarkReady marks a draft ready for review.
func (r *Repo) MarkReady(login string, n int) error { return r.draft(login, n, false) }

// ConvertToDraft turns a pull request back into a draft.
func (r *Repo) ConvertToDraft(login string, n int) error { return r.draft(login, n, true) }

func (r *Repo) draft(login string, n int, draft bool) error {
	return r.actOnPull(login, "write", n, func(who *user, i *issue) error {
		r.s.setDraft(i, draft, who)
		return nil
	})
}

// Merge merges a pull request with a merge commit.
func (r *Repo) Merge(login string, n int) error {
	return r.act(login, "write", func(who *user) error {
		i := r.issue(n)
		if i == nil || i.pull == nil {
			return fmt.Errorf("githubsim: pull request %s#%d: %w", r.fullName(), n, ErrNotFound)
		}
		if err := r.s.mergePull(i, who, ""); err != nil {
			return fmt.Errorf("githubsim: merge #%d: %w", n, err)
		}
		return nil
	})
}
