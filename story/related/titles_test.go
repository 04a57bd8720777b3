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

// shelf are stories that have nothing but a title, and the topics.
func shelf(titles ...string) []related.Doc {
	all := docs()
	for i, title := range titles {
		all = append(all, related.Doc{Path: fmt.Sprintf("src/status_quo/%d.md", i), Title: title, Text: "There is nothing to see."})
	}
	return all
}

// TestTitles finds titles that say the same, in whatever order and form.
func TestTitles(t *testing.T) {
	tests := []struct{ title, asked string }{
		{"Grace deploys her service and hits obstacles", "Grace wants to deploy her service and is hit by obstacles"},
		{"Grace renews a certificate", "Renewing certificates"},
		{"Alan loses a parcel in the post", "In the post, Alan's parcel is lost: who loses parcels?"},
		{"Barbara measures the tide", "The tide, measured by Barbara"},
		{"Niklaus paints a fence", "Niklaus tries painting fences"},
		{"Alan doesn't find the timetable", "Alan can’t find any timetables"},
		{"Barbara counts swallows at dusk", "Grace needs to count swallows at dusk"},
		{"Grace mends a torn sail", "How Grace mended the torn sails"},
		{"Alan and Grace", "Grace and Alan"},
		{"Niklaus translates a cookbook", "TRANSLATING THE COOKBOOK"},
		{"Barbara’s tractor won’t start", "Barbara's tractor didn't start"},
		{"Alan queues for bread", "Status quo: Alan is queuing for bread"},
	}
	for _, test := range tests {
		var found []string
		ix := related.New(shelf(test.title), related.Reading("en", story.Defaults()))
		for _, m := range ix.Nearest(related.Doc{Number: 1, Title: test.asked}, 3) {
			found = append(found, m.Title)
		}
		if !slices.Contains(found, test.title) {
			t.Errorf("%q does not find %q but %q", test.asked, test.title, found)
		}
	}
}

// TestOtherTitles share nothing but words that say nothing.
func TestOtherTitles(t *testing.T) {
	tests := []struct{ title, asked string }{
		{"Grace renews a certificate", "Grace paints a fence"},
		{"Alan doesn't find the timetable", "Grace doesn't, and isn't, and won't"},
		{"Barbara tries to sleep", "Barbara tries to swim"},
		{"Grace has a TODO list for the future", "A story of the future: TODO"},
		{"The status quo of Alan", "What is the status quo?"},
		{"Alan wants a horse", "Alan wants what he needs"},
		{"They've been here before", "We've been there, haven't we?"},
		{"An AWS outage", "That is awful"},
	}
	for _, test := range tests {
		ix := related.New(shelf(test.title), related.Reading("en", story.Defaults()))
		for _, m := range ix.Nearest(related.Doc{Number: 1, Title: test.asked}, 3) {
			if m.Title == test.title {
				t.Errorf("%q finds %q", test.asked, test.title)
			}
		}
	}
}

// TestTitlesOfOtherLanguages: what is a word of stories in English is one like
// any other elsewhere.
func TestTitlesOfOtherLanguages(t *testing.T) {
	ix := related.New(shelf("Lucía lo pierde todo"), related.Options{Language: "es", Ignored: []string{"Lucía"}})
	near := ix.Nearest(related.Doc{Number: 1, Title: "Pierde todo"}, 3)
	if len(near) != 1 || near[0].Title != "Lucía lo pierde todo" {
		t.Errorf("found %v", near)
	}
}

// TestStumps: a word cut at its apostrophe is none, and is not named.
func TestStumps(t *testing.T) {
	chat := "They don't know and it isn't clear. We'll see, they've said; it doesn’t matter, he didn’t care, you’re late, I'd go. Don't reach for it: it cannot be reached, it sits there. She sits and tries; the status quo of this story is a TODO."
	all := append(docs(), related.Doc{Path: "chat.md", Title: "Small talk", Text: chat + " The keeper of the lighthouse polishes the lighthouse; the keeper is old."})
	asked := related.Doc{Number: 1, Title: "Chatter", Text: chat + " Somebody sees the keeper and the lighthouse."}
	var words []string
	for _, m := range related.New(all, related.Reading("en", story.Defaults())).Nearest(asked, 3) {
		words = append(words, m.Words...)
	}
	if diff := cmp.Diff([]string{"keeper", "lighthouse"}, words); diff != "" {
		t.Errorf("named (-want +got)\n%s", diff)
	}
}

// TestStumpsInAnyLanguage: a quotation in English is no theme of a German story.
func TestStumpsInAnyLanguage(t *testing.T) {
	quoted := strings.Repeat("„I couldn't, I shouldn’t, I mustn't!“ ", 3)
	all := append(docs(), related.Doc{Path: "zitat.md", Title: "Zitate", Text: quoted + "Der Mond schien."})
	near := related.New(all, related.Options{Language: "de"}).Nearest(related.Doc{Number: 1, Title: "Ausreden", Text: quoted + "Die Uhr schlug."}, 3)
	if len(near) != 0 {
		t.Errorf("found %v", near)
	}
}
