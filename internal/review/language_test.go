package review_test

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/internal/review"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/checks"
	"github.com/storybot-app/storybot/story/scaffold"
	"github.com/storybot-app/storybot/templates"
)

// bakery is a book in another language, with other people and other questions,
// that needs no more than settings.
func bakery(t *testing.T) review.Book {
	t.Helper()
	tree := os.DirFS("testdata/backstube")
	text, err := os.ReadFile("testdata/backstube/" + config.RepoPath)
	if err != nil {
		t.Fatal(err)
	}
	decided, err := config.ParseRepo(text)
	if err != nil {
		t.Fatal(err)
	}
	b, err := review.OpenBook(tree, []string{"book.toml"}, templates.Stories, decided.Book)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// findings are "rule: line" of a story of the bakery.
func findings(t *testing.T, name, text string) []string {
	t.Helper()
	b := bakery(t)
	in := analysis.Input{Book: b.Book, Files: nil}
	in.Files = append(in.Files, b.Book.Parse(name, []byte(text)))
	var found []string
	for _, d := range analysis.Run(in, checks.Suite()) {
		if d.Severity != analysis.Hint {
			found = append(found, d.Rule)
		}
	}
	return found
}

func TestBookInAnotherLanguage(t *testing.T) {
	whole, err := os.ReadFile("testdata/backstube/src/heute/anna_sucht_die_hefe.md")
	if err != nil {
		t.Fatal(err)
	}
	without := func(old, replacement string) string {
		if !strings.Contains(string(whole), old) {
			t.Fatalf("the story lacks %q", old)
		}
		return strings.ReplaceAll(string(whole), old, replacement)
	}
	const place = "src/heute/anna_sucht_die_hefe.md"
	tests := []struct {
		name, path, text string
		want             []string
	}{
		{"whole", place, string(whole), nil},
		{"no moral", place, without("* Wer sucht, backt nicht.", ""), []string{"morals"}},
		{"prompt left", place, without("* Wer sucht, backt nicht.", "*Ein Satz für jede Lehre, die wichtigste zuerst.*"), []string{"morals"}},
		{"not an answer", place, without("Aus [einer Nachtschicht im Mai](https://example.org/mai).", "(Noch offen.)"), []string{"sources"}},
		{"question in other words", place, without("Woher stammt diese Geschichte?", "Quellen"), nil},
		{"a question of its own", place, without("Jeden Morgen zwanzig Minuten.", "*Zeit, Geld oder Nerven.*"), []string{"question"}},
		{"name left", place, without("Was kostet es Anna,", "Was kostet es *NAME*,"), []string{"template-text"}},
		{"title left", place, without("Anna sucht die Hefe", "Vorlage"), []string{"title"}},
		{"notice gone", place, without("## ⚠️ Achtung, Entwurf ⚠️\n\nDiese Geschichte ist noch nicht in das Buch aufgenommen. Wer mag, schreibt mit.\n\n", ""), []string{"draft-notice"}},
		{"nobody of the cast", "src/heute/otto_sucht.md", without("Anna", "Otto"), []string{"character", "file-name"}},
		{"morgen", "src/morgen/yusuf_backt.md", "# 🌅 So wird es sein: Yusuf backt\n\n## Die Geschichte\n\nYusuf backt.\n\n## Fragen und Antworten\n\n### Welche Heute-Geschichte wird hier neu erzählt?\n\n[Diese](../heute/anna_sucht_die_hefe.md).\n", nil},
		{"morgen retells nothing", "src/morgen/yusuf_backt.md", "# 🌅 So wird es sein: Yusuf backt\n\n## Die Geschichte\n\nYusuf backt.\n\n## Fragen und Antworten\n\n### Welche Heute-Geschichte wird hier neu erzählt?\n\nKommt noch.\n", []string{"retells"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, findings(t, test.path, test.text)); diff != "" {
				t.Errorf("findings (-want +got)\n%s", diff)
			}
		})
	}
}

func TestIdeaInAnotherLanguage(t *testing.T) {
	b := bakery(t)
	got := b.ReadIdea("Idee: Bertram zählt die Brötchen", "### Was geschieht?\n\nBertram zählt dreimal.\n\n### Wer könnte sie erzählen?\n\nBertram\n\n### Was soll hängen bleiben?\n\nWer zählt, verkauft nicht.\n\n### Woher weißt du das?\n\nNoch offen\n", []string{"heute"})
	if !got.IsIdea || got.Kind != "heute" || got.Summary != "Bertram zählt dreimal." || len(got.Sources) != 0 {
		t.Errorf("read %+v", got)
	}
	if diff := cmp.Diff([]string{"Bertram"}, got.Characters); diff != "" {
		t.Errorf("characters (-want +got)\n%s", diff)
	}
	name, text, err := scaffold.File(b.Book, scaffold.Idea{Kind: got.Kind, Title: got.Title, Summary: got.Summary, Character: got.Characters[0], Morals: got.Morals})
	if err != nil {
		t.Fatal(err)
	}
	if want := "src/heute/bertram_zahlt_die_brotchen.md"; name != want {
		t.Errorf("file %q, want %q", name, want)
	}
	for _, want := range []string{"# 🥖 So ist es heute: Bertram zählt die Brötchen", "Bertram zählt dreimal.", "Wer zählt, verkauft nicht.", "Was kostet es Bertram, wenn"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the begun story lacks %q:\n%s", want, text)
		}
	}
}
