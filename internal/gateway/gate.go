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
	want.Labels = slices.Clone(want.Labels)
	for i := range want.Labels {
		want.Labels[i].Description = quote.Title(want.Labels[i].Description)
	}
	if want.Comment != nil {
		comment := *want.Comment
		comment.Body = markdown(comment.Body)
		want.Comment = &comment
	}
	want.Check = escapedCheck(want.Check)
	want.Review = escapedReview(want.Review)
	want.Draft = escapedDraft(want.Draft)
	return want
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

func escapedDraft(want *Draft) *Draft {
	if want == nil {
		return nil
	}
	draft := *want
	draft.Branch, draft.Message = quote.Ref(draft.Branch), quote.Commit(draft.Message)
	draft.Title, draft.Body = quote.Title(draft.Title), markdown(draft.Body)
	return &draft
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
