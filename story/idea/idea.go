// Package idea reads an issue as the idea for a story: what kind it would be,
// who could tell it, and what the writer said about it.
//
// It understands Markdown issue templates and issue forms by the words they
// ask with (Words), and free text by a few plain rules. When in doubt an
// issue is no idea: staying silent is better than greeting a bug report. The
// package knows nothing of GitHub beyond the text of an issue and its labels,
// and it changes nothing.
package idea

import (
	"strings"

	"github.com/storybot-app/storybot/story"
)

// An Idea is what an issue says about a story that could be written. All text
// is as the writer left it, without prompts, comments and marks that do not
// show; it is data and not safe to be echoed as it is.
type Idea struct {
	// IsIdea reports whether the issue proposes a story at all. The other
	// fields mean little when it does not.
	IsIdea bool
	// Near reports whether an issue that proposes none tells, in free text, what
	// happened to its writer: it could become one.
	Near bool
	// Free tells that no form was recognised and all was read from prose.
	Free bool
	// Kind is the ID of the kind of story, "" when the issue does not say.
	Kind string
	// Title is the title on one line, without a kind before it; "" if it
	// is nothing else.
	Title string
	// Summary is Markdown, with the link definitions that it uses.
	Summary string
	// Characters are names of the cast: those ticked, or else those named.
	Characters []string
	// Morals, Projects and Sources are the points of each answer, in
	// Markdown; a point may have several lines.
	Morals, Projects, Sources []string
	// Told tells that the issue holds the story itself: Summary is all of it but
	// the answers, and may have headings.
	Told bool
	// ByQuestion tells that the form asks what a story of the kind is asked.
	ByQuestion bool
	// Answers are those to the other questions of the book, in the order of the
	// form; of a story that is told, those to all questions.
	Answers []Answer
}

// An Answer is what an issue says to one question of the book.
type Answer struct {
	Question string // its ID
	Text     string // Markdown, with the link definitions that it uses
}

// Read reads an issue in the words of English.
func Read(title, body string, labels []string, c *story.Conventions) Idea {
	return English().Read(title, body, labels, c)
}

// Read reads an issue. Labels are the names of the labels it has. Time and
// memory are linear in the length of the body, of which at most 256 KiB are
// read.
func (w *Words) Read(title, body string, labels []string, c *story.Conventions) Idea {
	idea, _ := w.read(title, body, labels, c)
	return idea
}

// read reads an issue, and returns what form it found in it.
func (w *Words) read(title, body string, labels []string, c *story.Conventions) (Idea, form) {
	w = w.folded()
	lines, definitions := read(body)
	cast := cast{names: c.Cast, joins: w.Joins}
	r := reader{words: w, cast: cast, kinds: kinds(c)}
	w.learn(c, r.labelled(labels))
	form := w.readForm(lines)

	title = strings.Join(strings.Fields(clean(title)), " ")
	titleKind, rest, announced := r.announced(title)
	summary := form.answers[FieldSummary]
	if summary == nil {
		summary = form.preface
	}
	if r.bare(title) {
		rest = ""
	}
	idea := Idea{
		Free:     !form.recognised(),
		Title:    rest,
		Summary:  defined(text(summary), definitions),
		Morals:   w.items(form.answers[FieldMorals]),
		Projects: w.items(form.answers[FieldProjects]),
		Sources:  w.items(form.answers[FieldSources]),

		ByQuestion: form.byQuestion, Answers: form.toQuestions(w.order, definitions),
	}
	idea.Characters = r.characters(rest, idea.Summary, form)
	idea.Kind = r.kind(titleKind, title, idea.Summary, labels, form)
	idea.IsIdea = r.proposes(announced, title, idea, labels)
	if !idea.IsIdea {
		idea.Kind = ""
		idea.Near = r.narrates(title, idea, labels)
	}
	return idea, form
}

// Title is a title on one line, without a kind of the book before it: what
// follows in "Status quo: Alan waits". A kind alone is no title.
func Title(title string, c *story.Conventions) string {
	r := reader{words: English().folded(), kinds: kinds(c)}
	title = strings.Join(strings.Fields(clean(title)), " ")
	if r.bare(title) {
		return ""
	}
	if _, rest, _ := r.announced(title); rest != "" {
		return rest
	}
	return title
}

// recognised reports whether the body answers a form for story ideas: more than
// one of its questions, and one that only such forms ask.
func (f form) recognised() bool {
	return len(f.asked) > 1 && (f.asked[FieldCharacters] || f.asked[FieldMorals] || f.telling)
}

// defined adds the link definitions that a text uses.
func defined(text string, definitions []string) string {
	used := map[string]bool{}
	for _, found := range reference().FindAllStringSubmatch(text, -1) {
		used[strings.ToLower(found[1])] = true
	}
	var kept []string
	for _, d := range definitions {
		if label := strings.ToLower(definition().FindStringSubmatch(d)[1]); used[label] {
			kept = append(kept, d)
		}
	}
	if len(kept) == 0 {
		return text
	}
	return text + "\n\n" + strings.Join(kept, "\n")
}
