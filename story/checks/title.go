package checks

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

var titleRule = &analysis.Analyzer{
	Name:     "title",
	Title:    "The story has a title of its own",
	Severity: analysis.Error,
	Run:      checkTitle,
	Doc: `
## What it finds

A story without a level-1 heading, one whose title is a lower heading, and one
that still has the title of the template.

## Why

The title is what readers see in the table of contents and in every link.
Without one, or under the title "Template", nobody finds the story.

## Example

    # 😱 Status quo stories: Template

Say who the story is about and what happens:

    # 😱 Status quo stories: Grace ships a parser
`,
}

func checkTitle(pass *analysis.Pass) {
	for _, s := range pass.File.Stories {
		k := pass.Book.Conventions.Kind(s.Kind)
		switch {
		case s.TitleSpan.Empty():
			d := analysis.Diagnostic{
				Span:    story.Span{Start: s.Span.Start, End: s.Span.Start},
				Message: noTitle(pass, k),
			}
			if title := titleFromFile(pass); title != "" && !pass.File.Index && !inData(k) {
				at := afterData(pass.File)
				d.Fixes = []analysis.Fix{{
					Message: "Take the title from the file's name: " + quote.MarkUpTo(title, maxQuoted),
					Edits:   []analysis.Edit{insertion(pass.File, at, "# "+prefixOf(k)+title+"\n\n", -3)},
				}}
			}
			pass.Report(d)
		case s.Name == "":
			d := analysis.Diagnostic{Span: s.TitleSpan, Message: "The title is still the template's. Please say in a few words what happens in your story."}
			if title := titleFromFile(pass); title != "" && !pass.File.Index && !inData(k) {
				d.Fixes = []analysis.Fix{{
					Message: "Take the title from the file's name: " + quote.MarkUpTo(title, maxQuoted),
					Edits:   []analysis.Edit{{Span: story.Span{Start: s.TitleSpan.Start, End: headingEnd(pass.File, s.TitleSpan)}, New: "# " + prefixOf(k) + title}},
				}}
			}
			pass.Report(d)
		case s.Misplaced:
			pass.Report(analysis.Diagnostic{
				Span:    s.TitleSpan,
				Message: "The title should be a level-1 heading, with a single “#”.",
				Fixes:   raise(pass.File, s),
			})
		}
	}
}

// inData reports whether a kind's titles stand in front matter.
func inData(k *story.Kind) bool { return k != nil && k.TitleKey != "" }

// afterData is where a text begins, behind its front matter or a byte order
// mark.
func afterData(f *story.File) int {
	if f.Data.Empty() {
		return afterMark(f.Text)
	}
	return f.LineSpan(f.Data.End - 1).End
}

// noTitle asks for a title, with an example from the book's own cast.
func noTitle(pass *analysis.Pass, k *story.Kind) string {
	if inData(k) {
		return "This has no title yet. Please give it one in its front matter: “" + quote.Mark(k.TitleKey) + ": …”."
	}
	if shown := example(pass); shown != "" {
		return "This story has no title yet. Please begin it with one, such as “# " + quote.Mark(prefixOf(k)+shown) + "”."
	}
	return "This story has no title yet. Please begin it with one: “" + quote.Mark(strings.TrimSpace("# "+prefixOf(k))) + "” and a few words on what happens."
}

func prefixOf(k *story.Kind) string {
	if k == nil {
		return ""
	}
	return k.TitlePrefix
}

// afterMark is where a text begins, behind a byte order mark.
func afterMark(text []byte) int {
	if strings.HasPrefix(string(text[:min(3, len(text))]), "\ufeff") {
		return 3
	}
	return 0
}

// raise makes a heading one of level 1, whether it is written with "#" or
// underlined.
func raise(f *story.File, s *story.Story) []analysis.Fix {
	marks, better := s.TitleSpan, "#"
	marks.End = min(marks.Start+s.TitleLevel, marks.End)
	if strings.Trim(f.Slice(marks), "#") != "" {
		end := headingEnd(f, s.TitleSpan)
		marks = story.Span{Start: f.LineSpan(end).Start, End: end}
		better = strings.ReplaceAll(f.Slice(marks), "-", "=")
		if strings.Trim(better, "= \t") != "" {
			return nil
		}
	}
	return []analysis.Fix{{Message: "Make it a level-1 heading", Edits: []analysis.Edit{{Span: marks, New: better}}}}
}

// titleFromFile makes a title of the file's name, if that names a character
// and more.
func titleFromFile(pass *analysis.Pass) string {
	base := path.Base(pass.File.Path)
	words := nameWords(strings.TrimSuffix(base, path.Ext(base)))
	if len(words) < 2 || !startsWithCast(pass, words[0]) {
		return ""
	}
	words[0] = upperFirst(words[0])
	return strings.Join(words, " ")
}

// nameWords are the words of a file's name.
func nameWords(base string) []string {
	return strings.FieldsFunc(base, func(r rune) bool { return r == '_' || r == '-' || unicode.IsSpace(r) })
}

func upperFirst(word string) string {
	r, size := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(r)) + word[size:]
}
