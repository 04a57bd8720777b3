package report

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/related"
)

// maxRelated is how many related stories and ideas are named.
const maxRelated = 3

// StoryPaths are the files of the book that may hold stories, as the repository
// calls them.
func (s Shelf) StoryPaths() []string {
	var names []string
	for _, name := range s.Book.Paths {
		if strings.EqualFold(path.Ext(name), ".md") && s.storyArea(name) {
			names = append(names, s.Outside(name))
		}
	}
	return names
}

// storyArea tells whether a file stands in a kind's directory or a chapter's
// below it, or is the index that is named like it.
func (s Shelf) storyArea(name string) bool {
	base := strings.TrimSuffix(path.Base(name), path.Ext(name))
	if slices.Contains(s.Book.Conventions.Words.Skip, strings.ToLower(base)) {
		return false
	}
	parent := path.Dir(name)
	return slices.ContainsFunc(s.Book.Conventions.Kinds, func(k story.Kind) bool {
		return slices.ContainsFunc([]string{base, path.Base(parent), path.Base(path.Dir(parent))}, func(dir string) bool {
			return k.Directory != "" && strings.EqualFold(dir, k.Directory)
		})
	})
}

// Docs are the stories in the texts of some of the book's files, by path.
func (s Shelf) Docs(texts map[string][]byte) []related.Doc {
	var files []*story.File
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		if inside, ok := s.inside(name); ok {
			files = append(files, s.Book.Parse(inside, texts[name]))
		}
	}
	docs := related.Docs(files, s.Book.Conventions)
	for i := range docs {
		docs[i].Path = s.Outside(docs[i].Path)
	}
	return docs
}

// Asked is a text to find others for. One of a name (as the repository calls
// it) that holds stories is those; any other is taken as it is.
func (s Shelf) Asked(name string, text []byte) related.Doc {
	docs := s.Docs(map[string][]byte{name: text})
	if len(docs) == 0 {
		return related.Doc{Path: name, Text: related.Plain(string(text))}
	}
	asked := docs[0]
	for _, more := range docs[1:] {
		asked.Text += "\n" + more.Title + "\n" + more.Text
	}
	return asked
}

// Nearest lists what speaks of the same as the one asked about, the nearest
// first.
func (s Shelf) Nearest(asked related.Doc, docs []related.Doc) ([]related.Match, error) {
	options := related.Options{Language: s.Book.Language}
	for _, character := range s.Book.Conventions.Cast {
		options.Ignored = append(options.Ignored, character.Name)
	}
	index, err := related.New(docs, options)
	if err != nil {
		return nil, err
	}
	near, err := index.Nearest(asked, maxRelated)
	if closed := index.Close(); err == nil {
		err = closed
	}
	return near, err
}
