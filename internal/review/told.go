package review

import (
	"slices"
	"strings"

	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/checks"
	"github.com/storybot-app/storybot/story/scaffold"
)

// Told is a story that stands in an issue, and what the rules say of it.
type Told struct {
	Kind, Character string
	Findings        []ToldFinding
}

// ToldFinding is a finding in a text that has no lines: Where is how the line
// that it is on begins, marked, and "" if it is about the whole story.
type ToldFinding struct {
	analysis.Diagnostic
	Where string
}

// maxWhere is how much of a line says where a finding is.
const maxWhere = 60

// ofFiles are the rules about what only a file has: the issue has no name, no
// place and no template around it.
func ofFiles() []string {
	return []string{"title", "file-name", "location", "summary", "draft-notice", "template-text"}
}

// ToldStory is the story that an idea's issue holds, nil if that is no more than
// an idea: what a form was filled with, or a text that was pasted.
func ToldStory(c Case, begin scaffold.Idea) *Told {
	kind := c.Book.Conventions.Kind(begin.Kind)
	if kind == nil || !c.whole(kind) {
		return nil
	}
	told := &Told{Kind: kind.ID, Character: begin.Character}
	name, text, err := scaffold.File(c.Book.Book, begin)
	if err != nil { // a title that cannot be one, a path that is taken: that is told elsewhere
		begin.Title = untitled
		if name, text, err = scaffold.File(c.Book.Book, begin); err != nil {
			return told
		}
	}
	f := c.Book.Parse(name, text)
	suite := slices.DeleteFunc(slices.Clone(checks.Suite()), func(a *analysis.Analyzer) bool { return slices.Contains(ofFiles(), a.Name) })
	for _, d := range analysis.Run(analysis.Input{Files: []*story.File{f}, Book: c.Book.Book}, suite) {
		told.Findings = append(told.Findings, ToldFinding{Diagnostic: d, Where: where(f, d)})
	}
	return told
}

// untitled is a title that no story has.
const untitled = "zz untitled zz"

// whole reports whether an issue says enough to be a story of a kind: it holds
// one, or answers in a form what every story answers.
func (c Case) whole(kind *story.Kind) bool {
	i := c.Proposed
	if i.Told {
		return true
	}
	return i.ByQuestion && i.Summary != "" && !slices.ContainsFunc(kind.Required, func(id string) bool { return !i.Says(id) })
}

// where is how the line of a finding begins, if the line is its writer's own.
func where(f *story.File, d analysis.Diagnostic) string {
	if d.Path != f.Path || d.Line < 1 || slices.Contains(byQuestion(), d.Rule) {
		return ""
	}
	lines := strings.Split(string(f.Text), "\n")
	if d.Line > len(lines) {
		return ""
	}
	return quote.MarkUpTo(strings.TrimSpace(lines[d.Line-1]), maxWhere)
}

// byQuestion are the rules whose findings name the question they are about.
func byQuestion() []string {
	return []string{"morals", "sources", "retells", "why-character", "other-characters", "question", "character", "source-link"}
}
