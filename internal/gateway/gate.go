package gateway

import (
	"slices"

	"github.com/storybot-app/storybot/internal/quote"
)

// escaped is the one gate every text passes that is written: pieces marked by
// package quote are made safe for the place they go to. It comes before what is
// wanted is compared with what is there. Files and the lines of a suggestion
// are the writer's own and stay as they are, as do the names GitHub finds
// things by: paths, logins, labels.
func escaped(want State) State {
	want.Labels, want.AddLabels = escapedLabels(want.Labels), escapedLabels(want.AddLabels)
	want.Title = quote.Title(want.Title)
	if want.Draft != nil {
		want.Draft = &Drafting{want.Draft.Draft, escapedReport(want.Draft.Otherwise)}
	}
	want.Comment = escapedReport(want.Comment)
	want.Check = escapedCheck(want.Check)
	want.Review = escapedReview(want.Review)
	want.Proposal = escapedProposal(want.Proposal)
	want.Commit = escapedCommit(want.Commit)
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
	report.Body = quote.Markdown(report.Body)
	return &report
}

func escapedCheck(want *Check) *Check {
	if want == nil {
		return nil
	}
	check := *want
	check.Title, check.Summary = quote.Title(check.Title), quote.Markdown(check.Summary)
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
	review.Body = quote.Markdown(review.Body)
	review.Suggestions = slices.Clone(review.Suggestions)
	for i := range review.Suggestions {
		review.Suggestions[i].Body = quote.Markdown(review.Suggestions[i].Body)
	}
	return &review
}

func escapedProposal(want *Proposal) *Proposal {
	if want == nil {
		return nil
	}
	p := *want
	p.Branch, p.Message = quote.Ref(p.Branch), quote.Commit(p.Message)
	p.Title, p.Body = quote.Title(p.Title), quote.Markdown(p.Body)
	return &p
}

func escapedCommit(want *HeadCommit) *HeadCommit {
	if want == nil {
		return nil
	}
	commit := *want
	commit.Message = quote.Commit(commit.Message)
	return &commit
}
