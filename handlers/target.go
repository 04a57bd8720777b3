package handlers

import (
	"strings"

	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/internal/review"
	"github.com/storybot-app/storybot/internal/words"
	"github.com/storybot-app/storybot/story"
)

// A target is the story that a command means: the i-th of a file as the
// commands before left it.
type target struct {
	path  string // in the repository
	file  *story.File
	index int
}

func (t target) story() *story.Story { return t.file.Stories[t.index] }

// storyMeant is the story that a command means: the one whose line it stands
// on, or else the only one the pull request brings or changes.
func (r *request) storyMeant() (target, answer) {
	if no := r.closedPull(); no.Refused {
		return target{}, no
	}
	found := review.Stories(r.Case)
	var meant []review.ChangedStory
	var names []string
	for _, one := range found.Foremost() {
		if r.Asked.On == (review.Line{}) || r.standsIn(found.Files[one.Path], one) {
			meant = append(meant, one)
		}
		names = append(names, "“"+quote.Mark(one.Name)+"”")
	}
	switch {
	case len(names) == 0:
		return target{}, refuse("I found no story in this pull request.")
	case len(meant) == 0:
		return target{}, refuse("That line isn't part of a story. Please comment on a line of one: " + words.List(names, "or") + ".")
	case len(meant) > 1:
		const shown = 5
		return target{}, refuse("This pull request has several stories. Please comment on a line of the one you mean: " + words.List(names[:min(shown, len(names))], "or") + ".")
	}
	t := target{path: meant[0].Path}
	for i, s := range found.Files[t.path].Stories {
		if s.Span == meant[0].Span {
			t.index = i
		}
	}
	text, _ := r.changes().Text(t.path)
	name, _ := r.Book.Inside(t.path)
	if t.file = r.Book.Parse(name, text); t.index >= len(t.file.Stories) {
		return target{}, refuse("I can't find that story anymore.")
	}
	return t, answer{}
}

// standsIn reports whether the comment with the command is on a line of a story;
// on one that is no longer there, whether it is in its file.
func (r *request) standsIn(f *story.File, one review.ChangedStory) bool {
	if on := r.Asked.On; !strings.EqualFold(on.Path, one.Path) {
		return false
	} else if on.Number == 0 || r.HeadMoved() {
		return true
	}
	from, _ := f.Position(one.Span.Start)
	to, _ := f.Position(max(one.Span.Start, one.Span.End-1))
	return from <= r.Asked.On.Number && r.Asked.On.Number <= to
}
