package story_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/story"
)

// foreign are the conventions of a book that shares no word with the default
// ones.
func foreign() *story.Conventions {
	c := &story.Conventions{
		Kinds: []story.Kind{{
			ID: "erlebnis", Name: "Erlebnis", Directory: "erlebnisse", Titles: []string{"erlebnis"},
			Required:  []string{"lehre"},
			Questions: []story.Question{{ID: "lehre", Text: "Was lernen wir daraus?"}},
		}},
		Cast:  []story.Character{{Name: "Jörg"}, {Name: "Anna Maria"}},
		Words: story.Words{FAQ: []string{"häufige fragen"}, Notice: []string{"entwurf"}, NameToken: "PERSON", Blank: []string{"vorlage"}, NoAnswer: []string{"offen"}, Optional: []string{"freiwillig"}},
	}
	const template = `# Erlebnis: Vorlage

*So wird es gemacht: abschreiben und ausfüllen.*

## Entwurf

Noch nicht fertig.

## Bericht

*Erzähle, was geschah, von Anfang an.*

## Häufige Fragen

### Was lernen wir daraus?

*Ein Satz genügt dafür.*

### Warum erzählt *PERSON* das? (freiwillig)

### Was hätte geholfen?

*Wünsche sind erlaubt.*
`
	k := c.Kinds[0]
	c.Kinds[0] = k.WithTemplate(story.NewParser(c).ParseTemplate("erlebnisse/vorlage.md", []byte(template), &k))
	return c
}

func TestParseOtherLanguage(t *testing.T) {
	const text = `# Erlebnis: Anna Maria sucht den Fehler

*Erzähle, was geschah, von Anfang an.*

Sie sucht.

## Häufige Fragen

### Was lernen wir daraus?

*Ein Satz genügt dafür.*

### Warum erzählt Anna Maria das?

Sie war dabei.
`
	f := story.Parse("erlebnisse/anna_maria_sucht.md", []byte(text), foreign())
	want := []string{
		`1 erlebnis "Anna Maria sucht den Fehler" by Anna Maria`,
		`9 lehre placeholder "*Ein Satz genügt dafür.*"`,
		`13 warum-erzählt-person-das answered "Sie war dabei."`,
		`was-hätte-geholfen missing`,
	}
	if diff := cmp.Diff(want, outline(f)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if n := len(f.Stories[0].Leftovers); n != 2 {
		t.Errorf("%d leftovers, want the prompt of the report and that of the open question", n)
	}
}

func TestParseTemplate(t *testing.T) {
	c := foreign()
	got := c.Kinds[0].Template
	if diff := cmp.Diff([]string{"So wird es gemacht: abschreiben und ausfüllen."}, got.Headers); diff != "" {
		t.Errorf("headers (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Erzähle, was geschah, von Anfang an."}, got.Prompts); diff != "" {
		t.Errorf("prompts (-want +got):\n%s", diff)
	}
	if want := "## Entwurf\n\nNoch nicht fertig."; got.Notice != want {
		t.Errorf("notice is %q, want %q", got.Notice, want)
	}
	if q := got.Questions[1]; !q.Optional || q.Markdown != "### Warum erzählt *PERSON* das? (freiwillig)" {
		t.Errorf("second question: %+v", q)
	}
}

func TestRepaired(t *testing.T) {
	tests := []struct{ text, want string }{
		{"plain", "plain"},
		{"itâ€™s", "it’s"},
		{"itÃ¢â‚¬â„¢s", "it’s"},
		{"ðŸ˜± and ðŸ¤\u201d", "😱 and 🤔"},
		{"naïve – “quoted” 😱", "naïve – “quoted” 😱"},
		{"« voilà\u00a0» CAFÉ» Ä“", "« voilà\u00a0» CAFÉ» Ä“"},
		{"\xff\xfe", "\xff\xfe"},
	}
	for _, test := range tests {
		if got := story.Repaired(test.text); got != test.want {
			t.Errorf("Repaired(%q) = %q, want %q", test.text, got, test.want)
		}
	}
}

// TestHostile parses texts that are slow to parse or made to break something:
// every span must lie in the text. How long such take is in package checks.
func TestHostile(t *testing.T) {
	const size = 256 << 10
	for _, piece := range []string{
		"[", "*", ">", "- ", "> - ", "*a_ ", "![a](", "[a]: b\n", "```\n", "\x00", "# a\n", "## a\n\n", "| a |\n|---|\n", "<!-- ", "\r", "[a][b]", "**NAME?** ", "â€™", "~~~ x\n",
		"(a b?) ", "{{a ", "{a b", "\\a{", "==x== ", "%%", "___ ", "XX ms ", "<a b> ", "* \n", "...\n\n", "a and\n\n", "[a]: /b(\n", "@a: b\n\n", "\"(", "::: \n",
	} {
		text := []byte("# Grace reads\n\n## FAQ\n\n### Why did you choose NAME to tell this story?\n\n" + strings.Repeat(piece, size/len(piece)))
		f := story.Parse("status_quo/grace_reads.md", text, story.Defaults())
		for _, span := range spans(f) {
			if span.Start < 0 || span.End < span.Start || span.End > len(text) {
				t.Fatalf("%q repeated: span %v of a text of %d bytes", piece, span, len(text))
			}
		}
	}
}

// spans are all the spans of a file.
func spans(f *story.File) []story.Span {
	var all []story.Span
	for _, s := range f.Stories {
		all = append(all, s.Span, s.TitleSpan, s.FAQ, s.Notice)
		for _, a := range s.Questions {
			all = append(all, a.QuestionSpan, a.AnswerSpan)
		}
		for _, l := range s.Leftovers {
			all = append(all, l.Span)
		}
	}
	for _, h := range f.Headings {
		all = append(all, h.Span)
	}
	for _, l := range f.Links {
		all = append(all, l.Span)
	}
	for _, r := range f.Undefined {
		all = append(all, r.Span)
	}
	for _, d := range f.Definitions {
		all = append(all, d.Span)
	}
	for _, n := range f.Notes {
		all = append(all, n.Span)
	}
	for _, c := range f.Code {
		all = append(all, c.Span, c.Open)
	}
	for _, i := range f.Items {
		all = append(all, i.Span)
	}
	return append(all, f.Misclosed...)
}

// FuzzParse looks for texts that break the parser.
func FuzzParse(f *testing.F) {
	f.Add(whole)
	f.Add("# a\n" + strings.Repeat("|", 301) + "\n" + strings.Repeat("-|", 300) + "\n" + strings.Repeat("a\n", 300))
	f.Add("(a b?) {{a}} ==x== ___ XX ms <a b> <!-- a b c -->\n\n* \n* ...\n\n# A\n\n(show it) a, and\n\n[](...) [a]: /b(\n\n->\n\n@a: b")
	f.Add("> a | b\r\n> :-:|-\r\n> `\\|` | [x]\r\n")
	f.Add("| Character | Shiny Future |\n|---|---|\n| [Alan] | x |\n## Alan\n```a\n```b")
	f.Fuzz(func(t *testing.T, text string) {
		file := story.Parse("status_quo/grace_reads.md", []byte(text), story.Defaults())
		for _, span := range spans(file) {
			if span.Start < 0 || span.End < span.Start || span.End > len(text) {
				t.Fatalf("span %v of a text of %d bytes", span, len(text))
			}
		}
	})
}
