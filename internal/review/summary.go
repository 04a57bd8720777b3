package review

import (
	"strings"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/story/analysis"
)

// summaryAdds lists the lines that a change adds to the table of contents.
func summaryAdds(name string, file *gateway.ChangedFile) []analysis.SummaryLine {
	before := make(map[string]bool)
	for line := range strings.Lines(string(file.Base)) {
		before[strings.TrimSpace(line)] = true
	}
	var added []analysis.SummaryLine
	lines := strings.Split(string(file.Head), "\n")
	for _, r := range file.Touched {
		for n := r.From; n <= min(r.To, len(lines)); n++ {
			// Without its indentation: alone, a deeply nested item is code.
			if text := strings.TrimSpace(lines[n-1]); !before[text] {
				added = append(added, analysis.SummaryLine{Path: name, Line: n, Text: text})
			}
		}
	}
	return added
}
