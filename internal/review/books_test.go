package review_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/review"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/checks"
	"github.com/storybot-app/storybot/story/scaffold"
	"github.com/storybot-app/storybot/templates"
)

// opened is a book below testdata, as its settings want it read.
func opened(t *testing.T, name string) (review.Book, fs.FS) {
	t.Helper()
	tree := os.DirFS("testdata/" + name)
	text, err := fs.ReadFile(tree, config.RepoPath)
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
	return b, tree
}

// saidOf are "severity rule" of what is found in a text.
func saidOf(b review.Book, name, text string) []string {
	var found []string
	f := b.Parse(name, []byte(text))
	for _, d := range analysis.Run(analysis.Input{Book: b.Book, Files: []*story.File{f}}, checks.Suite()) {
		found = append(found, string(d.Severity)+" "+d.Rule)
	}
	return found
}

// edit is a change to a story: what it says, and what it says instead.
type edit struct{ old, new string }

func TestBooksWithSettingsOfTheirOwn(t *testing.T) {
	const (
		thread = "src/hoy/lucia_pierde_el_hilo.md"
		cut    = "src/hoy/íñigo_corta_mal.md"
		butts  = "text/0007-shared-water-butts.md"
	)
	tests := []struct {
		name, book, path string // the path of the story in the book
		as               string // where it stands instead, "" for there
		edit             edit
		want             []string
	}{
		{"todo is a word", "cuaderno", thread, "", edit{}, nil},
		{"the short template asks less", "cuaderno", cut, "", edit{}, nil},
		{"accents may be left out", "cuaderno", cut, "src/hoy/inigo_corta_mal.md", edit{}, nil},
		{"told by another", "cuaderno", cut, "src/hoy/lucia_corta_mal.md", edit{}, []string{"warning file-name"}},
		{"a note in Spanish", "cuaderno", thread, "", edit{"es siempre el azul.", "es siempre el azul.\n\nPENDIENTE: contar los carretes."}, []string{"error leftover-note"}},
		{"no answer in Spanish", "cuaderno", thread, "", edit{"- Todo cajón necesita una etiqueta.", "Por escribir."}, []string{"error morals"}},
		{"a prompt of the long template", "cuaderno", thread, "", edit{"Porque es quien ordena.", "*Una frase basta.*"}, []string{"hint why-character"}},
		{"a prompt of the short one", "cuaderno", cut, "", edit{"Medir dos veces.", "*Una frase y nada más.*"}, []string{"error morals"}},
		{"no title", "cuaderno", cut, "", edit{"# 🧵 Así es hoy: Íñigo corta mal\n", ""}, []string{"error title"}},
		{"the template's title", "cuaderno", cut, "", edit{"Íñigo corta mal", "Plantilla"}, []string{"error title"}},
		{"a template is no story", "cuaderno", "src/plantillas/corta.md", "", edit{}, nil},

		{"a proposal", "allotment", butts, "", edit{}, nil},
		{"no number", "allotment", butts, "text/shared-water-butts.md", edit{}, []string{"error file-name"}},
		{"underscores", "allotment", butts, "text/0007_shared_water_butts.md", edit{}, []string{"error file-name"}},
		{"no motivation", "allotment", butts, "", edit{"# Why we want it\n\nIn July the hose queue is an hour long.\n\n", ""}, []string{"warning question"}},
		{"empty motivation", "allotment", butts, "", edit{"In July the hose queue is an hour long.", ""}, []string{"warning question"}},
		{"the template's motivation", "allotment", butts, "", edit{"In July the hose queue is an hour long.", "Say who is helped, and how we would notice."}, []string{"warning question"}},
		{"at another level", "allotment", butts, "", edit{"# Why we want it", "### Motivation"}, nil},
		{"an optional heading", "allotment", butts, "", edit{"# Detailed design", "# Drawbacks\n\nWasps.\n\n# Detailed design"}, nil},
		{"an optional heading, empty", "allotment", butts, "", edit{"# Detailed design", "# Drawbacks\n\n# Detailed design"}, []string{"warning question"}},
		{"no title in front matter", "allotment", butts, "", edit{"title: \"Shared water butts\"\n", ""}, []string{"error title"}},
		{"no front matter", "allotment", butts, "", edit{"---\ntitle: \"Shared water butts\"\nstart: 2026-03-01\n---\n\n", ""}, []string{"error title"}},
		{"the template's title in front matter", "allotment", butts, "", edit{"Shared water butts", "Name of the proposal"}, []string{"error title"}},
		{"elsewhere", "allotment", butts, "notes/0007-shared-water-butts.md", edit{}, []string{"warning location"}},
		{"its template", "allotment", "0000-template.md", "", edit{}, nil},
	}
	for _, test := range tests {
		t.Run(test.book+"/"+test.name, func(t *testing.T) {
			b, tree := opened(t, test.book)
			whole, err := fs.ReadFile(tree, test.path)
			if err != nil || !strings.Contains(string(whole), test.edit.old) {
				t.Fatalf("the story lacks %q: %v", test.edit.old, err)
			}
			at := test.as
			if at == "" {
				at = test.path
			}
			text := strings.Replace(string(whole), test.edit.old, test.edit.new, 1)
			if diff := cmp.Diff(test.want, saidOf(b, at, text)); diff != "" {
				t.Errorf("findings (-want +got)\n%s\n%s", diff, text)
			}
			reviewed(t, b, at, text, test.want)
		})
	}
}

