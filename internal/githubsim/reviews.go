package githubsim

import (
	"net/http"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// reviewInput is a review as somebody submits it.
type reviewInput struct {
	author   *user
	byApp    bool
	commit   plumbing.Hash
	event    string // COMMENT APPROVE REQUEST_CHANGES
	body     string
	comments []reviewCommentInput
}

type reviewCommentInput struct {
	at   place
	body string
}

// submitReview adds a review with its comments, or nothing at all when one of
// them does not lie in the difference.
func (s *Server) submitReview(i *issue, in reviewInput) (*review, error) {
	p := i.pull
	states := map[string]string{"COMMENT": "COMMENTED", "APPROVE": "APPROVED", "REQUEST_CHANGES": "CHANGES_REQUESTED"}
	switch {
	case states[in.event] == "":
		return nil, invalid("PullRequestReview", "event", "invalid", "")
	case in.body == "" && in.event != "APPROVE" && (in.event != "COMMENT" || len(in.comments) == 0):
		return nil, unprocessable("Could not " + strings.ToLower(strings.ReplaceAll(in.event, "_", " ")) + " pull request review: body is required.")
	case in.author == i.author && in.event == "APPROVE":
		return nil, unprocessable("Can not approve your own pull request")
	case in.author == i.author && in.event == "REQUEST_CHANGES":
		return nil, unprocessable("Can not request changes on your own pull request")
	case chars(in.body) > maxText:
		return nil, tooLong("PullRequestReview", "body", maxText)
	}
	hunks, err := p.locateAll(in)
	if err != nil {
		return nil, err
	}
	now := s.now()
	rv := &review{
		id: s.newID(), pull: p, author: in.author, byApp: in.byApp, body: in.body, state: states[in.event],
		commitOID: in.commit, submitted: now, updated: now,
	}
	rv.nodeID = s.register("PRR", rv.id, rv)
	p.reviews = append(p.reviews, rv)
	i.updated = now
	s.emitReview(rv, "submitted", in.author, nil)
	for n, comment := range in.comments {
		t := s.newThread(p, comment.at, in.commit)
		s.addReviewComment(t, rv, in.author, in.byApp, comment.body, hunks[n], 0)
	}
	return rv, nil
}

// locateAll checks every comment of a review and finds its hunk.
func (p *pull) locateAll(in reviewInput) ([]string, error) {
	if !p.has(in.commit) {
		return nil, unprocessable("The commit_id is not part of the pull request")
	}
	hunks := make([]string, len(in.comments))
	var problems []string
	for n := range in.comments {
		comment := &in.comments[n]
		text, problem := p.locate(in.commit, &comment.at)
		switch {
		case problem != "":
			problems = append(problems, problem)
		case strings.TrimSpace(comment.body) == "":
			problems = append(problems, "Pull request review comment body can't be blank")
		case chars(comment.body) > maxText:
			problems = append(problems, "Pull request review comment body is too long (maximum is 65536 characters)")
		}
		hunks[n] = text
	}
	if len(problems) > 0 {
		return nil, unprocessable(strings.Join(problems, ", "))
	}
	return hunks, nil
}

// has reports whether a commit belongs to the pull request.
func (p *pull) has(oid plumbing.Hash) bool {
	if oid == p.headOID {
		return true
	}
	for _, c := range p.comparison().ahead {
		if c.Hash == oid {
			return true
		}
	}
	return false
}

func (s *Server) addReviewComment(t *thread, rv *review, author *user, byApp bool, body, hunkText string, replyTo int64) *reviewComment {
	now := s.now()
	rc := &reviewComment{
		id: s.newID(), thread: t, review: rv, author: author, byApp: byApp, body: body, diffHunk: hunkText,
		replyTo: replyTo, created: now, updated: now,
	}
	rc.nodeID = s.register("PRRC", rc.id, rc)
	t.comments = append(t.comments, rc)
	rv.comments = append(rv.comments, rc)
	s.emitReviewComment(rc, "created", author, nil)
	return rc
}

// reply answers in a thread; GitHub makes a review of its own for it.
func (s *Server) reply(t *thread, author *user, byApp bool, body string) *reviewComment {
	now, p := s.now(), t.pull
	rv := &review{id: s.newID(), pull: p, author: author, byApp: byApp, state: "COMMENTED", commitOID: p.headOID, submitted: now, updated: now}
	rv.nodeID = s.register("PRR", rv.id, rv)
	p.reviews = append(p.reviews, rv)
	p.issue.updated = now
	s.emitReview(rv, "submitted", author, nil)
	first := t.comments[0]
	return s.addReviewComment(t, rv, author, byApp, body, first.diffHunk, first.id)
}

func (s *Server) editReviewComment(rc *reviewComment, body string, actor *user) {
	if rc.body == body {
		return
	}
	old := rc.body
	rc.body, rc.updated = body, s.now()
	s.emitReviewComment(rc, "edited", actor, obj{"changes": obj{"body": obj{"from": old}}})
}

// editReview changes what a review says.
func (s *Server) editReview(rv *review, body string, actor *user) {
	if rv.body == body {
		return
	}
	old := rv.body
	rv.body, rv.updated = body, s.now()
	s.emitReview(rv, "edited", actor, obj{"changes": obj{"body": obj{"from": old}}})
}

// dismissReview takes a verdict back.
func (s *Server) dismissReview(rv *review, actor *user) error {
	if rv.state != "APPROVED" && rv.state != "CHANGES_REQUESTED" {
		return fail(http.StatusUnprocessableEntity, "Can not dismiss a commented pull request review")
	}
	rv.state, rv.updated = "DISMISSED", s.now()
	s.emitReview(rv, "dismissed", actor, nil)
	return nil
}
