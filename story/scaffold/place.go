package scaffold

import (
	"strings"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/book"
)

// existing is the path of a file that is there already under the same name,
// or under one that some file systems take for the same.
func existing(b *book.Book, name string) string {
	for _, have := range b.Paths {
		if strings.EqualFold(have, name) {
			return have
		}
	}
	return ""
}

// questionsAt finds the questions of a template in its text: their IDs by
// where each begins, behind the front matter data. The template is read as the story it is to become, at the
// path of that story.
func questionsAt(p *story.Parser, name, data, template string) map[int]string {
	at := map[int]string{}
	for _, s := range p.Parse(name, []byte(data+template)).Stories {
		for _, q := range s.Questions {
			if !q.QuestionSpan.Empty() {
				at[lineStart(template, q.QuestionSpan.Start-len(data))] = q.ID
			}
		}
	}
	return at
}

// lineStart is where the line of an offset begins.
func lineStart(text string, offset int) int {
	return strings.LastIndexByte(text[:offset], '\n') + 1
}

// offsets are where the questions of sections begin when they are joined.
func offsets(sections []section) map[int]string {
	at, found := 0, map[int]string{}
	for _, s := range sections {
		if s.id != "" {
			found[at] = s.id
		}
		at += len(s.head) + len(s.body)
	}
	return found
}
