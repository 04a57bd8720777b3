package handlers

import (
	"context"
	"fmt"

	"github.com/google/go-github/v60/github"

	"github.com/storybot-app/storybot/internal/gateway"
)

// issueComment obeys the commands of comments. An edit runs only what it adds,
// and only when the comment's author made it.
type issueComment struct{ *bot }

// Handles implements githubapp.EventHandler.
func (issueComment) Handles() []string { return []string{"issue_comment"} }

// Handle implements githubapp.EventHandler.
func (h issueComment) Handle(ctx context.Context, eventType, _ string, payload []byte) error {
	event, err := decode[github.IssueCommentEvent](eventType, payload)
	if err != nil {
		return err
	}
	comment := event.GetComment()
	o := origin{
		subject: aboutNumber(event.Installation, event.Repo, event.GetIssue().GetNumber()),
		Pull:    event.GetIssue().IsPullRequest(),
		Target:  gateway.Target{Kind: gateway.OnComment, ID: comment.GetID()},
		ID:      fmt.Sprintf("comment-%d", comment.GetID()),
		Author:  comment.GetUser(), Text: comment.GetBody(),
	}
	if event.GetSender().GetID() != comment.GetUser().GetID() {
		return nil
	}
	switch event.GetAction() {
	case "created":
		return h.obey(ctx, o)
	case "edited":
		if o.Before = event.GetChanges().GetBody().GetFrom(); o.Before == "" {
			return nil
		}
		return h.obey(ctx, o)
	}
	return nil
}

// pullRequestReview obeys the commands in the text of a review.
type pullRequestReview struct{ *bot }

// Handles implements githubapp.EventHandler.
func (pullRequestReview) Handles() []string { return []string{"pull_request_review"} }

// Handle implements githubapp.EventHandler.
func (h pullRequestReview) Handle(ctx context.Context, eventType, _ string, payload []byte) error {
	event, err := decode[github.PullRequestReviewEvent](eventType, payload)
	if err != nil {
		return err
	}
	review := event.GetReview()
	if event.GetAction() != "submitted" || event.GetSender().GetID() != review.GetUser().GetID() {
		return nil
	}
	number := event.GetPullRequest().GetNumber()
	return h.obey(ctx, origin{
		subject: aboutNumber(event.Installation, event.Repo, number), Pull: true,
		// GitHub takes no reactions on reviews: the pull request gets it.
		Target: gateway.Target{Kind: gateway.OnIssue, Number: number},
		ID:     fmt.Sprintf("review-%d", review.GetID()),
		Author: review.GetUser(), Text: review.GetBody(),
	})
}

// pullRequestReviewComment obeys the commands of comments on a line.
type pullRequestReviewComment struct{ *bot }

// Handles implements githubapp.EventHandler.
func (pullRequestReviewComment) Handles() []string { return []string{"pull_request_review_comment"} }

// Handle implements githubapp.EventHandler.
func (h pullRequestReviewComment) Handle(ctx context.Context, eventType, _ string, payload []byte) error {
	event, err := decode[github.PullRequestReviewCommentEvent](eventType, payload)
	if err != nil {
		return err
	}
	comment := event.GetComment()
	if event.GetAction() != "created" || event.GetSender().GetID() != comment.GetUser().GetID() {
		return nil
	}
	return h.obey(ctx, origin{
		subject: aboutNumber(event.Installation, event.Repo, event.GetPullRequest().GetNumber()), Pull: true,
		Target: gateway.Target{Kind: gateway.OnReviewComment, ID: comment.GetID()},
		ID:     fmt.Sprintf("review-comment-%d", comment.GetID()),
		Author: comment.GetUser(), Text: comment.GetBody(),
	})
}
