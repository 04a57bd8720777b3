package gateway

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// What GitHub takes at most, a little below it; whoever writes a text caps it
// where it arises, and this is the last guard.
const (
	maxTitle   = 250    // characters; GitHub takes 255
	maxSummary = 60_000 // characters; GitHub takes 65,535
	maxBody    = 65_000 // characters; GitHub takes 65,536
	maxMessage = 60_000 // bytes of an annotation; GitHub takes 64 KB
)

const (
	// maxFindings is how many annotations a check run gets, and maxSuggested
	// how many suggestions a review: nobody reads more, and a flood of them
	// would hold up everybody else.
	maxFindings  = 100
	maxSuggested = 20
)

// shortened is a text of at most limit characters, the last of them an
// ellipsis if something was left out. It is cut at a line's end, where one is
// near.
func shortened(text string, limit int) string {
	if len(text) <= limit || utf8.RuneCountInString(text) <= limit {
		return text
	}
	runes := 0
	for at := range text {
		if runes++; runes == limit {
			if end := strings.LastIndexByte(text[:at], '\n') + 1; end > at-at/20 {
				at = end
			}
			return text[:at] + "…"
		}
	}
	return text
}

// shortenedBytes is a text of at most limit bytes, cut between characters.
func shortenedBytes(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	end := limit - len("…")
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + "…"
}

// within is the check as GitHub takes it: its severest annotations, and texts
// that are not too long.
func (c Check) within() Check {
	kept := slices.Clone(c.Annotations)
	more := ""
	if len(kept) > maxFindings {
		slices.SortStableFunc(kept, func(a, b Annotation) int { return cmp.Compare(severity(a.Level), severity(b.Level)) })
		kept, more = kept[:maxFindings], andMore(len(kept)-maxFindings)
	}
	for i := range kept {
		kept[i].Title = shortened(kept[i].Title, maxTitle)
		kept[i].Message = shortenedBytes(kept[i].Message, maxMessage)
	}
	c.Annotations = kept
	c.Title, c.Summary = shortened(c.Title, maxTitle), shortened(c.Summary, maxSummary)+more
	return c
}

// severity orders levels, the severest first.
func severity(level string) int { return slices.Index([]string{"failure", "warning", "notice"}, level) }

// within is the review as GitHub takes it: its first suggestions, and texts
// that are not too long.
func (r SuggestionReview) within() SuggestionReview {
	more := ""
	if n := len(r.Suggestions); n > maxSuggested {
		r.Suggestions, more = r.Suggestions[:maxSuggested], andMore(n-maxSuggested)
	}
	r.Body = shortened(r.Body, maxSummary) + more
	// A suggestion cannot be shortened: it would be another one.
	r.Suggestions = slices.DeleteFunc(slices.Clone(r.Suggestions), func(s Suggestion) bool {
		return utf8.RuneCountInString(s.Body)+utf8.RuneCountInString(s.Text) > maxSummary
	})
	return r
}

func andMore(n int) string { return fmt.Sprintf("\n\n… and %d more.", n) }
