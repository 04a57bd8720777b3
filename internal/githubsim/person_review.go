package githubsim

import (
	"fmt"
	"slices"

	"github.com/go-git/go-git/v5/plumbing"
)

// ReviewInput is a review as a person submits it.
type ReviewInput struct {
	Login    string
	Event    string // COMMENT, APPROVE or REQUEST_CHANGES
	Body     string
	Comments []ReviewCommentInput
}

// ReviewCommentInput is one comment on the new side of the difference.
type ReviewCommentInput struct {
	Path            string
	StartLine, Line int // StartLine 0: one line
	Body            string
}

// Review submits a review of the pull request's newest commit.
func (r *Repo) Review(n int, in ReviewInput) (id int64, err error) {
	err = r.actOnPull(in.Login, "read", n, func(who *user, i *issue) error {
		review := reviewInput{author: who, commit: i.pull.headOID, event: in.Event, body: in.Body}
		for _, c := range in.Comments {
			at := place{path: c.Path, startLine: c.StartLine, line: c.Line}
			review.comments = append(review.comments, reviewCommentInput{at: at, body: c.Body})
		}
		rv, err := r.s.submitReview(i, review)
		if err != nil {
			return fmt.Errorf("githubsim: review #%d: %w", n, err)
		}
		id = rv.id
		return nil
	})
	return id, err
}

// EditReview changes what a person's own review says.
func (r *Repo) EditReview(login string, n int, id int64, body string) error {
	return r.actOnPull(login, "read", n, func(who *user, i *issue) error {
		at := slices.IndexFunc(i.pull.reviews, func(rv *review) bool { return rv.id == id && rv.author == who })
		if at < 0 {
			return fmt.Errorf("githubsim: review %d: %w", id, ErrNotFound)
		}
		r.s.editReview(i.pull.reviews[at], body, who)
		return nil
	})
}

// EditLineComment changes what a person's own comment on a line says.
func (r *Repo) EditLineComment(login string, n int, id int64, body string) error {
	return r.actOnPull(login, "read", n, func(who *user, i *issue) error {
		for _, rc := range i.pull.reviewComments() {
			if rc.id == id && rc.author == who {
				r.s.editReviewComment(rc, body, who)
				return nil
			}
		}
		return fmt.Errorf("githubsim: review comment %d: %w", id, ErrNotFound)
	})
}

// DismissReview takes somebody's verdict back.
func (r *Repo) DismissReview(login string, n int, id int64) error {
	return r.actOnPull(login, "write", n, func(who *user, i *issue) error {
		at := slices.IndexFunc(i.pull.reviews, func(rv *review) bool { return rv.id == id })
		if at < 0 {
			return fmt.Errorf("githubsim: review %d: %w", id, ErrNotFound)
		}
		return r.s.dismissReview(i.pull.reviews[at], who)
	})
}

// ResolveThread resolves the thread that holds a comment on a line, or opens
// it again.
func (r *Repo) ResolveThread(login string, n int, commentID int64, resolved bool) error {
	return r.actOnPull(login, "write", n, func(who *user, i *issue) error {
		for _, rc := range i.pull.reviewComments() {
			if rc.id == commentID {
				r.s.setResolved(rc.thread, resolved, who)
				return nil
			}
		}
		return fmt.Errorf("githubsim: review comment %d: %w", commentID, ErrNotFound)
	})
}

// ReplyInThread answers a comment on a line.
func (r *Repo) ReplyInThread(login string, n int, commentID int64, body string) (id int64, err error) {
	err = r.actOnPull(login, "read", n, func(who *user, i *issue) error {
		for _, rc := range i.pull.reviewComments() {
			if rc.id == commentID {
				id = r.s.reply(rc.thread, who, false, body).id
				return nil
			}
		}
		return fmt.Errorf("githubsim: review comment %d: %w", commentID, ErrNotFound)
	})
	return id, err
}

// RerequestCheck presses "Re-run" on a check run. The run itself stays as it
// is: starting again is the App's business.
func (r *Repo) RerequestCheck(login string, id int64) error {
	return r.onRun(login, id, func(who *user, run *checkRun) { r.s.emitRun(run, "rerequested", who, nil) })
}

// RerequestSuite presses "Re-run all checks" for a commit.
func (r *Repo) RerequestSuite(login, headOID string) error {
	return r.act(login, "write", func(who *user) error {
		cs := r.s.suite(r, plumbing.NewHash(headOID))
		r.s.emit(r, "check_suite", "rerequested", who, obj{"check_suite": cs.json()})
		return nil
	})
}

// RequestAction presses one of a check run's own buttons.
func (r *Repo) RequestAction(login string, id int64, identifier string) error {
	return r.onRun(login, id, func(who *user, run *checkRun) {
		r.s.emitRun(run, "requested_action", who, obj{"identifier": identifier})
	})
}

func (r *Repo) onRun(login string, id int64, do func(who *user, run *checkRun)) error {
	return r.act(login, "write", func(who *user) error {
		at := slices.IndexFunc(r.runs, func(run *checkRun) bool { return run.id == id })
		if at < 0 {
			return fmt.Errorf("githubsim: check run %d: %w", id, ErrNotFound)
		}
		do(who, r.runs[at])
		return nil
	})
}
