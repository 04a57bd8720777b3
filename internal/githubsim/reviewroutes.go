package githubsim

import (
	"net/http"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// commentBody is a place and a text as requests carry them.
type commentBody struct {
	Path      string `json:"path"`
	Body      string `json:"body"`
	Position  int    `json:"position"`
	Line      int    `json:"line"`
	Side      string `json:"side"`
	StartLine int    `json:"start_line"`
	StartSide string `json:"start_side"`
	CommitID  string `json:"commit_id"`
	InReplyTo int64  `json:"in_reply_to"`
}

func (b commentBody) input() reviewCommentInput {
	return reviewCommentInput{body: b.Body, at: place{
		path: b.Path, side: b.Side, startSide: b.StartSide, startLine: b.StartLine, line: b.Line, position: b.Position,
	}}
}

// onPull makes sure that {number} is a pull request.
func (c *call) onPull() (*pull, error) {
	if c.issue.pull == nil {
		return nil, notFound()
	}
	return c.issue.pull, nil
}

func (p *pull) commitOr(oid string) plumbing.Hash {
	if oid == "" {
		return p.headOID
	}
	return plumbing.NewHash(oid)
}

func (c *call) createReview() (any, error) {
	p, err := c.onPull()
	if err != nil {
		return nil, err
	}
	var body struct {
		CommitID string        `json:"commit_id"`
		Body     string        `json:"body"`
		Event    string        `json:"event"`
		Comments []commentBody `json:"comments"`
	}
	if err := c.decode(&body); err != nil {
		return nil, err
	}
	if body.Event == "" {
		return nil, unknown("pending reviews: send an event")
	}
	in := reviewInput{author: c.actor(), byApp: true, commit: p.commitOr(body.CommitID), event: body.Event, body: body.Body}
	for _, comment := range body.Comments {
		in.comments = append(in.comments, comment.input())
	}
	rv, err := c.s.submitReview(c.issue, in)
	if err != nil {
		return nil, err
	}
	return rv.json(), nil // GitHub answers 200 here
}

func (c *call) listReviews() (any, error) {
	p, err := c.onPull()
	if err != nil {
		return nil, err
	}
	return paged(c, p.reviews, (*review).json), nil
}

func (c *call) review() (*review, error) {
	p, err := c.onPull()
	if err != nil {
		return nil, err
	}
	id, err := c.id("review")
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(p.reviews, func(rv *review) bool { return rv.id == id })
	if at < 0 {
		return nil, notFound()
	}
	return p.reviews[at], nil
}

func (c *call) updateReview() (any, error) {
	rv, err := c.review()
	if err != nil {
		return nil, err
	}
	body, err := c.bodyText("PullRequestReview")
	if err != nil {
		return nil, err
	}
	if rv.author != c.actor() {
		return nil, fail(http.StatusForbidden, "Resource not accessible by integration")
	}
	c.s.editReview(rv, body, c.actor())
	return rv.json(), nil
}

func (c *call) dismissReview() (any, error) {
	rv, err := c.review()
	if err != nil {
		return nil, err
	}
	var body struct {
		Message string `json:"message"`
	}
	if err := c.decode(&body); err != nil {
		return nil, err
	}
	if body.Message == "" {
		return nil, invalid("PullRequestReview", "message", "missing_field", "")
	}
	if err := c.s.dismissReview(rv, c.actor()); err != nil {
		return nil, err
	}
	return rv.json(), nil
}

// reviewComments lists a pull request's comments on lines, by id.
func (p *pull) reviewComments() []*reviewComment {
	var list []*reviewComment
	for _, t := range p.threads {
		list = append(list, t.comments...)
	}
	slices.SortFunc(list, func(a, b *reviewComment) int { return int(a.id - b.id) })
	return list
}

func (c *call) listReviewComments() (any, error) {
	p, err := c.onPull()
	if err != nil {
		return nil, err
	}
	since, err := c.timeQuery("since")
	if err != nil {
		return nil, err
	}
	list := slices.DeleteFunc(p.reviewComments(), func(x *reviewComment) bool { return x.updated.Before(since) })
	return paged(c, list, (*reviewComment).json), nil
}

func (c *call) createReviewComment() (any, error) {
	p, err := c.onPull()
	if err != nil {
		return nil, err
	}
	var body commentBody
	if err := c.decode(&body); err != nil {
		return nil, err
	}
	if body.InReplyTo != 0 {
		c.args["id"] = itoa(int(body.InReplyTo))
		return c.replyTo(body.Body)
	}
	if strings.TrimSpace(body.CommitID) == "" {
		return nil, invalid("PullRequestReviewComment", "commit_id", "missing_field", "")
	}
	in := reviewInput{author: c.actor(), byApp: true, commit: p.commitOr(body.CommitID), comments: []reviewCommentInput{body.input()}}
	hunks, err := p.locateAll(in)
	if err != nil {
		return nil, err
	}
	now := c.s.now()
	rv := &review{id: c.s.newID(), pull: p, author: in.author, byApp: true, state: "COMMENTED", commitOID: in.commit, submitted: now, updated: now}
	rv.nodeID = c.s.register("PRR", rv.id, rv)
	p.reviews = append(p.reviews, rv)
	c.s.emitReview(rv, "submitted", in.author, nil)
	t := c.s.newThread(p, in.comments[0].at, in.commit)
	return created(c.s.addReviewComment(t, rv, in.author, true, body.Body, hunks[0], 0).json()), nil
}

// reviewComment finds {id} among the repository's comments on lines.
func (c *call) reviewComment() (*reviewComment, error) {
	id, err := c.id("id")
	if err != nil {
		return nil, err
	}
	for _, i := range c.repo.issues {
		if i.pull == nil {
			continue
		}
		for _, rc := range i.pull.reviewComments() {
			if rc.id == id {
				return rc, nil
			}
		}
	}
	return nil, notFound()
}

func (c *call) replyReviewComment() (any, error) {
	body, err := c.bodyText("PullRequestReviewComment")
	if err != nil {
		return nil, err
	}
	return c.replyTo(body)
}

func (c *call) replyTo(body string) (any, error) {
	rc, err := c.reviewComment()
	if err != nil {
		return nil, err
	}
	if rc.thread.pull.issue != c.issue || rc.replyTo != 0 {
		return nil, notFound()
	}
	return created(c.s.reply(rc.thread, c.actor(), true, body).json()), nil
}

func (c *call) getReviewComment() (any, error) {
	rc, err := c.reviewComment()
	if err != nil {
		return nil, err
	}
	return rc.json(), nil
}

func (c *call) editReviewComment() (any, error) {
	rc, err := c.reviewComment()
	if err != nil {
		return nil, err
	}
	body, err := c.bodyText("PullRequestReviewComment")
	if err != nil {
		return nil, err
	}
	c.s.editReviewComment(rc, body, c.actor())
	return rc.json(), nil
}
