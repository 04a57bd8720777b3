package gateway

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/google/go-github/v60/github"

	"github.com/storybot-app/storybot/internal/markdown"
)

// The writes that tell findings: check runs and reviews.
type (
	putCheck struct {
		check Check
		id    int64 // the run to complete, 0 to begin one
		sent  int   // how many remarks it has
	}
	editCheck struct {
		id    int64
		check Check
	}
	postReview struct {
		review SuggestionReview
		rest   unread // reviews that were not read: it may be there
	}
)

func (w putCheck) String() string {
	if w.id != 0 {
		return fmt.Sprintf("complete check run %d: %d annotations", w.id, len(w.check.Annotations)-w.sent)
	}
	return fmt.Sprintf("check run %s on %.7s: %s, %q, %d annotations", w.check.Name, w.check.HeadOID,
		w.check.Conclusion, w.check.Title, len(w.check.Annotations))
}

func (w editCheck) String() string {
	return fmt.Sprintf("edit check run %d: %s, %q", w.id, w.check.Conclusion, w.check.Title)
}

func (w postReview) String() string {
	return fmt.Sprintf("review %.7s with %d suggestions", w.review.HeadOID, len(w.review.Suggestions))
}

// apply makes the check run with its first remarks and adds the others by
// edits. Its external id says how many it has until it has all: were we cut
// off, the next reading finds where to go on.
func (w putCheck) apply(ctx context.Context, g *Gateway, on *target) error {
	if err := w.step(ctx, g, on.repo); err != nil {
		return g.outcome(on.repo, err)
	}
	for w.sent < len(w.check.Annotations) {
		if err := on.more(ctx); err != nil {
			return err
		}
		if err := w.step(ctx, g, on.repo); err != nil {
			return g.outcome(on.repo, err)
		}
	}
	return nil
}

// step makes the run with as many remarks as a request takes, or adds as many
// to it.
func (w *putCheck) step(ctx context.Context, g *Gateway, repo Repo) error {
	client, err := g.rest(repo)
	if err != nil {
		return err
	}
	batch := w.check.Annotations[w.sent:min(w.sent+maxAnnotations, len(w.check.Annotations))]
	w.sent += len(batch)
	output := &github.CheckRunOutput{Title: &w.check.Title, Summary: &w.check.Summary, Annotations: annotations(batch)}
	if w.id != 0 {
		_, _, err = client.Checks.UpdateCheckRun(ctx, repo.Owner, repo.Name, w.id, github.UpdateCheckRunOptions{
			Name: w.check.Name, ExternalID: w.externalID(), DetailsURL: w.check.details(), Output: output,
		})
		return err
	}
	run, _, err := client.Checks.CreateCheckRun(ctx, repo.Owner, repo.Name, github.CreateCheckRunOptions{
		Name: w.check.Name, HeadSHA: w.check.HeadOID, ExternalID: w.externalID(), DetailsURL: w.check.details(),
		Status: github.String("completed"), Conclusion: &w.check.Conclusion, Output: output, Actions: w.check.actions(),
	})
	w.id = run.GetID()
	return err
}

// externalID is the run's id, and how many remarks it has while some are still
// to come.
func (w *putCheck) externalID() *string {
	if w.sent < len(w.check.Annotations) {
		return github.String(w.check.ExternalID + unfinished + strconv.Itoa(w.sent))
	}
	return &w.check.ExternalID
}

// details is where the check run links to, nil for its own page.
func (c Check) details() *string {
	if c.DetailsURL == "" {
		return nil
	}
	return &c.DetailsURL
}

func (w editCheck) apply(ctx context.Context, g *Gateway, on *target) error {
	client, err := g.rest(on.repo)
	if err != nil {
		return err
	}
	_, _, err = client.Checks.UpdateCheckRun(ctx, on.repo.Owner, on.repo.Name, w.id, github.UpdateCheckRunOptions{
		Name: w.check.Name, ExternalID: &w.check.ExternalID, DetailsURL: w.check.details(), Status: github.String("completed"), Conclusion: &w.check.Conclusion,
		Output: &github.CheckRunOutput{Title: &w.check.Title, Summary: &w.check.Summary},
	})
	return g.outcome(on.repo, err)
}

// actions are buttons as the API takes them.
func (c Check) actions() []*github.CheckRunAction {
	var list []*github.CheckRunAction
	for _, a := range c.Actions {
		list = append(list, &github.CheckRunAction{Label: a.Label, Description: a.Description, Identifier: a.Identifier})
	}
	return list
}

// annotations are remarks as the API takes them.
func annotations(some []Annotation) []*github.CheckRunAnnotation {
	var list []*github.CheckRunAnnotation
	for i := range some {
		list = append(list, &github.CheckRunAnnotation{
			Path: &some[i].Path, StartLine: &some[i].From, EndLine: &some[i].To,
			AnnotationLevel: &some[i].Level, Title: &some[i].Title, Message: &some[i].Message,
		})
	}
	return list
}

// apply posts the review unless it is among those that were not read. One that
// GitHub refuses, since its lines have moved say, would be refused again: it is
// left out, and not sent again either; the rest is kept.
func (w postReview) apply(ctx context.Context, g *Gateway, on *target) error {
	key := repoKey(on.repo) + ":" + w.review.HeadOID + w.review.firstLine()
	if g.refused.Contains(key) {
		return nil
	}
	if made, err := w.rest.hasReview(ctx, g, on.repo, w.review.firstLine()); made || err != nil {
		return err
	}
	client, err := g.rest(on.repo)
	if err != nil {
		return err
	}
	_, _, err = client.PullRequests.CreateReview(ctx, on.repo.Owner, on.repo.Name, on.number, w.review.request())
	if err = g.outcome(on.repo, err); errors.Is(err, ErrRefused) {
		g.refused.Add(key, struct{}{})
		on.result.Refused = append(on.result.Refused, w.String())
		return nil
	}
	return err
}

// request is the review as the API takes it.
func (r SuggestionReview) request() *github.PullRequestReviewRequest {
	body, event, side := r.firstLine()+"\n"+r.Body, "COMMENT", "RIGHT"
	request := &github.PullRequestReviewRequest{CommitID: &r.HeadOID, Body: &body, Event: &event}
	for i := range r.Suggestions {
		s := &r.Suggestions[i]
		text := s.Body + "\n\n" + fenceSuggestion(s.Text)
		comment := &github.DraftReviewComment{Path: &s.Path, Body: &text, Line: &s.To, Side: &side}
		if s.From < s.To {
			comment.StartLine, comment.StartSide = &s.From, &side
		}
		request.Comments = append(request.Comments, comment)
	}
	return request
}

// fenceSuggestion puts new lines into a suggestion whose fence they cannot end.
func fenceSuggestion(text string) string {
	fence := markdown.FenceAround(text)
	if text != "" {
		text += "\n"
	}
	return fence + "suggestion\n" + text + fence
}
