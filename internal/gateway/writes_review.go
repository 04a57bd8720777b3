package gateway

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/go-github/v60/github"
)

// The writes that tell findings: check runs and reviews.
type (
	putCheck  struct{ check Check }
	editCheck struct {
		id    int64
		check Check
	}
	postReview struct{ review SuggestionReview }
)

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

// apply makes the check run with its first remarks and adds the others by
// edits. Only the last of these gives the run its final id: were we cut off,
// the next reading finds a run that is not what is wanted.
func (w putCheck) apply(ctx context.Context, g *Gateway, on *target) error {
	client, err := g.rest(on.repo)
	if err != nil {
		return err
	}
	first, rest := annotations(w.check.Annotations)
	run, _, err := client.Checks.CreateCheckRun(ctx, on.repo.Owner, on.repo.Name, github.CreateCheckRunOptions{
		Name: w.check.Name, HeadSHA: w.check.HeadOID, ExternalID: w.externalID(len(rest)), DetailsURL: w.check.details(),
		Status: github.String("completed"), Conclusion: &w.check.Conclusion,
		Output: &github.CheckRunOutput{Title: &w.check.Title, Summary: &w.check.Summary, Annotations: first},
	})
	for err == nil && len(rest) > 0 {
		if err := on.more(ctx); err != nil {
			return err
		}
		first, rest = rest[:min(len(rest), maxAnnotations)], rest[min(len(rest), maxAnnotations):]
		_, _, err = client.Checks.UpdateCheckRun(ctx, on.repo.Owner, on.repo.Name, run.GetID(), github.UpdateCheckRunOptions{
			Name: w.check.Name, ExternalID: w.externalID(len(rest)), DetailsURL: w.check.details(),
			Output: &github.CheckRunOutput{Title: &w.check.Title, Summary: &w.check.Summary, Annotations: first},
		})
	}
	return g.outcome(on.repo, err)
}

// externalID is the run's id while some remarks are still to come.
func (w putCheck) externalID(toCome int) *string {
	if toCome > 0 {
		return github.String(w.check.ExternalID + ":unfinished")
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
	body, event, side := w.review.firstLine()+"\n"+w.review.Body, "COMMENT", "RIGHT"
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
