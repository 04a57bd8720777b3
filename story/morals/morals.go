// Package morals reads what stories teach as data: each moral of each story,
// who tells it, and which morals have words in common.
//
// It takes an answer apart by its form alone (items, paragraphs, strong first
// sentences) and compares words; it understands no moral, weighs none, and
// prints nothing.
package morals

import (
	"slices"
	"strings"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/related"
)

// Question is the ID of the question that asks for morals.
const Question = "morals"

// A Moral is one moral of a story.
type Moral struct {
	Point
	Story int // place among the stories
	Theme int // place among the themes, -1 if it has none
}

// A Point is one thing that an answer says, each part one line without markup.
type Point struct {
	Text  string
	More  string // what explains it, "" if nothing does
	Under string // the line that it is listed under, "" if there is none
	Line  int    // where it stands, from 1
}

// A Story is one story that has morals, or further questions.
type Story struct {
	Path, Title, Kind string
	Characters        []string
	Further           []Further
}

// A Further is a question of the writer's own and its answer.
type Further struct {
	Question string
	Line     int
	Points   []Point
}

// A Theme is what several morals have in common: up to three words.
type Theme struct{ Words []string }

// A Table is all morals of a book: those of the largest theme first, within a
// theme in the order of their stories, those without a theme last.
type Table struct {
	Stories []Story
	Themes  []Theme
	Morals  []Moral
}

// Collect reads the morals of a book's stories, in the order of the files.
func Collect(files []*story.File, b *book.Book) Table {
	var t Table
	for _, f := range files {
		var r *reader
		for _, s := range f.Stories {
			a := s.Question(Question)
			if a.Status == story.NotAsked {
				continue
			}
			if r == nil {
				r = newReader(f)
			}
			t.add(r, s, a)
		}
	}
	t.gather(related.Reading(b.Language, b.Conventions))
	return t
}

// add takes what one story says.
func (t *Table) add(r *reader, s *story.Story, morals story.Answer) {
	at := len(t.Stories)
	one := Story{Path: r.file.Path, Title: oneLine(s.Name), Kind: s.Kind, Characters: s.Characters}
	for _, a := range s.Further {
		if points := r.points(a); len(points) > 0 {
			line, _ := r.file.Position(a.QuestionSpan.Start)
			one.Further = append(one.Further, Further{a.Written, line, points})
		}
	}
	points := r.points(morals)
	for _, p := range points {
		t.Morals = append(t.Morals, Moral{Point: p, Story: at, Theme: -1})
	}
	if len(points)+len(one.Further) > 0 {
		t.Stories = append(t.Stories, one)
	}
}

// gather finds the themes, and sorts the morals by them.
func (t *Table) gather(o related.Options) {
	texts := make([]string, len(t.Morals))
	for i, m := range t.Morals {
		texts[i] = strings.Join([]string{m.Under, m.Text, m.More}, "\n")
	}
	for _, g := range related.Groups(texts, o) {
		if len(g.Members) < 2 || len(g.Words) == 0 {
			continue
		}
		for _, i := range g.Members {
			t.Morals[i].Theme = len(t.Themes)
		}
		t.Themes = append(t.Themes, Theme{g.Words})
	}
	rank := func(m Moral) int {
		if m.Theme < 0 {
			return len(t.Themes)
		}
		return m.Theme
	}
	slices.SortStableFunc(t.Morals, func(a, b Moral) int { return rank(a) - rank(b) })
}

func oneLine(text string) string {
	return strings.Join(strings.Fields(story.Repaired(text)), " ")
}
