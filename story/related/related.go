// Package related finds the stories and ideas that may be about the same as
// another one, and the words they share.
//
// It compares words and nothing else, by BM25 and by how alike the titles are,
// in memory and for the time of one question: nothing is kept, nothing is sent
// anywhere. It knows a list of words for English; in other languages a word is a
// theme if few stories have it. It does not understand what it compares, and
// whoever shows its answers should say so.
package related

import (
	"cmp"
	"path"
	"slices"
	"strings"
)

// A Doc is one story or idea.
type Doc struct {
	Path   string // of a story's file; "" for an idea
	Number int    // of an idea's issue; 0 for a story
	Title  string
	Kind   string // ID of its kind, "" if it is not known
	Text   string // its own words: see Docs
	// Chapters are parts of a story that have a title of their own.
	Chapters []Chapter
}

// A Chapter is one part of a story.
type Chapter struct{ Title, Text string }

// titles are what a doc is called: its title, and what its file is.
func (d Doc) titles() []string {
	titles := []string{d.Title}
	if d.Path != "" && !slices.Contains([]string{"readme", "index"}, strings.ToLower(named(d.Path))) {
		titles = append(titles, named(d.Path))
	}
	return titles
}

// same reports whether two docs are the same story or idea, or one is a chapter
// of the other.
func (d Doc) same(other Doc) bool {
	if d.Number != 0 || other.Number != 0 {
		return d.Number == other.Number
	}
	return d.Path != "" && (d.Path == other.Path || d.below(other) || other.below(d))
}

// below reports whether a doc stands in the directory of chapters of another.
func (d Doc) below(other Doc) bool {
	return strings.HasPrefix(d.Path, strings.TrimSuffix(other.Path, path.Ext(other.Path))+"/")
}

// A Match is a doc near to another one.
type Match struct {
	Doc
	// Words are what the two share and few others have, at most three, in lower
	// case and the form in which the one asked about has them most, those that
	// say most first. There may be none to name.
	Words []string
	// Score is how near it is, above 0: more is nearer.
	Score float64

	title  float64 // how alike the titles are, from 0 to 1
	titled int     // how many words the titles share
	themes int     // how many words the texts share, but for common ones
}

// Options say how words are read. The zero value fits any language.
type Options struct {
	// Language of the texts, as in "en" or "pt-BR": words of English texts are
	// compared by their stems, and those of its grammar left out.
	Language string
	// Ignored are words that are no theme wherever they are: the names of a
	// cast and of the kinds of stories, say.
	Ignored []string
}

// An Index answers which of its docs are near. Several goroutines may ask it.
type Index struct {
	docs     []Doc
	inverted *inverted
	headings [][]heading // of each doc, its chapters last
}

// New makes an index of docs.
func New(docs []Doc, o Options) *Index {
	ix := &Index{docs: docs, inverted: invert(docs, o), headings: make([][]heading, len(docs))}
	for i, doc := range docs {
		titles := doc.titles()
		for _, chapter := range doc.Chapters {
			titles = append(titles, chapter.Title)
		}
		ix.headings[i] = ix.inverted.headings(titles)
	}
	return ix
}

// Nearest lists at most n docs that are about the same as the one asked about,
// the nearest first; none when nothing is near. The doc itself is never among
// them. Ideas leave room for the nearest story: it may be what they ask for.
func (ix *Index) Nearest(asked Doc, n int) []Match {
	near := ix.matches(asked)
	slices.SortFunc(near, func(a, b Match) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), strings.Compare(a.Path, b.Path), a.Number-b.Number, strings.Compare(a.Title, b.Title))
	})
	story := slices.IndexFunc(near, func(m Match) bool { return m.Number == 0 })
	if story >= n && n > 1 {
		near[n-1] = near[story]
	}
	return near[:min(n, len(near))]
}