// reviewed holds what a pull request that brings the text is told against what
// the rules find; what is off for one is off for the other.
func reviewed(t *testing.T, b review.Book, name, text string, want []string) {
	t.Helper()
	c := review.Case{Book: b, Snapshot: &gateway.Snapshot{PullRequest: &gateway.PullRequest{Files: []gateway.ChangedFile{
		{Path: name, Status: "added", Read: true, Head: []byte(text)},
	}}}}
	var got []string
	for _, d := range review.PullRequest(c).Findings {
		got = append(got, string(d.Severity)+" "+d.Rule)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("on a pull request (-want +got)\n%s", diff)
	}
}

// TestTextUnderAnUnaskedQuestion: a prompt whose question has no rule that
// would say so is still told, once.
func TestTextUnderAnUnaskedQuestion(t *testing.T) {
	b, tree := opened(t, "cuaderno")
	whole, err := fs.ReadFile(tree, "src/hoy/lucia_pierde_el_hilo.md")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(whole), "Porque es quien ordena.", "*Una frase basta.*", 1)
	for rule, want := range map[string][]string{"html-link": {"hint why-character"}, "why-character": {"warning template-text"}} {
		b.Conventions.Rules = story.Rules{rule: story.Off, "draft-notice": story.Off}
		if diff := cmp.Diff(want, saidOf(b, "src/hoy/lucia_pierde_el_hilo.md", text)); diff != "" {
			t.Errorf("%s off (-want +got)\n%s", rule, diff)
		}
	}
}

// TestBeginningInBooksWithSettings: what is begun is where and what the book
// wants, and no rule but those about what is still to be written finds anything.
func TestBeginningInBooksWithSettings(t *testing.T) {
	tests := []struct {
		name, book string
		idea       scaffold.Idea
		path       string
		holds      []string
		want       []string
	}{
		{
			"long", "cuaderno",
			scaffold.Idea{Kind: "historia de hoy", Character: "íñigo", Title: "Íñigo pierde la tijera", Summary: "La busca en todo el taller."},
			"src/hoy/inigo_pierde_la_tijera.md",
			[]string{"# 🧵 Así es hoy: Íñigo pierde la tijera\n", "La busca en todo el taller.", "### ¿Por qué la cuenta Íñigo?"},
			[]string{"warning template-text", "error morals", "error sources", "hint why-character"},
		},
		{
			"short", "cuaderno",
			scaffold.Idea{Kind: "hoy", Template: "corta", Character: "Lucía", Title: "Canta", Morals: []string{"Cantar ayuda."}},
			"src/hoy/lucia_canta.md",
			[]string{"# 🧵 Así es hoy: Canta\n", "* Cantar ayuda."},
			[]string{"warning template-text", "error sources"},
		},
		{
			"proposal", "allotment",
			scaffold.Idea{Kind: "proposal", Title: `Bees: "yes" or no?`, Summary: "Two hives by the gate."},
			"text/0000-bees-yes-or-no.md",
			[]string{"---\ntitle: \"Bees: \\\"yes\\\" or no?\"\nstart: 2026-01-01\n---\n\n# Summary\n\nTwo hives by the gate.\n"},
			[]string{"warning template-text", "warning question", "warning question", "warning question"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b, _ := opened(t, test.book)
			name, text, err := scaffold.File(b.Book, test.idea)
			if err != nil || name != test.path {
				t.Fatalf("began %q, %v; want %q", name, err, test.path)
			}
			for _, want := range test.holds {
				if !strings.Contains(string(text), want) {
					t.Errorf("the begun story lacks %q:\n%s", want, text)
				}
			}
			if diff := cmp.Diff(test.want, saidOf(b, name, string(text))); diff != "" {
				t.Errorf("findings (-want +got)\n%s\n%s", diff, text)
			}
		})
	}
	b, _ := opened(t, "allotment")
	if _, _, err := scaffold.File(b.Book, scaffold.Idea{Kind: "proposal", Title: "Bees", Character: "Grace"}); err == nil || !strings.Contains(err.Error(), "anyone in particular") {
		t.Errorf("a teller where there is none: %v", err)
	}
	b, _ = opened(t, "cuaderno")
	if _, _, err := scaffold.File(b.Book, scaffold.Idea{Kind: "hoy", Template: "media", Title: "Canta"}); err == nil || !strings.Contains(err.Error(), "src/plantillas/larga.md, src/plantillas/corta.md") {
		t.Errorf("a template that is not there: %v", err)
	}
}

// TestNamed lists what is read once the settings are known; of books whose
// stories have files nothing more is.
func TestNamed(t *testing.T) {
	for _, test := range []struct {
		paths []string
		want  []string
	}{
		{[]string{"src/SUMMARY.md", "src/status_quo.md", "src/shiny_future.md"}, []string{"src/status_quo.md", "src/shiny_future.md"}},
		{[]string{"book/src/SUMMARY.md", "book/src/status_quo/README.md", "status_quo.md"}, []string{"book/src/status_quo/README.md"}},
		{[]string{"src/SUMMARY.md", "src/status_quo.md", "src/status_quo/template.md"}, nil},
		{[]string{"src/SUMMARY.md", "src/status_quo.md", "src/status_quo/alan_waits.md"}, nil},
	} {
		if diff := cmp.Diff(test.want, review.Named(test.paths, config.Book{})); diff != "" {
			t.Errorf("%q (-want +got)\n%s", test.paths, diff)
		}
	}
}
