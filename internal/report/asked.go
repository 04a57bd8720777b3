package report

import (
	"slices"
	"strings"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/review"
	"github.com/storybot-app/storybot/story/analysis"
)

// FixAction is the button of the check run that stands for /fix.
const FixAction = "fix"

// askedMarker begins a suggestion that a command asked for, and a review of
// them.
const askedMarker = "<!-- storybot:asked:v1 -->"

// Fixes counts the suggestions for all certain fixes of a pull request: those to
// be made, and those that are there already.
func Fixes(c review.Case) (fresh, made int) {
	open := suggestions(review.PullRequest(c), c.Snapshot.PullRequest)
	fresh = len(notMade(c.Snapshot.PullRequest, open))
	return fresh, len(open) - fresh
}

// Asked is the review of suggestions that commands asked for, without those
// that are there already; nil if none is left.
func Asked(pull *gateway.PullRequest, some []gateway.Suggestion) *gateway.SuggestionReview {
	fresh := slices.DeleteFunc(slices.Clone(some), func(s gateway.Suggestion) bool {
		return slices.ContainsFunc(pull.Threads, func(t gateway.Thread) bool {
			return s.Path == t.Path && !t.Outdated && strings.HasPrefix(t.Body, askedMarker) && strings.Contains(t.Body, "suggestion\n"+s.Text+"\n")
		})
	})
	for i := range fresh {
		fresh[i].Body = askedMarker + "\n" + fresh[i].Body
	}
	made := reviewOf(pull, fresh)
	if made != nil {
		made.Marker = askedMarker
	}
	return made
}

// Joined is one review of two: each is an e-mail. Of suggestions for the same
// lines the second review's, which somebody asked for, is made.
func Joined(own, asked *gateway.SuggestionReview) *gateway.SuggestionReview {
	switch {
	case own == nil:
		return asked
	case asked == nil:
		return own
	}
	joined := *own
	joined.Suggestions = slices.Clone(asked.Suggestions)
	for _, s := range own.Suggestions {
		if !overlaps(joined.Suggestions, s) {
			joined.Suggestions = append(joined.Suggestions, s)
		}
	}
	joined.Body = reviewBody(joined.Suggestions)
	return &joined
}

// fixActions is the button for what can be fixed and is not suggested already.
func fixActions(c review.Case, found review.Found, open []gateway.Suggestion, now *gateway.SuggestionReview) []gateway.CheckAction {
	left := len(notMade(c.Snapshot.PullRequest, open)) > 0 && now == nil
	if c.Snapshot.Ours() {
		left = slices.ContainsFunc(found.Findings, func(d analysis.Diagnostic) bool { return len(d.Fixes) > 0 })
	}
	if !left {
		return nil
	}
	return []gateway.CheckAction{{Identifier: FixAction, Label: "Fix what's certain", Description: "Fixes that need no decision from you"}}
}
