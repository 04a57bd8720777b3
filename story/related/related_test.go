package related_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/related"
)

// topics are stories that have little to do with each other, the last two
// apart.
var topics = map[string]string{
	"oven":     "The oven was cold and the dough waited. Heating an oven takes wood, and dough does not wait. The dough rose too far before the oven was hot.",
	"bicycle":  "The chain of the bicycle broke on the bridge. A chain needs oil. The bicycle stood on the bridge until the mechanic brought another chain.",
	"garden":   "Slugs ate the lettuce in the garden. Every evening there were more slugs; the lettuce was gone by June and the garden was bare.",
	"letter":   "The postman lost a letter. The letter lay under the stairs, and the postman found the stairs wet. It was a letter from abroad.",
	"piano":    "A string of the piano was out of tune. The tuner came with a fork, and the piano had another string by noon.",
	"boat":     "The boat leaked near the harbour. They pumped water all night, and the harbour master towed the boat to the quay.",
	"clock":    "The clock in the tower stopped at four. Its pendulum had come loose, and the tower was silent until the pendulum swung again.",
	"library":  "The catalogue of the library burned. They wrote a new catalogue on cards, and readers of the library helped to sort the cards.",
	"bakery":   "The bakery opened late since its oven gave no heat. Without heat customers wanted bread while the dough was in the oven still, rising.",
	"unlikely": "Nothing happened on that day, and nobody told of it afterwards.",
}

func docs() []related.Doc {
	var all []related.Doc
	for name, text := range topics {
		all = append(all, related.Doc{Path: name + ".md", Title: "Of a " + name, Text: text})
	}
	return all
}

// near are paths and words of what is near.
func near(t *testing.T, all []related.Doc, o related.Options, asked related.Doc) []string {
	t.Helper()
	found := related.New(all, o).Nearest(asked, 3)
	var lines []string
	for _, m := range found {
		lines = append(lines, m.Path+": "+strings.Join(m.Words, ", "))
	}
	return lines
}

func TestNearest(t *testing.T) {
	english := related.Options{Language: "en", Ignored: []string{"Grace"}}
	tests := map[string]struct {
		asked   related.Doc
		options related.Options
		want    []string
	}{
		"a story of the same": {related.Doc{Path: "oven.md", Title: "Of a oven", Text: topics["oven"]}, english, []string{"bakery.md: oven, dough, heating"}},
		"an idea": {
			related.Doc{Number: 7, Title: "Slugs", Text: "Grace grows lettuce and slugs come to her garden."},
			english,
			[]string{"garden.md: slugs, garden, lettuce"},
		},
		"stems": {
			related.Doc{Number: 7, Title: "Boats", Text: "Boats leak in many harbours, and nobody is there to tow them."},
			english,
			[]string{"boat.md: boats, harbours, leak"},
		},
		"no stems in other languages": {
			related.Doc{Number: 7, Title: "Boats", Text: "Boats leak in many harbours, and nobody is there to tow them."}, related.Options{}, nil,
		},
		"something else":   {related.Doc{Number: 7, Title: "Snow", Text: "Snow fell on the mountains and skiers were happy."}, english, nil},
		"one shared word":  {related.Doc{Number: 7, Title: "A concert", Text: "Grace plays the piano, and people clap."}, english, nil},
		"one in the title": {related.Doc{Number: 7, Title: "A piano recital", Text: "Grace plays in the evening and people clap."}, english, []string{"piano.md: piano"}},
		"no words":         {related.Doc{Number: 7, Title: "!!", Text: `" OR * NEAR( ' -- 12 345`}, english, nil},
		"nothing":          {related.Doc{}, english, nil},
		"words of queries": {related.Doc{Number: 7, Title: "OR", Text: `AND "oven" OR dough:* NEAR ^heat {title}`}, english, []string{"oven.md: oven, dough, heat", "bakery.md: heat, oven, dough"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, near(t, docs(), test.options, test.asked)); diff != "" {
				t.Errorf("near (-want +got)\n%s", diff)
			}
		})
	}
}

