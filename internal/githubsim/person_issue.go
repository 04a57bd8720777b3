package githubsim

import (
	"fmt"
)

// OpenIssue files an issue. Labels count only from people with triage rights,
// except that an issue form may set them: forms are not told apart here, so
// they are always put on.
func (r *Repo) OpenIssue(login, title, body string, labels ...string) (number int, err error) {
	err = r.act(login, "read", func(who *user) error {
		if err := checkIssueText("Issue", &title, &body); err != nil {
			return fmt.Errorf("githubsim: open issue: %w", err)
		}
		i := r.s.newIssue(r, who, false, title, body)
		r.s.emitIssue(i, "opened", who, nil)
		r.s.addLabels(i, r.ensureLabels(labels, who), who)
		number = i.number
		return nil
	})
	return number, err
}

func (r *Repo) ensureLabels(names []string, who *user) []*label {
	var list []*label
	for _, name := range names {
		l := r.label(name)
		if l == nil {
			l = r.s.newLabel(r, name, defaultColor, "", who)
		}
		list = append(list, l)
	}
	return list
}

// EditBody changes the description of an issue or pull request.
func (r *Repo) EditBody(login string, n int, body string) error {
	return r.edit(login, n, nil, &body)
}

// EditTitle changes the title of an issue or pull request.
func (r *Repo) EditTitle(login string, n int, title string) error {
	return r.edit(login, n, &title, nil)
}

func (r *Repo) edit(login string, n int, title, body *string) error {
	return r.actOn(login, "triage", n, func(who *user, i *issue) error {
		if err := checkIssueText("Issue", title, body); err != nil {
			return fmt.Errorf("githubsim: edit #%d: %w", n, err)
		}
		r.s.edit(i, title, body, who)
		return nil
	})
}

// Comment writes a comment and returns its id.
func (r *Repo) Comment(login string, n int, body string) (id int64, err error) {
	err = r.actOn(login, "read", n, func(who *user, i *issue) error {
		if body == "" || chars(body) > maxText {
			return fmt.Errorf("githubsim: comment on #%d: %w", n, tooLong("IssueComment", "body", maxText))
		}
		id = r.s.addComment(i, who, false, body).id
		return nil
	})
	return id, err
}

// EditComment changes a comment: one's own, or anybody's with write rights.
func (r *Repo) EditComment(login string, id int64, body string) error {
	return r.actOnComment(login, id, func(who *user, c *comment) { r.s.editComment(c, body, who) })
}

// DeleteComment removes a comment: one's own, or anybody's with write rights.
func (r *Repo) DeleteComment(login string, id int64) error {
	return r.actOnComment(login, id, func(who *user, c *comment) { r.s.deleteComment(c, who) })
}

func (r *Repo) actOnComment(login string, id int64, do func(who *user, c *comment)) error {
	return r.act(login, "read", func(who *user) error {
		for _, i := range r.issues {
			for _, c := range i.comments {
				if c.id != id {
					continue
				}
				if c.author != who && rank(r.roleOf(who)) < rank("write") {
					return fmt.Errorf("githubsim: comment %d: %w", id, ErrDenied)
				}
				do(who, c)
				return nil
			}
		}
		return fmt.Errorf("githubsim: comment %d: %w", id, ErrNotFound)
	})
}

// CloseIssue closes an issue or a pull request without merging.
func (r *Repo) CloseIssue(login string, n int) error {
	return r.actOn(login, "triage", n, func(who *user, i *issue) error {
		r.s.setState(i, "closed", "", who)
		return nil
	})
}

// Reopen opens a closed issue or pull request again.
func (r *Repo) Reopen(login string, n int) error {
	return r.actOn(login, "triage", n, func(who *user, i *issue) error {
		if err := i.checkReopen(); err != nil {
			return fmt.Errorf("githubsim: reopen #%d: %w: %w", n, ErrDenied, err)
		}
		r.s.setState(i, "open", "", who)
		return nil
	})
}

// AddLabel puts a label on; a name nobody has used becomes a new label.
func (r *Repo) AddLabel(login string, n int, name string) error {
	return r.withRole(login, "triage", n, func(who *user, i *issue) {
		r.s.addLabels(i, r.ensureLabels([]string{name}, who), who)
	})
}

// RemoveLabel takes a label off.
func (r *Repo) RemoveLabel(login string, n int, name string) error {
	return r.withRole(login, "triage", n, func(who *user, i *issue) {
		if l := r.label(name); l != nil {
			r.s.removeLabels(i, []*label{l}, who)
		}
	})
}

// Assign assigns somebody.
func (r *Repo) Assign(login string, n int, assignee string) error {
	return r.withRole(login, "triage", n, func(who *user, i *issue) {
		r.s.assign(i, []*user{r.s.user(assignee)}, who)
	})
}

// withRole is actOn without the author's privileges.
func (r *Repo) withRole(login, role string, n int, do func(who *user, i *issue)) error {
	return r.act(login, role, func(who *user) error {
		i := r.issue(n)
		if i == nil {
			return fmt.Errorf("githubsim: %s#%d: %w", r.fullName(), n, ErrNotFound)
		}
		do(who, i)
		return nil
	})
}
