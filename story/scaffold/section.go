package scaffold

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/book"
)

// beginSection adds a story to the page of its kind, written as its siblings
// are. Nothing else of the page changes.
func beginSection(b *book.Book, page *story.File, kind *story.Kind, idea Idea) (Begun, error) {
	text, back, err := recode(page)
	if err != nil {
		return Begun{}, err
	}
	page = b.Parse(page.Path, text)
	title, err := sectionTitle(page, idea)
	if err != nil {
		return Begun{}, err
	}
	s := newSiblings(page, kind, b.Conventions)
	taken := definitions(strings.ReplaceAll(string(text), "\r", ""))
	place := s.place(idea.Character)
	for _, hold := range []func(string) string{func(words string) string { return contain(words, taken) }, fenced} {
		section := s.section(title, idea, hold)
		written, at := place.put(text, section)
		if !stands(page, b.Parse(page.Path, written), at, section) {
			continue
		}
		line := 1 + bytes.Count(written[:at], []byte{'\n'})
		if written, err = back(written); err != nil {
			return Begun{}, err
		}
		return Begun{Path: page.Path, Text: written, Section: section, Line: line}, nil
	}
	return Begun{}, &Refusal{What: "page", Message: fmt.Sprintf(
		"I can't tell where on %s the story should go. Please add it by hand.", quote.MarkUpTo(page.Path, maxTitle))}
}

// section is the text of a new section, with "\n" as its line ends.
func (s siblings) section(title string, idea Idea, hold func(string) string) string {
	asked := s.asked()
	answers := map[string][]string{}
	answer := func(given []string, ids ...string) []string {
		safe := points(given, hold)
		for _, q := range asked {
			if len(safe) > 0 && slices.Contains(ids, q.ID) {
				answers[q.ID], safe = safe, nil
			}
		}
		return safe
	}
	rest := append(answer(idea.Morals, "morals", "key-attributes"), answer(idea.Sources, "sources")...)
	left := otherAnswers(idea, hold, func(id, text string) bool {
		asks := slices.ContainsFunc(asked, func(q story.Question) bool { return q.ID == id })
		if asks {
			answers[id] = append(answers[id], text)
		}
		return asks
	})
	parts := []string{s.heading(title), s.table(idea.Character)}
	parts = append(parts, s.story(storyText(joinedTexts(hold(idea.Summary), left), rest, ""), sourceLine(idea.Source))...)
	if heading := s.faqHeading(); heading != "" {
		parts = append(parts, heading)
	}
	list := ""
	for _, q := range asked {
		line := s.question(q, idea.Character)
		said := s.answer(q, line, answers[q.ID])
		if list += line + "\n"; !bullet().MatchString(line) {
			list += "\n"
		}
		if said != "" {
			list += said + "\n"
		}
		if !bullet().MatchString(line) {
			parts, list = append(parts, strings.TrimRight(list, "\n")), ""
		}
	}
	if list != "" {
		parts = append(parts, strings.TrimRight(list, "\n"))
	}
	return strings.Join(parts, "\n\n") + "\n"
}

// stands reports whether a page has one story more, the new one at an offset
// with all of its text, and every other one as it was.
func stands(before, after *story.File, at int, section string) bool {
	next := 0
	found := false
	for _, s := range after.Stories {
		if s.Span.Start == at {
			lines := strings.Count(strings.TrimRight(section, "\n"), "\n")
			from, _ := after.Position(s.Span.Start)
			to, _ := after.Position(s.Span.End)
			found = !s.Table.Row.Empty() && from+lines <= to
			continue
		}
		if next >= len(before.Stories) || !sameStory(before.Stories[next], s) {
			return false
		}
		next++
	}
	return found && next == len(before.Stories) && len(after.Stories) == next+1
}

// sameStory reports whether a story says what it said.
func sameStory(a, b *story.Story) bool {
	return a.Title == b.Title && a.Kind == b.Kind && slices.Equal(a.Characters, b.Characters) && a.Pair == b.Pair &&
		slices.EqualFunc(a.Questions, b.Questions, func(x, y story.Answer) bool { return x.ID == y.ID && x.Status == y.Status }) &&
		a.Span.End-a.Span.Start == b.Span.End-b.Span.Start
}
