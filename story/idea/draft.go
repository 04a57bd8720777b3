package idea

import (
	"path"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/internal/markdown"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/book"
)

// ReadIn reads an issue as one of a book. A story that its writer put into it,
// in its body, in a code block or in the answer to a form, is taken apart into
// what happens and the answers to the book's questions.
func (w *Words) ReadIn(b *book.Book, title, body string, labels []string) Idea {
	idea, f := w.read(title, body, labels, b.Conventions)
	text, form := body, f.forIdeas()
	if form {
		text = idea.Summary
	}
	d, ok := pasted(b, idea.Kind, text)
	if !ok || !idea.IsIdea && !d.certain() {
		return idea
	}
	if !idea.IsIdea {
		r := reader{words: w.folded(), kinds: kinds(b.Conventions)}
		if r.otherWork(labels) {
			return idea
		}
	}
	if !form {
		idea.ByQuestion, idea.Morals, idea.Sources, idea.Answers, idea.Characters = false, nil, nil, nil, nil
	}
	return w.with(idea, d, b.Conventions)
}

// forIdeas reports whether a body is a form's for ideas, and no story that asks
// some of the same.
func (f form) forIdeas() bool {
	return f.recognised() && (f.asked[FieldCharacters] || f.asked[FieldProjects] || f.asked[FieldKind] || f.asked[FieldSummary] && len(f.preface) == 0)
}

// A draft is a story that stands in an issue.
type draft struct {
	file   *story.File
	story  *story.Story
	around string // what stands before and behind it
}

// certain reports whether a text cannot be anything but a story: it has the
// title of a kind's, or questions below their heading.
func (d draft) certain() bool {
	return d.titled() || !d.story.FAQ.Empty() && d.asked() > 0
}

// titled reports whether its title says of which kind it is.
func (d draft) titled() bool { return d.story.Name != d.story.Title && !d.story.Misplaced }

// asked is how many of its kind's questions it asks.
func (d draft) asked() int {
	n := 0
	for _, q := range d.story.Questions {
		if !q.QuestionSpan.Empty() {
			n++
		}
	}
	return n
}

// shaped reports whether it has the shape of a story: a title, or questions
// below their heading.
func (d draft) shaped(byHeading bool) bool {
	titled := !d.story.TitleSpan.Empty() && !d.story.Misplaced
	return d.certain() || (titled || byHeading) && d.asked() > 0
}

// pasted is the story in a text: in a code block, or in all of it.
func pasted(b *book.Book, kind, text string) (draft, bool) {
	text = clean(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text[:min(len(text), maxBody)]))
	before, inside, after := fencedBlock(text)
	if d, ok := parsed(b, kind, inside); ok {
		d.around = strings.TrimSpace(strings.TrimSpace(before) + "\n\n" + strings.TrimSpace(after))
		return d, true
	}
	return parsed(b, kind, text)
}

// parsed reads a text as a story: of the kind its title says, or else the issue,
// or else that it answers most of.
func parsed(b *book.Book, kind, text string) (found draft, ok bool) {
	if strings.TrimSpace(text) == "" || string(markdown.LimitNesting([]byte(text))) != text {
		return draft{}, false
	}
	best := 0
	for i := range b.Conventions.Kinds {
		k := &b.Conventions.Kinds[i]
		home, _ := b.Home(k)
		f := b.Parse(path.Join(home, "story.md"), []byte(text))
		if len(f.Stories) != 1 || f.Stories[0].Kind != k.ID {
			continue
		}
		d := draft{file: f, story: f.Stories[0]}
		score := 1 + d.asked()
		if d.titled() {
			score += 2 * maxScore
		}
		if k.ID == kind {
			score += maxScore
		}
		if d.shaped(k.ByHeading) && score > best {
			found, ok, best = d, true, score
		}
	}
	return found, ok
}

// maxScore is more than the questions that any kind asks.
const maxScore = 1000

// fencedBlock cuts a text at its longest code block of Markdown, or of nothing
// in particular; inside is "" if there is none.
func fencedBlock(text string) (before, inside, after string) {
	fence, start, begin, at := "", 0, 0, 0
	for line := range strings.SplitAfterSeq(text, "\n") {
		bare := strings.TrimRight(line, "\n")
		open := nextFence(fence, bare)
		switch {
		case fence == "" && open != "":
			start, begin = at, at+len(line)
		case fence != "" && open == "" && at-begin > len(inside) && ofMarkdown(text[start:begin]):
			before, inside, after = text[:start], text[begin:at], text[at+len(line):]
		}
		fence = open
		at += len(line)
	}
	return before, inside, after
}

// ofMarkdown reports whether the first line of a code block does not say that it
// holds something else than Markdown.
func ofMarkdown(line string) bool {
	switch info := strings.ToLower(strings.Trim(line, "`~ \t\n")); info {
	case "", "md", "markdown", "text", "txt", "none":
		return true
	}
	return false
}

// with is an idea with the story that its issue holds. What the writer said in
// the fields of a form goes first.
func (w *Words) with(i Idea, d draft, c *story.Conventions) Idea {
	s := d.story
	parts := takeApart(d.file, s, c)
	i.IsIdea, i.Near, i.Told, i.Kind = true, false, true, s.Kind
	if name := strings.Join(strings.Fields(s.Name), " "); name != "" {
		i.Title = name
	}
	if len(i.Characters) == 0 {
		i.Characters = s.Characters
	}
	i.Summary = strings.TrimSpace(parts.narrative + "\n\n" + d.around)
	i.Answers = append(i.answersTo(c.Kind(s.Kind)), parts.answers...)
	i.Morals, i.Sources = nil, nil
	words := w.folded()
	for _, a := range i.Answers {
		lines, _ := read(a.Text)
		switch fieldOf(story.Question{ID: a.Question}) {
		case FieldMorals:
			i.Morals = append(i.Morals, words.items(lines)...)
		case FieldSources:
			i.Sources = append(i.Sources, words.items(lines)...)
		}
	}
	return i
}

// answersTo are the answers an idea has for a kind, its morals and sources
// among them.
func (i Idea) answersTo(k *story.Kind) []Answer {
	var answers []Answer
	for _, q := range k.Questions {
		points := i.Morals
		switch fieldOf(q) {
		case FieldMorals:
		case FieldSources:
			points = i.Sources
		default:
			continue
		}
		if len(points) > 0 {
			answers = append(answers, Answer{q.ID, "* " + strings.Join(points, "\n* ")})
		}
	}
	return append(answers, i.Answers...)
}

// Says reports whether an idea answers a question of the book.
func (i Idea) Says(question string) bool {
	switch fieldOf(story.Question{ID: question}) {
	case FieldMorals:
		return len(i.Morals) > 0
	case FieldSources:
		return len(i.Sources) > 0
	}
	return slices.ContainsFunc(i.Answers, func(a Answer) bool { return a.Question == question })
}
