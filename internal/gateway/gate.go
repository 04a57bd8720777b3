package gateway

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/storybot-app/storybot/internal/quote"
)

// maxWritten is how long a text may be that is written, in characters; GitHub
// takes 65,536 of a comment and 65,535 of a check run's summary. Escaping makes
// a text longer, so it can only be measured here.
const maxWritten = 65_000

// escaped is the one gate every text passes that is written: pieces marked by
// package quote are made safe for the place they go to. It comes before what is
// wanted is compared with what is there. Files and the lines of a suggestion
// are the writer's own and stay as they are, as do the names GitHub finds
// things by: paths, logins, labels.
func escaped(want State) State {
	want.Labels, want.AddLabels = escapedLabels(want.Labels), escapedLabels(want.AddLabels)
	want.Comment = escapedReport(want.Comment)
	want.Check = escapedCheck(want.Check)
	want.Review = escapedReview(want.Review)
	want.Proposal = escapedProposal(want.Proposal)
	want.Replies = slices.Clone(want.Replies)
	for i := range want.Replies {
		want.Replies[i] = *escapedReport(&want.Replies[i])
	}
	want.Assign = slices.Clone(want.Assign)
	for i := range want.Assign {
		want.Assign[i].Otherwise = escapedReport(want.Assign[i].Otherwise)
	}
	return want
}

func escapedLabels(want []Label) []Label {
	labels := slices.Clone(want)
	for i := range labels {
		labels[i].Description = quote.Title(labels[i].Description)
	}
	return labels
}

func escapedReport(want *Report) *Report {
	if want == nil {
		return nil
	}
	report := *want
	report.Body = markdown(report.Body)
	return &report
}

func escapedCheck(want *Check) *Check {
	if want == nil {
		return nil
	}
	check := *want
	check.Title, check.Summary = quote.Title(check.Title), markdown(check.Summary)
	check.Annotations = slices.Clone(check.Annotations)
	for i := range check.Annotations {
		one := &check.Annotations[i]
		one.Title, one.Message = quote.Title(one.Title), quote.Title(one.Message)
	}
	return &check
}

func escapedReview(want *SuggestionReview) *SuggestionReview {
	if want == nil {
		return nil
	}
	review := *want
	review.Body = markdown(review.Body)
	review.Suggestions = slices.Clone(review.Suggestions)
	for i := range review.Suggestions {
		review.Suggestions[i].Body = markdown(review.Suggestions[i].Body)
	}
	return &review
}

func escapedProposal(want *Proposal) *Proposal {
	if want == nil {
		return nil
	}
	p := *want
	p.Branch, p.Message = quote.Ref(p.Branch), quote.Commit(p.Message)
	p.Title, p.Body = quote.Title(p.Title), markdown(p.Body)
	return &p
}

// markdown is a message as Markdown that GitHub takes; one that has become too
// long ends at a line's end.
func markdown(message string) string {
	text := quote.Markdown(message)
	if utf8.RuneCountInString(text) <= maxWritten {
		return text
	}
	kept := string([]rune(text)[:maxWritten-1])
	return kept[:strings.LastIndexByte(kept, '\n')+1] + "…"
}
