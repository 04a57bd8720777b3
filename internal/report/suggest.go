package report

import (
	"slices"
	"strings"
	"time"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/internal/review"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

// reviewMarker begins a review of suggestions.
const reviewMarker = "<!-- storybot:review:v1 -->"

// maxSuggested is how many lines a suggestion may replace. A longer one would
// show more of the story than of the change.
const maxSuggested = 25

// reviewEvery is how often a pull request gets a review of suggestions: each is
// an e-mail.
const reviewEvery = 24 * time.Hour

// suggestionReview is the review with the suggestions that were not made yet: at
// once for the first, and for later ones once a day, or when somebody asks to
// have the pull request checked or fixed. It is nil where there is none to make.
func suggestionReview(c review.Case, open []gateway.Suggestion) *gateway.SuggestionReview {
	pull := c.Snapshot.PullRequest
	last, reviewed := time.Time{}, false
	for _, r := range pull.Reviews {
		if strings.HasPrefix(r.Body, "<!-- storybot:review") {
			last, reviewed = r.At, true
		}
	}
	if reviewed && c.Now.Sub(last) < reviewEvery && !c.Asks("check") && !c.Fixes() {
		return nil
	}
	return reviewOf(pull, notMade(pull, open))
}

// reviewOf is a review that makes some suggestions, nil if there are none.
func reviewOf(pull *gateway.PullRequest, fresh []gateway.Suggestion) *gateway.SuggestionReview {
	if len(fresh) == 0 {
		return nil
	}
	return &gateway.SuggestionReview{Marker: reviewMarker, HeadOID: pull.HeadOID, Suggestions: fresh, Body: reviewBody(fresh)}
}

// reviewBody introduces suggestions.
func reviewBody(some []gateway.Suggestion) string {
	return plural(len(some), "1 suggested change", "suggested changes") + " you can commit with one click."
}

// notMade are the suggestions that no thread of ours makes.
func notMade(pull *gateway.PullRequest, some []gateway.Suggestion) []gateway.Suggestion {
	return slices.DeleteFunc(slices.Clone(some), func(s gateway.Suggestion) bool {
		return slices.ContainsFunc(pull.Threads, func(thread gateway.Thread) bool { return suggests(thread, s) })
	})
}

// suggests reports whether a thread of ours makes a suggestion.
func suggests(thread gateway.Thread, s gateway.Suggestion) bool {
	return s.Path == thread.Path && strings.HasPrefix(thread.Body, quote.Markdown(s.Body)) && strings.Contains(thread.Body, s.Text)
}

// suggestions turns certain fixes into suggestions: those with one way to fix
// them, of lines within the change, none over another.
func suggestions(found review.Found, pull *gateway.PullRequest) []gateway.Suggestion {
	var made []gateway.Suggestion
	for _, finding := range found.Findings {
		f := found.Files[finding.Path]
		if f == nil || len(finding.Fixes) != 1 || len(finding.Fixes[0].Edits) == 0 {
			continue
		}
		suggestion, ok := suggest(f, finding)
		if ok && inHunk(pull, suggestion) && !overlaps(made, suggestion) {
			made = append(made, suggestion)
		}
	}
	return made
}

// suggest words a fix as whole lines to put in place of others.
func suggest(f *story.File, finding analysis.Diagnostic) (gateway.Suggestion, bool) {
	fix := finding.Fixes[0]
	start, end := len(f.Text), 0
	for _, edit := range fix.Edits {
		start, end = min(start, edit.Span.Start), max(end, edit.Span.End)
	}
	from, _ := f.Position(start)
	to, column := f.Position(end)
	if column == 1 && end > start && to > from {
		to-- // the edit ends with a line's end
	}
	whole := story.Span{Start: f.LineSpan(start).Start, End: f.LineSpan(max(start, end-1)).End}
	if end == start {
		whole.End = f.LineSpan(start).End
	}
	if whole.Start >= len(f.Text) || to-from >= maxSuggested {
		return gateway.Suggestion{}, false
	}
	shifted := make([]analysis.Edit, len(fix.Edits))
	for i, edit := range fix.Edits {
		shifted[i] = analysis.Edit{New: edit.New, Span: story.Span{Start: edit.Span.Start - whole.Start, End: edit.Span.End - whole.Start}}
	}
	text, err := analysis.ApplyFixes(f.Text[whole.Start:whole.End], []analysis.Fix{{Message: fix.Message, Edits: shifted}})
	if err != nil {
		return gateway.Suggestion{}, false
	}
	return gateway.Suggestion{
		Path: finding.Path, From: from, To: to,
		Text: strings.TrimRight(string(text), "\r\n"),
		Body: finding.Message,
	}, true
}

// inHunk reports whether a comment may stand on the lines of a suggestion.
func inHunk(pull *gateway.PullRequest, s gateway.Suggestion) bool {
	for i := range pull.Files {
		if pull.Files[i].Path != s.Path {
			continue
		}
		for _, hunk := range pull.Files[i].Hunks {
			if hunk.From <= s.From && s.To <= hunk.To {
				return true
			}
		}
	}
	return false
}

func overlaps(made []gateway.Suggestion, s gateway.Suggestion) bool {
	for _, other := range made {
		if other.Path == s.Path && other.From <= s.To && s.From <= other.To {
			return true
		}
	}
	return false
}

// outdated lists our open threads whose suggestion is no longer made. Those
// that somebody asked for are between people.
func outdated(threads []gateway.Thread, open []gateway.Suggestion) []string {
	var done []string
	for _, thread := range threads {
		if thread.Resolved || !strings.Contains(thread.Body, "```suggestion") || strings.HasPrefix(thread.Body, askedMarker) {
			continue
		}
		if !slices.ContainsFunc(open, func(s gateway.Suggestion) bool { return suggests(thread, s) }) {
			done = append(done, thread.NodeID)
		}
	}
	return done
}
