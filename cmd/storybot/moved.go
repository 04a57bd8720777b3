package main

import (
	"maps"

	"github.com/storybot-app/storybot/internal/linediff"
	"github.com/storybot-app/storybot/story/analysis"
)

// moved is a change after one of its files got another text, and perhaps
// another name: what was touched still is, where it is now, and so is what is
// new. No change stays none.
func moved(c *analysis.Change, name string, text []byte, newName string, newText []byte) *analysis.Change {
	if c == nil || name == newName && string(text) == string(newText) {
		return c
	}
	now := *c
	now.Lines, now.Added = maps.Clone(c.Lines), maps.Clone(c.Added)
	now.Lines[newName] = movedLines(c.Lines[name], text, newText)
	now.Added[newName] = c.Added[name]
	return &now
}

// movedLines are the lines of a new text that are touched: those that were
// touched in the old one, and those it did not have.
func movedLines(touched analysis.Lines, text, newText []byte) analysis.Lines {
	var now analysis.Lines
	at, newAt := 1, 1
	keep := func(n int) { // the next n lines are the same in both
		for _, r := range touched {
			from, to := max(r.From, at), min(r.To, at+n-1)
			if from <= to {
				now = append(now, analysis.LineRange{From: from + newAt - at, To: to + newAt - at})
			}
		}
	}
	for _, h := range linediff.Hunks(text, newText) {
		keep(h.Old - at)
		if h.NewLines > 0 {
			now = append(now, analysis.LineRange{From: h.New, To: h.New + h.NewLines - 1})
		}
		at, newAt = h.Old+h.OldLines, h.New+h.NewLines
	}
	keep(len(text) + 1) // no text has more lines
	return now
}
