package review

import (
	"maps"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/idea"
	"github.com/storybot-app/storybot/story/related"
)

// maxRelated is how many related stories and ideas are named.
const maxRelated = 3

// Docs are the stories in the texts of some of the book's files, by path.
func (b Book) Docs(texts map[string][]byte) []related.Doc {
	var files []*story.File
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		if inside, ok := b.Inside(name); ok {
			files = append(files, b.Parse(inside, texts[name]))
		}
	}
	docs := related.Docs(files, b.Conventions)
	for i := range docs {
		docs[i].Path = b.Outside(docs[i].Path)
	}
	return docs
}

// Doc is a text to find others for. One of a name (as the repository calls it)
// that holds stories is those; any other is taken as it is.
func (b Book) Doc(name string, text []byte) related.Doc {
	docs := b.Docs(map[string][]byte{name: text})
	if len(docs) == 0 {
		return related.Doc{Path: name, Text: related.Plain(string(text))}
	}
	doc := docs[0]
	for _, more := range docs[1:] {
		doc.Text += "\n" + more.Title + "\n" + more.Text
	}
	return doc
}

// ReadIdea reads the idea that an issue proposes; IsIdea is false when it is
// something else. The body comes without the commands in it.
func (b Book) ReadIdea(title, body string, labels []string) idea.Idea {
	return b.words.Read(title, body, labels, b.Conventions)
}

// IdeaDoc is an idea to find others for, or to be found.
func IdeaDoc(number int, said idea.Idea) related.Doc {
	text := strings.Join(slices.Concat([]string{said.Summary}, said.Morals, said.Projects), "\n")
	return related.Doc{Number: number, Title: strings.Join(strings.Fields(said.Title), " "), Kind: said.Kind, Text: related.Plain(text)}
}

// FirstStory is the first story that a pull request brings, or else changes.
func FirstStory(pull *gateway.PullRequest, b Book) (doc related.Doc, added, ok bool) {
	for _, added := range []bool{true, false} {
		for _, file := range pull.Files {
			if !file.Read || added != (file.Status == "added") {
				continue
			}
			if docs := b.Docs(map[string][]byte{file.Path: file.Head}); len(docs) > 0 {
				return docs[0], added, true
			}
		}
	}
	return related.Doc{}, false, false
}

// Related lists at most three stories and open ideas that speak of the same as
// what the case is about, the nearest first.
func Related(c Case) []related.Match {
	if !c.Comparable {
		return nil
	}
	return c.Book.Nearest(c.About, slices.Concat(c.Ideas, c.Stories))
}

// Nearest lists at most three docs that speak of the same as the one asked
// about, the nearest first.
func (b Book) Nearest(asked related.Doc, docs []related.Doc) []related.Match {
	return b.rank(docs).Nearest(asked, maxRelated)
}

// ideaOf is the open idea that a pull request's story may have been written
// for: its number, 0 if none is near enough.
func ideaOf(c Case) int {
	if len(c.Ideas) == 0 || !c.Comparable {
		return 0
	}
	index, number, best := c.Book.rank(append(slices.Clone(c.Stories), c.About)), 0, 0.0
	for _, idea := range c.Ideas {
		near := index.Nearest(idea, 1)
		if len(near) > 0 && near[0].Path == c.About.Path && near[0].Strong() && near[0].Score > best {
			number, best = idea.Number, near[0].Score
		}
	}
	return number
}

// rank makes docs ready to be compared, in the book's language.
func (b Book) rank(docs []related.Doc) *related.Index {
	return related.New(docs, related.Options{Language: b.Language, Ignored: b.Cast()})
}
