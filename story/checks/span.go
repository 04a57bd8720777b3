package checks

import (
	"github.com/storybot-app/storybot/story"
)

// head is where a finding about all of a story stands: its title, or its
// beginning.
func head(s *story.Story) story.Span {
	if s.TitleSpan.Empty() {
		return story.Span{Start: s.Span.Start, End: s.Span.Start}
	}
	return s.TitleSpan
}

// swallowed reports whether a code block hides parts of the file's story.
func swallowed(f *story.File) bool {
	for _, c := range f.Code {
		if c.Swallows {
			return true
		}
	}
	return false
}
