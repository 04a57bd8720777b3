package checks

import (
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/storybot-app/storybot/internal/filename"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

// namedWell reports whether a story's file may keep its name.
func namedWell(pass *analysis.Pass, s *story.Story) bool {
	k := pass.Book.Conventions.Kind(s.Kind)
	return k == nil || pass.Book.Conventions.Accepts(k, path.Base(pass.File.Path), s) && !toldByStranger(pass, s)
}

// minNamed is how often a text names somebody for them to be who it is about.
const minNamed = 2

// toldByStranger reports whether a story that none of the cast tells begins its
// file's name with somebody else: a word that the text writes as a name, with a
// capital letter in the middle of sentences.
func toldByStranger(pass *analysis.Pass, s *story.Story) bool {
	if len(s.Characters) > 0 || pass.Book.Conventions.Teller != story.OneOfCast {
		return false
	}
	name, _, _ := strings.Cut(path.Base(pass.File.Path), "_")
	count, within := 0, false
	for word := range strings.FieldsSeq(pass.File.Slice(s.Span)) {
		bare := strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })
		first, _ := utf8.DecodeRuneInString(bare)
		if within && unicode.IsUpper(first) && len(bare) <= len(name)+len("’s") && filename.Leads(bare, []string{name}) {
			count++
		}
		last, _ := utf8.DecodeLastRuneInString(word)
		within = unicode.IsLetter(last) || last == ','
	}
	return count >= minNamed
}

// nameFromTitle is the name the file of a story should have; "" if its title
// gives none. It is certain where the title says who tells it, or nobody needs
// to.
func nameFromTitle(pass *analysis.Pass, s *story.Story) (name string, certain bool) {
	c := pass.Book.Conventions
	k := c.Kind(s.Kind)
	if k == nil {
		return "", false
	}
	who := ""
	if len(s.Characters) > 0 && c.Teller == story.OneOfCast {
		who = s.Characters[0]
	}
	name, err := c.FileName(k).Name(who, s.Name)
	if err != nil {
		return "", false
	}
	return name, c.Teller == story.Nobody || filename.Leads(s.Name, s.Characters)
}

// startsWithCast reports whether a text begins with a character's name,
// possessive or not.
func startsWithCast(pass *analysis.Pass, text string) bool {
	return filename.Leads(text, castNames(pass))
}

func castNames(pass *analysis.Pass) []string {
	var names []string
	for _, c := range pass.Book.Conventions.Cast {
		names = append(names, c.Name)
	}
	return names
}

// example is a title to show, told by one of the book's own cast; "" if it has
// none.
func example(pass *analysis.Pass) string {
	names := castNames(pass)
	if len(names) == 0 || pass.Book.Conventions.Teller == story.Nobody {
		return ""
	}
	// The example of the rules' pages where it can be, so that both say the same.
	if slices.Contains(names, "Grace") {
		return "Grace ships a parser"
	}
	return quote.Mark(names[0]) + " ships a parser"
}
