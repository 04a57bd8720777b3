package report

import (
	"strconv"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/internal/review"
	"github.com/storybot-app/storybot/internal/words"
	"github.com/storybot-app/storybot/story/related"
)

// IdeaLabels are the names of the labels that ideas have.
func IdeaLabels(b review.Book, existing []gateway.Label) []string {
	var names []string
	for _, label := range labels(b.Conventions, existing, true, b.Kinds(), nil) {
		names = append(names, label.Name)
	}
	return names
}

// relatedText is one related story or idea, its words marked; they are "" if
// none is worth naming.
type relatedText struct {
	Title, URL, Words string
	Idea              bool
}

// relatedTexts are what is near, as it is shown.
func relatedTexts(s *gateway.Snapshot, near []related.Match) []relatedText {
	var texts []relatedText
	for _, m := range near {
		one := relatedText{Title: quote.Mark(m.Title), Words: mentioned(m.Words), Idea: m.Number != 0}
		if one.URL = s.HTMLURL + "/blob/" + escapePath(s.DefaultBranch) + "/" + escapePath(m.Path); one.Idea {
			one.URL = s.HTMLURL + "/issues/" + strconv.Itoa(m.Number)
		}
		texts = append(texts, one)
	}
	return texts
}

// mentioned is the words that two texts share, as in "crash and dump"; "" if
// none is worth naming.
func mentioned(shared []string) string {
	var marked []string
	for _, word := range shared {
		marked = append(marked, quote.Mark(word))
	}
	return words.List(marked, "and")
}

// Related is the answer to somebody who asks what is near.
func (t *Texts) Related(s *gateway.Snapshot, near []related.Match) (string, error) {
	return t.render("related", relatedTexts(s, near))
}
