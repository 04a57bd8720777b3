package handlers

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/go-github/v60/github"

	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/report"
	"github.com/storybot-app/storybot/internal/review"
	"github.com/storybot-app/storybot/internal/subject"
)

// text is a text that may hold commands: a description at its opening, a
// comment, a review, or a comment on a line.
type text struct {
	Target gateway.Target // what to react to
	ID     string         // unique among all texts of the repository
	Author *github.User
	Body   string
	Before string // the text before an edit, "" for a new one
	// At is when it was written, and Head what was the head of the pull request
	// then; zero where the event does not tell.
	At   time.Time
	Head string
	On   review.Line
}

// asked are the commands of a text that are still to be run; nil if there are
// none. Bots give no commands, ourselves least of all.
func (b *bot) asked(ctx context.Context, t trigger) (*review.Asked, error) {
	if t.text == nil || t.text.Author.GetType() != "User" {
		return nil, nil
	}
	slug, err := b.GitHub.Slug(ctx)
	if err != nil {
		return nil, err
	}
	found, gone := b.registry.Parse(t.text.Body, slug), []command.Invocation(nil)
	if t.text.Before != "" {
		before := b.registry.Parse(t.text.Before, slug)
		found, gone = command.New(before, found), command.New(found, before)
	}
	if len(found)+len(gone) == 0 {
		return nil, nil
	}
	asked := &review.Asked{
		ID: t.text.ID, Effect: effect(t.Subject, t.text.ID, found, gone), Commands: found, Look: t.look,
		At: t.text.At, Head: t.text.Head, Edited: t.text.Before != "",
		Target: t.text.Target, Asker: command.Asker{Login: t.text.Author.GetLogin()},
		Author: gateway.User{Login: t.text.Author.GetLogin(), Name: t.text.Author.GetName(), ID: t.text.Author.GetID()},
		Text:   t.text.Body, On: t.text.On,
	}
	if asked.Target.Kind == gateway.OnIssue {
		asked.Target.Number = t.Number
	}
	done, err := b.Ledger.Done(ctx, asked.Effect)
	if err != nil || done {
		return nil, err
	}
	return asked, nil
}

// effect names the running of commands: the text they are in, and what they
// are, since an edit may add new ones; or else which ones an edit took out.
func effect(about subject.Subject, id string, found, gone []command.Invocation) string {
	digest := sha256.New()
	for _, one := range found {
		digest.Write([]byte(one.Verb + " " + one.Args + "\n"))
	}
	if len(found) == 0 {
		for _, one := range gone {
			digest.Write([]byte("without " + one.Verb + " " + one.Args + "\n"))
		}
	}
	return about.Key() + "/" + id + "/" + hex.EncodeToString(digest.Sum(nil)[:8])
}

// openedIssue is the description of an issue that was just opened.
func openedIssue(payload []byte) (*text, error) {
	event, err := decode[github.IssuesEvent]("issues", payload)
	if err != nil || event.GetAction() != "opened" {
		return nil, err
	}
	return opening(event.GetIssue().GetUser(), event.GetIssue().GetBody()), nil
}

// openedPullRequest is the description of a pull request that was just opened.
func openedPullRequest(payload []byte) (*text, error) {
	event, err := decode[github.PullRequestEvent]("pull_request", payload)
	if err != nil || event.GetAction() != "opened" {
		return nil, err
	}
	said := opening(event.GetPullRequest().GetUser(), event.GetPullRequest().GetBody())
	said.Head = event.GetPullRequest().GetHead().GetSHA()
	return said, nil
}

func opening(author *github.User, body string) *text {
	return &text{Author: author, Body: body, ID: "opening", Target: gateway.Target{Kind: gateway.OnIssue}}
}

