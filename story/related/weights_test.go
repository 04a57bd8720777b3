package related_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/related"
)

// english are the words of an English book of four characters.
func english() related.Options { return related.Reading("en", story.Defaults()) }

// TestDuplicatesDoNotHideEachOther: what many open ideas say is no less telling
// for that, and changes nothing for the stories.
func TestDuplicatesDoNotHideEachOther(t *testing.T) {
	asked := related.Doc{Number: 99, Title: "Snails in the greenhouse", Text: "Snails come to the greenhouse at night, and the lettuce in the garden is gone."}
	alone := related.New(docs(), english()).Nearest(asked, 3)
	all := docs()
	for i := range 40 {
		all = append(all, related.Doc{Number: i + 1, Title: fmt.Sprint("Greenhouse ", i), Text: "The greenhouse is full of snails, and nobody knows where snails come from."})
	}
	near := related.New(all, english()).Nearest(asked, 3)
	if len(near) != 3 || near[0].Number == 0 || !slices.Contains(near[0].Words, "snails") {
		t.Errorf("of forty ideas that say the same, found %v", near)
	}
	story := func(m related.Match) bool { return m.Number == 0 }
	at := slices.IndexFunc(near, story)
	if len(alone) == 0 || at < 0 || near[at].Path != alone[0].Path || near[at].Score != alone[0].Score {
		t.Errorf("without ideas the nearest story is %v, with them %v", alone, near)
	}
}

// TestIdeasWithoutStories: a new book has ideas before it has stories.
func TestIdeasWithoutStories(t *testing.T) {
	all := []related.Doc{
		{Number: 1, Title: "A kite is lost", Text: "The kite flew off over the dunes."},
		{Number: 2, Title: "Bread is stale", Text: "The bakery sells what is left."},
	}
	var found []int
	for _, m := range related.New(all, english()).Nearest(related.Doc{Number: 3, Title: "Losing a kite in the dunes"}, 3) {
		found = append(found, m.Number)
	}
	if diff := cmp.Diff([]int{1}, found); diff != "" {
		t.Errorf("found (-want +got)\n%s", diff)
	}
}

// TestChapters: a story of many chapters has many words, and is near only to
// what one of them is about.
func TestChapters(t *testing.T) {
	long := related.Doc{Path: "long.md", Title: "A long journey", Text: "Here it begins."}
	for i, word := range []string{"reef", "kettle", "barometer", "saddle", "orchard", "ferry", "lantern", "quarry"} {
		text := fmt.Sprintf("On that day there was a %s, and a harvest%d in the cellar%d, and the harvest%d was sold.", word, i, i, i)
		long.Chapters = append(long.Chapters, related.Chapter{Title: fmt.Sprint("Day ", i), Text: text})
	}
	ix := related.New(append(docs(), long), english())
	near := ix.Nearest(related.Doc{Number: 1, Title: "An evening", Text: "There is a kettle, a saddle and a lantern, and the ferry is late."}, 3)
	if len(near) != 0 {
		t.Errorf("found %v, that has each word in another chapter", near)
	}
	near = ix.Nearest(related.Doc{Number: 1, Title: "A harvest", Text: "The harvest4 lay in cellar4."}, 3)
	if len(near) != 1 || near[0].Path != "long.md" {
		t.Errorf("found %v for what a chapter is about", near)
	}
}

// TestTitlesWeigh: who has the title comes before who has its words all over.
func TestTitlesWeigh(t *testing.T) {
	all := append(docs(),
		related.Doc{Path: "words.md", Title: "Something else", Text: strings.Repeat("The kiln cracks the glaze. ", 6)},
		related.Doc{Path: "title.md", Title: "A kiln that cracks its glaze", Text: strings.Repeat("Here is a long report of a day with rain, mud, oxen and a cart. ", 6)})
	near := related.New(all, english()).Nearest(related.Doc{Number: 1, Title: "The glaze was cracked by the kiln"}, 3)
	if len(near) == 0 || near[0].Path != "title.md" {
		t.Errorf("found %v", near)
	}
}

// TestChapterTitles: a chapter is found by its own title.
func TestChapterTitles(t *testing.T) {
	walk := related.Doc{Path: "walk.md", Title: "A walk", Text: "They set out.", Chapters: []related.Chapter{{Title: "Crossing the ford", Text: "The water was cold."}}}
	near := related.New(append(docs(), walk), english()).Nearest(related.Doc{Number: 1, Title: "How to cross a ford"}, 3)
	if len(near) != 1 || near[0].Path != "walk.md" {
		t.Errorf("found %v", near)
	}
}
