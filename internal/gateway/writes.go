package gateway

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/google/go-github/v60/github"
)

// The writes a plan is made of.
type (
	createLabel   struct{ label Label }
	addLabels     struct{ names []string }
	removeLabel   struct{ name string }
	createComment struct{ text string }
	editComment   struct {
		id   int64
		text string
	}
	putCheck  struct{ check Check }
	editCheck struct {
		id    int64
		check Check
	}
	postReview    struct{ review SuggestionReview }
	resolveThread struct{ nodeID string }
)

func (w createLabel) String() string   { return fmt.Sprintf("create label %q", w.label.Name) }
func (w addLabels) String() string     { return fmt.Sprintf("add labels %q", w.names) }
func (w removeLabel) String() string   { return fmt.Sprintf("remove label %q", w.name) }
func (w createComment) String() string { return fmt.Sprintf("comment (%d bytes)", len(w.text)) }
func (w editComment) String() string {
	return fmt.Sprintf("edit comment %d (%d bytes)", w.id, len(w.text))
}

func (w putCheck) String() string {
	return fmt.Sprintf("check run %s on %.7s: %s, %q, %d annotations", w.check.Name, w.check.HeadOID,
		w.check.Conclusion, w.check.Title, len(w.check.Annotations))
}

func (w editCheck) String() string {
	return fmt.Sprintf("edit check run %d: %s, %q", w.id, w.check.Conclusion, w.check.Title)
}

func (w postReview) String() string {
	return fmt.Sprintf("review %.7s with %d suggestions", w.review.HeadOID, len(w.review.Suggestions))
}
func (w resolveThread) String() string { return "resolve thread " + w.nodeID }

func (w createLabel) apply(ctx context.Context, g *Gateway, on *target) error {
	client, err := g.rest(on.repo)
	if err != nil {
		return err
	}
	_, _, err = client.Issues.CreateLabel(ctx, on.repo.Owner, on.repo.Name, &github.Label{
		Name: &w.label.Name, Color: &w.label.Color, Description: &w.label.Description,
	})
	if refused(err) {
		return nil // somebody made it meanwhile
	}
	return g.outcome(on.repo, err)
}

func (w addLabels) apply(ctx context.Context, g *Gateway, on *target) error {
	client, err := g.rest(on.repo)
	if err != nil {
		return err
	}
	_, _, err = client.Issues.AddLabelsToIssue(ctx, on.repo.Owner, on.repo.Name, on.number, w.names)
	return g.outcome(on.repo, err)
}

func (w removeLabel) apply(ctx context.Context, g *Gateway, on *target) error {
	client, err := g.rest(on.repo)
	if err != nil {
		return err
	}
	_, err = client.Issues.RemoveLabelForIssue(ctx, on.repo.Owner, on.repo.Name, on.number, url.PathEscape(w.name))
	if err = g.outcome(on.repo, err); errors.Is(err, ErrNotFound) {
		return nil // somebody took it off meanwhile
	}
	return err
}

func (w createComment) apply(ctx context.Context, g *Gateway, on *target) error {
	client, err := g.rest(on.repo)
	if err != nil {
		return err
	}
	_, _, err = client.Issues.CreateComment(ctx, on.repo.Owner, on.repo.Name, on.number, &github.IssueComment{Body: &w.text})
	return g.outcome(on.repo, err)
}

func (w editComment) apply(ctx context.Context, g *Gateway, on *target) error {
	client, err := g.rest(on.repo)
	if err != nil {
		return err
	}
	_, _, err = client.Issues.EditComment(ctx, on.repo.Owner, on.repo.Name, w.id, &github.IssueComment{Body: &w.text})
	return g.outcome(on.repo, err)
}