// comment is a comment that its author made or edited.
func comment(payload []byte) (*text, error) {
	event, err := decode[github.IssueCommentEvent]("issue_comment", payload)
	if err != nil {
		return nil, err
	}
	comment, before := event.GetComment(), event.GetChanges().GetBody().GetFrom()
	if !byAuthor(event.GetSender(), comment.GetUser()) || !news(event.GetAction(), "created", before) {
		return nil, nil
	}
	return &text{
		Target: gateway.Target{Kind: gateway.OnComment, ID: comment.GetID(), NodeID: comment.GetNodeID()},
		ID:     fmt.Sprintf("comment-%d", comment.GetID()),
		Author: comment.GetUser(), Body: comment.GetBody(), Before: before, At: comment.GetUpdatedAt().Time,
	}, nil
}

// byAuthor reports whether a text was written, or edited, by its own author.
func byAuthor(sender, author *github.User) bool { return sender.GetID() == author.GetID() }

// news reports whether a text is new, or an edit says what it was before.
func news(action, made, before string) bool {
	return action == made || action == "edited" && before != ""
}

// reviewText is the text of a review that its author made or edited. GitHub
// takes no reactions on reviews: the pull request gets them.
func reviewText(payload []byte) (*text, error) {
	event, err := decode[github.PullRequestReviewEvent]("pull_request_review", payload)
	if err != nil {
		return nil, err
	}
	var edit struct{ Changes *github.EditChange } // which the library's event lacks
	if err := json.Unmarshal(payload, &edit); err != nil {
		return nil, undecodable{"pull_request_review", err}
	}
	review, before := event.GetReview(), edit.Changes.GetBody().GetFrom()
	if !byAuthor(event.GetSender(), review.GetUser()) || !news(event.GetAction(), "submitted", before) {
		return nil, nil
	}
	said := &text{
		Target: gateway.Target{Kind: gateway.OnIssue}, ID: fmt.Sprintf("review-%d", review.GetID()),
		Author: review.GetUser(), Body: review.GetBody(), Before: before,
	}
	if before == "" {
		said.Head = review.GetCommitID()
	}
	return said, nil
}

// lineComment is a comment on a line of a pull request that its author made or
// edited.
func lineComment(payload []byte) (*text, error) {
	event, err := decode[github.PullRequestReviewCommentEvent]("pull_request_review_comment", payload)
	if err != nil {
		return nil, err
	}
	comment, before := event.GetComment(), event.GetChanges().GetBody().GetFrom()
	if !byAuthor(event.GetSender(), comment.GetUser()) || !news(event.GetAction(), "created", before) {
		return nil, nil
	}
	return &text{
		Target: gateway.Target{Kind: gateway.OnReviewComment, ID: comment.GetID(), NodeID: comment.GetNodeID()},
		ID:     fmt.Sprintf("review-comment-%d", comment.GetID()),
		Author: comment.GetUser(), Body: comment.GetBody(), Before: before, At: comment.GetUpdatedAt().Time,
		On: review.Line{Path: comment.GetPath(), Number: comment.GetLine()},
	}, nil
}

// pressedButton is a click on a button of ours, which stands for the command of
// its name. There is no text to react to.
func pressedButton(payload []byte) (*text, error) {
	event, err := decode[github.CheckRunEvent]("check_run", payload)
	if err != nil || event.GetAction() != "requested_action" || event.GetRequestedAction().Identifier != report.FixAction {
		return nil, err
	}
	id := fmt.Sprintf("button-%d-%d", event.GetCheckRun().GetID(), event.GetSender().GetID())
	return &text{ID: id, Author: event.GetSender(), Body: "/" + report.FixAction, Head: event.GetCheckRun().GetHeadSHA()}, nil
}

// undecodable says that a payload is not what its event promises.
type undecodable struct {
	event string
	why   error
}

func (e undecodable) Error() string { return "decode a delivery of " + e.event + ": " + e.why.Error() }
func (e undecodable) Unwrap() error { return e.why }

// Final tells the queue that no retry will help.
func (undecodable) Final() bool { return true }

// decode reads a payload into the event's type. The error names the event and
// not the content.
func decode[E any](eventType string, payload []byte) (*E, error) {
	parsed, err := github.ParseWebHook(eventType, payload)
	if err != nil {
		return nil, undecodable{eventType, err}
	}
	event, ok := parsed.(*E)
	if !ok {
		return nil, undecodable{eventType, fmt.Errorf("it is a %T", parsed)}
	}
	return event, nil
}