// TestOtherLanguages finds themes by their rarity alone.
func TestOtherLanguages(t *testing.T) {
	var all []related.Doc
	for name, text := range map[string]string{
		"ofen":    "Der Ofen war kalt und der Teig wartete auf den Ofen. Der Bäcker heizte ein, und der Teig ging auf, bevor der Bäcker Holz holte.",
		"fahrrad": "Die Kette riss auf der Brücke. Das Fahrrad stand da und der Mechaniker holte eine Kette.",
		"garten":  "Die Schnecken fraßen den Salat. Der Salat war weg und der Garten leer.",
		"brief":   "Der Brief lag unter der Treppe, und der Bote fand die Treppe nass.",
		"klavier": "Die Saite war verstimmt und der Stimmer kam mit der Gabel.",
		"boot":    "Das Boot war leck, und der Hafen war weit. Der Lotse zog das Boot in den Hafen.",
	} {
		all = append(all, related.Doc{Path: name, Title: name, Text: text})
	}
	asked := related.Doc{Number: 3, Title: "Kalter Ofen", Text: "Der Bäcker kommt, und der Ofen ist aus. Der Teig ist schon weg. Bäcker sein ist der Beruf der Frühen."}
	if diff := cmp.Diff([]string{"ofen: ofen, bäcker, teig"}, near(t, all, related.Options{Language: "de"}, asked)); diff != "" {
		t.Errorf("near (-want +got)\n%s", diff)
	}
}

// TestHostile asks with texts nobody wrote to be read.
func TestHostile(t *testing.T) {
	for name, text := range map[string]string{
		"long":       strings.Repeat("dough oven ", 200_000),
		"many words": manyWords(50_000),
		"one word":   strings.Repeat("x", 1<<20),
		"no text":    "\x00\xff\xfe\x00",
	} {
		t.Run(name, func(t *testing.T) {
			all := append(docs(), related.Doc{Number: 1, Title: text, Text: text})
			for _, line := range near(t, all, related.Options{Language: "en"}, related.Doc{Number: 2, Text: text}) {
				if len(line) > 4<<20 {
					t.Errorf("an answer of %d bytes", len(line))
				}
			}
		})
	}
}

func manyWords(n int) string {
	var text strings.Builder
	for i := range n {
		for ; i > 0; i /= 20 {
			text.WriteByte(byte('a' + i%20))
		}
		text.WriteString("zz ")
	}
	return text.String()
}

func TestDocs(t *testing.T) {
	conventions := story.Defaults()
	parser := story.NewParser(conventions)
	var files []*story.File
	for _, file := range []struct{ path, text string }{
		{"src/status_quo/grace.md", "# 😱 Status quo stories: Grace waits\n\nOwn words, see [another](./alan.md) at <https://example.org/x>.\n\n```\ncode\n```\n\n## FAQ\n\n### What are the morals of the story?\n\nA moral.\n\n### What are the sources for this story?\n\n*Talk about what the story is based on*\n"},
		{"src/status_quo/walk.md", "# 😱 Status quo stories: A walk\n\nParent.\n"},
		{"src/status_quo/walk/one.md", "# Status quo of a walk: The first\n\nChapter.\n"},
		{"src/shiny_future/alan.md", "# ✨ Shiny future stories: Alan flies\n\nHigh.\n\n## FAQ\n\n### What status quo story are you retelling?\n\nThe one that Grace waits in.\n"},
	} {
		files = append(files, parser.Parse(file.path, []byte(file.text)))
	}
	var got []string
	for _, doc := range related.Docs(files, conventions) {
		got = append(got, doc.Path+"|"+doc.Kind+"|"+doc.Title+"|"+strings.Join(strings.Fields(doc.Text), " "))
		for _, chapter := range doc.Chapters {
			got = append(got, " "+chapter.Title+"|"+strings.TrimSpace(chapter.Text))
		}
	}
	want := []string{
		"src/status_quo/grace.md|status-quo|Grace waits|Own words, see at < ## FAQ A moral.",
		"src/status_quo/walk.md|status-quo|A walk|Parent.",
		" Status quo of a walk: The first|Chapter.",
		"src/shiny_future/alan.md|shiny-future|Alan flies|High. ## FAQ",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("docs (-want +got)\n%s", diff)
	}
}
