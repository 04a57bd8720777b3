package related

import (
	"bytes"
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/yuin/goldmark/util"

	"github.com/storybot-app/storybot/internal/lazyregexp"
	"github.com/storybot-app/storybot/story"
)

// Docs are the stories of some files with their own words. A story that has
// chapters keeps them.
func Docs(files []*story.File, c *story.Conventions) []Doc {
	var docs []Doc
	at := make(map[string]int) // where the story is of which chapters may come
	var chapters []Doc
	for _, f := range files {
		for _, s := range f.Stories {
			doc := Doc{Path: f.Path, Title: cmp.Or(unescaped(s.Name), named(f.Path)), Kind: s.Kind, Text: Theme(f, s, c)}
			if s.Chapter {
				chapters = append(chapters, doc)
				continue
			}
			at[strings.TrimSuffix(f.Path, path.Ext(f.Path))] = len(docs)
			docs = append(docs, doc)
		}
	}
	for _, chapter := range chapters {
		dir := path.Dir(chapter.Path)
		i, ok := -1, false
		for _, parent := range []string{dir, dir + "/README", dir + "/index"} {
			if i, ok = at[parent]; ok {
				break
			}
		}
		if !ok {
			at[dir] = len(docs)
			docs = append(docs, chapter)
			continue
		}
		docs[i].Chapters = append(docs[i].Chapters, Chapter{chapter.Title, chapter.Text})
	}
	return docs
}

// Reading is how the words of a book are read: who tells its stories and what
// its kinds of stories are called is no theme of any.
func Reading(language string, c *story.Conventions) Options {
	o := Options{Language: language}
	for _, character := range c.Cast {
		o.Ignored = append(o.Ignored, character.Name)
	}
	for _, kind := range c.Kinds {
		o.Ignored = append(o.Ignored, kind.Name, kind.TitlePrefix)
		o.Ignored = append(o.Ignored, kind.Titles...)
	}
	return o
}

// named is what a file is called: the title of a story that has none.
func named(name string) string {
	base := path.Base(name)
	return strings.ReplaceAll(strings.TrimSuffix(base, path.Ext(base)), "_", " ")
}

// unescaped is a title as it is read: without the backslashes of its Markdown.
func unescaped(title string) string { return string(util.UnescapePunctuations([]byte(title))) }

// address is where a link leads, and a bare address.
var address = lazyregexp.New(`\]\([^)]*\)|\]\[[^\]]*\]|[a-z]+://\S+`)

// Theme is what a story says in its own words: without the questions, prompts
// and notices of its template, without code blocks and addresses, and without
// what names another story or the idea it began as.
func Theme(f *story.File, s *story.Story, c *story.Conventions) string {
	own := slices.Clone(f.Text)
	blank(own, s.Notice)
	blank(own, s.TitleSpan)
	kind := c.Kind(s.Kind)
	for _, a := range s.Questions {
		blank(own, a.QuestionSpan)
		if kind != nil && a.ID == kind.Pairs || a.Status != story.Answered {
			blank(own, a.AnswerSpan)
		}
	}
	for _, l := range s.Leftovers {
		blank(own, l.Span)
	}
	for _, l := range f.LinksIn(s.Span) {
		if strings.Contains(l.Target, ".md") || strings.Contains(l.Target, ".html") {
			blank(own, l.Span)
		}
	}
	var text strings.Builder
	for _, item := range f.Items {
		if s.Span.Contains(item.Span) && !bytes.HasPrefix(own[item.Span.Start:], []byte(story.Origin)) {
			text.Write(bytes.TrimSpace(own[item.Span.Start:item.Span.End]))
			text.WriteByte('\n')
		}
	}
	return Plain(text.String())
}

// Plain is the text of an idea, or of any Markdown, without addresses.
func Plain(text string) string { return address().ReplaceAllString(text, " ") }

// blank overwrites a span with spaces.
func blank(text []byte, s story.Span) {
	for i := max(0, s.Start); i < min(s.End, len(text)); i++ {
		if text[i] != '\n' {
			text[i] = ' '
		}
	}
}
