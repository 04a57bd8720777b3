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

// Doc is a text to find others for: the first story in a file of a name (as the
// repository calls it), or else an idea, read as an issue of these words is.
func (b Book) Doc(name string, text []byte) related.Doc {
	if docs := b.Docs(map[string][]byte{name: text}); len(docs) > 0 {
		return docs[0]
	}
	title, body := headed(string(text))
	return IdeaDoc(0, b.ReadIdea(title, body, nil))
}

// headed cuts a text at its title: a first line that is a heading, or that an
// empty line or nothing follows. Other texts have none.
func headed(text string) (title, body string) {
	text = strings.TrimSpace(text)
	first, rest, more := strings.Cut(text, "\n")
	heading := strings.TrimLeft(first, "#")
	if next, _, _ := strings.Cut(rest, "\n"); more && heading == first && strings.TrimSpace(next) != "" {
		return "", text
	}
	return strings.TrimSpace(heading), rest
}

// ReadIdea reads the idea that an issue proposes; IsIdea is false when it is
// something else. The body comes without the commands in it.
func (b Book) ReadIdea(title, body string, labels []string) idea.Idea {
	return b.words.ReadIn(b.Book, title, body, labels)
}

// IdeaDoc is an idea to find others for, or to be found.
func IdeaDoc(number int, said idea.Idea) related.Doc {
	text := strings.Join(slices.Concat([]string{said.Summary}, said.Morals, said.Projects), "\n")
	return related.Doc{Number: number, Title: strings.Join(strings.Fields(said.Title), " "), Kind: said.Kind, Text: related.Plain(text)}
}

// FirstStory is the first story that a pull request brings, or else changes.
func FirstStory(pull *gateway.PullRequest, b Book) (doc related.Doc, added, ok bool) {
	var changed related.Doc
	for i := range pull.Files {
		file := &pull.Files[i]
		if !file.Read {
			continue
		}
		docs := b.Docs(map[string][]byte{file.Path: file.Head})
		switch {
		case len(docs) == 0:
			continue
		case file.Status == "added":
			return docs[0], true, true
		}
		for _, title := range b.newTitles(file) {
			if at := slices.IndexFunc(docs, func(d related.Doc) bool { return d.Title == title }); at >= 0 {
				return docs[at], true, true
			}
		}
		if !ok {
			changed, ok = docs[0], true
		}
	}
	return changed, false, ok
}

// newTitles are the names of the sections that a change adds to an index of
// stories.
func (b Book) newTitles(file *gateway.ChangedFile) []string {
	name, inside := b.Inside(file.Path)
	if !inside {
		return nil
	}
	var titles []string
	now := b.Parse(name, file.Head)
	before := b.before(file, name, now)
	for _, s := range now.Stories {
		if newSection(now, before, s, file.Touched) {
			titles = append(titles, s.Name)
		}
	}
	return titles
}

// Related lists at most three stories and open ideas that are near to what the
// case is about, the nearest first.
func Related(c Case) []related.Match {
	if !c.Comparable {
		return nil
	}
	return c.Book.Nearest(c.About, slices.Concat(c.Ideas, c.Stories))
}

// Nearest lists at most three docs that are near to the one asked about, the
// nearest first.
func (b Book) Nearest(asked related.Doc, docs []related.Doc) []related.Match {
	return b.rank(docs).Nearest(asked, maxRelated)
}

// rank makes docs ready to be compared, in the book's language.
func (b Book) rank(docs []related.Doc) *related.Index {
	return related.New(docs, related.Reading(b.Language, b.Conventions))
}
