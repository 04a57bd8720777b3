package gateway

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

const (
	// readPages bounds how far a list is followed when it is read, beyond its
	// first hundred.
	readPages = 20
	// searchPages bounds how far it is followed before something is posted
	// that may be in it already: GitHub takes at most 2,500 comments.
	searchPages = 100
)

// errNotSeenWhole is final: nothing is posted that may be there already.
var errNotSeenWhole = errors.New("the conversation is too long to be sure that this is not in it already")

// follow goes on with a list behind a cursor, a page at a time, until it ends,
// each says so, or it was limit pages. The document asks for a node's "page". It
// returns where the list goes on, empty at its end.
func follow[T any](ctx context.Context, g *Gateway, repo Repo, document, id, after string, limit int, each func(T) (stop bool)) (string, error) {
	for range limit {
		if after == "" {
			return "", nil
		}
		var answer struct{ Node *struct{ Page nodes[T] } }
		if err := g.graphql(ctx, repo, document, map[string]any{"id": id, "after": after}, &answer); err != nil {
			return "", err
		}
		if answer.Node == nil {
			return "", nil
		}
		if slices.ContainsFunc(answer.Node.Page.Nodes, each) {
			return "", nil
		}
		after = answer.Node.Page.next()
	}
	return after, nil
}

// next is where a list goes on behind a page, empty at its end.
func (n *nodes[T]) next() string {
	if !n.PageInfo.HasNextPage {
		return ""
	}
	return n.PageInfo.EndCursor
}

// moreComments follows a conversation of more than a hundred comments: one of
// ours may be anywhere in it.
func (g *Gateway) moreComments(ctx context.Context, s *Snapshot, after string) error {
	next, err := follow(ctx, g, s.Repo, queryComments, s.Subject.NodeID, after, readPages, func(c commentAnswer) bool {
		s.Subject.Comments = append(s.Subject.Comments, c.comment())
		return false
	})
	if err != nil {
		return fmt.Errorf("read the comments of %s#%d: %w", s.Repo, s.Subject.Number, err)
	}
	s.commentsAfter = next
	return nil
}

// moreThreads follows the review threads: one of ours that is not seen would be
// begun again, or never resolved.
func (g *Gateway) moreThreads(ctx context.Context, s *Snapshot, after string) error {
	_, err := follow(ctx, g, s.Repo, queryThreads, s.Subject.NodeID, after, readPages, func(t threadAnswer) bool {
		s.PullRequest.Threads = t.appendTo(s.PullRequest.Threads)
		return false
	})
	if err != nil {
		return fmt.Errorf("read the review threads of %s#%d: %w", s.Repo, s.Subject.Number, err)
	}
	return nil
}

// unread is the rest of a list that was not read to its end.
type unread struct{ id, after string }

// comment searches the rest of a conversation for ours with the marker.
func (l unread) comment(ctx context.Context, g *Gateway, repo Repo, marker string) (mine *Comment, err error) {
	next, err := follow(ctx, g, repo, queryComments, l.id, l.after, searchPages, func(c commentAnswer) bool {
		if found := c.comment(); found.marked(marker) {
			mine = &found
		}
		return mine != nil
	})
	if err == nil && next != "" {
		err = final{errNotSeenWhole}
	}
	return mine, err
}

// hasReview searches the rest of the reviews for ours with this first line.
func (l unread) hasReview(ctx context.Context, g *Gateway, repo Repo, firstLine string) (has bool, err error) {
	next, err := follow(ctx, g, repo, queryReviews, l.id, l.after, searchPages, func(r reviewAnswer) bool {
		has = has || r.ViewerDidAuthor && beginsWith(r.Body, firstLine)
		return has
	})
	if err == nil && next != "" {
		err = final{errNotSeenWhole}
	}
	return has, err
}

// marked reports whether the comment is ours and has the marker on its first
// line. Anybody can paste a marker.
func (c *Comment) marked(marker string) bool { return c.Mine && beginsWith(c.Body, marker) }

func beginsWith(text, line string) bool {
	first, _, _ := strings.Cut(text, "\n")
	return strings.TrimSpace(first) == line
}