func (w putCheck) apply(ctx context.Context, g *Gateway, on *target) error {
	client, err := g.rest(on.repo)
	if err != nil {
		return err
	}
	first, rest := annotations(w.check.Annotations)
	completed := "completed"
	run, _, err := client.Checks.CreateCheckRun(ctx, on.repo.Owner, on.repo.Name, github.CreateCheckRunOptions{
		Name: w.check.Name, HeadSHA: w.check.HeadOID, ExternalID: &w.check.ExternalID,
		Status: &completed, Conclusion: &w.check.Conclusion,
		Output: &github.CheckRunOutput{Title: &w.check.Title, Summary: &w.check.Summary, Annotations: first},
	})
	for ; err == nil && len(rest) > 0; _, _, err = client.Checks.UpdateCheckRun(ctx, on.repo.Owner, on.repo.Name, run.GetID(), github.UpdateCheckRunOptions{
		Name:   w.check.Name,
		Output: &github.CheckRunOutput{Title: &w.check.Title, Summary: &w.check.Summary, Annotations: first},
	}) {
		first, rest = rest[:min(len(rest), maxAnnotations)], rest[min(len(rest), maxAnnotations):]
	}
	return g.outcome(on.repo, err)
}

func (w editCheck) apply(ctx context.Context, g *Gateway, on *target) error {
	client, err := g.rest(on.repo)
	if err != nil {
		return err
	}
	completed := "completed"
	_, _, err = client.Checks.UpdateCheckRun(ctx, on.repo.Owner, on.repo.Name, w.id, github.UpdateCheckRunOptions{
		Name: w.check.Name, ExternalID: &w.check.ExternalID, Status: &completed, Conclusion: &w.check.Conclusion,
		Output: &github.CheckRunOutput{Title: &w.check.Title, Summary: &w.check.Summary},
	})
	return g.outcome(on.repo, err)
}

// annotations are the remarks as the API takes them: a first batch and the rest.
func annotations(all []Annotation) (first, rest []*github.CheckRunAnnotation) {
	var list []*github.CheckRunAnnotation
	for i := range all {
		list = append(list, &github.CheckRunAnnotation{
			Path: &all[i].Path, StartLine: &all[i].From, EndLine: &all[i].To,
			AnnotationLevel: &all[i].Level, Title: &all[i].Title, Message: &all[i].Message,
		})
	}
	return list[:min(len(list), maxAnnotations)], list[min(len(list), maxAnnotations):]
}

func (w postReview) apply(ctx context.Context, g *Gateway, on *target) error {
	client, err := g.rest(on.repo)
	if err != nil {
		return err
	}
	body, event, side := w.review.Marker+"\n"+w.review.Body, "COMMENT", "RIGHT"
	request := &github.PullRequestReviewRequest{CommitID: &w.review.HeadOID, Body: &body, Event: &event}
	for i := range w.review.Suggestions {
		s := &w.review.Suggestions[i]
		text := s.Body + "\n\n" + fenceSuggestion(s.Text)
		comment := &github.DraftReviewComment{Path: &s.Path, Body: &text, Line: &s.To, Side: &side}
		if s.From < s.To {
			comment.StartLine, comment.StartSide = &s.From, &side
		}
		request.Comments = append(request.Comments, comment)
	}
	_, _, err = client.PullRequests.CreateReview(ctx, on.repo.Owner, on.repo.Name, on.number, request)
	return g.outcome(on.repo, err)
}

// fenceSuggestion puts new lines into a suggestion whose fence they cannot end.
func fenceSuggestion(text string) string {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	if text != "" {
		text += "\n"
	}
	return fence + "suggestion\n" + text + fence
}

func (w resolveThread) apply(ctx context.Context, g *Gateway, on *target) error {
	var answer struct{}
	return g.graphql(ctx, on.repo, mutationResolve, map[string]any{"id": w.nodeID}, &answer)
}

// outcome words an error of a write; nil stays nil.
func (g *Gateway) outcome(repo Repo, err error) error {
	if err == nil {
		return nil
	}
	return g.failed(repo, err)
}

// refused tells whether GitHub found a request well formed but not possible.
func refused(err error) bool {
	var answer *github.ErrorResponse
	return errors.As(err, &answer) && answer.Response != nil && answer.Response.StatusCode == http.StatusUnprocessableEntity
}
