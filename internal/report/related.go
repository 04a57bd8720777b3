package report

import (
	"errors"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/gateway"
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
	const chapters = 2 // levels below the kind's directory
	return s.Book.HoldsStories(name, chapters)
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

// IdeaLabels are the labels that ideas have.
func (s Shelf) IdeaLabels(existing []gateway.Label) []string {
	var kinds, names []string
	for _, kind := range s.Book.Conventions.Kinds {
		kinds = append(kinds, kind.ID)
	}
	for _, label := range labels(s.Book.Conventions, existing, true, kinds, nil) {
		names = append(names, label.Name)
	}
	return names
}

// Idea is an idea to find others for, or to be found.
func (s Shelf) Idea(issue gateway.OpenIssue, labelled []string) related.Doc {
	said := s.words.Read(issue.Title, command.Without(issue.Body), labelled, s.Book.Conventions)
	text := strings.Join(slices.Concat([]string{said.Summary}, said.Morals, said.Projects), "\n")
	return related.Doc{Number: issue.Number, Title: oneLine(said.Title), Kind: said.Kind, Text: related.Plain(text)}
}

// Nearest lists at most three docs that speak of the same as the one asked
// about, the nearest first.
func (s Shelf) Nearest(asked related.Doc, docs []related.Doc) ([]related.Match, error) {
	index, err := s.open(docs)
	if err != nil {
		return nil, err
	}
	near, err := index.Nearest(asked, maxRelated)
	return near, errors.Join(err, index.Close())
}

// Origin is the open idea a story may have been written for: its number, 0 if
// none is near enough. docs are the book's other stories.
func (s Shelf) Origin(told related.Doc, docs, ideas []related.Doc) (number int, err error) {
	index, err := s.open(append(slices.Clone(docs), told))
	if err != nil {
		return 0, err
	}
	best := 0.0
	for _, idea := range ideas {
		near, err := index.Nearest(idea, 1)
		if err != nil {
			return 0, errors.Join(err, index.Close())
		}
		if len(near) > 0 && near[0].Path == told.Path && near[0].Strong() && near[0].Score > best {
			number, best = idea.Number, near[0].Score
		}
	}
	return number, index.Close()
}

// open makes an index of docs in the book's language.
func (s Shelf) open(docs []related.Doc) (*related.Index, error) {
	options := related.Options{Language: s.Book.Language}
	for _, character := range s.Book.Conventions.Cast {
		options.Ignored = append(options.Ignored, character.Name)
	}
	return related.New(docs, options)
}

// relatedText is one related story or idea, safe to be shown.
type relatedText struct {
	Title, URL, Words string
	Idea              bool
}

// relatedTexts are what is near, as it is shown.
func relatedTexts(s *gateway.Snapshot, near []related.Match) []relatedText {
	var texts []relatedText
	for _, m := range near {
		one := relatedText{Title: Inline(m.Title), Words: Inline(strings.Join(m.Words, ", ")), Idea: m.Number != 0}
		if one.URL = s.HTMLURL + "/blob/" + escapePath(s.DefaultBranch) + "/" + escapePath(m.Path); one.Idea {
			one.URL = s.HTMLURL + "/issues/" + strconv.Itoa(m.Number)
		}
		texts = append(texts, one)
	}
	return texts
}

// Related is the answer to somebody who asks what is near.
func (t *Texts) Related(s *gateway.Snapshot, near []related.Match) (string, error) {
	return t.render("related", relatedTexts(s, near))
}
