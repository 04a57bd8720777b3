package checks

import (
	"path"
	"slices"

	"github.com/storybot-app/storybot/internal/filename"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

// namedWell reports whether a story's file may keep its name.
func namedWell(pass *analysis.Pass, s *story.Story) bool {
	k := pass.Book.Conventions.Kind(s.Kind)
	return k == nil || pass.Book.Conventions.Accepts(k, path.Base(pass.File.Path), s)
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
