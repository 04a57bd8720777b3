package demo

import (
	"cmp"
	"html/template"
	"strings"

	"github.com/storybot-app/storybot/internal/githubsim"
	"github.com/storybot-app/storybot/internal/page"
)

// reviewComment is a comment on a line.
type reviewComment struct {
	githubsim.ReviewCommentView
	HTML       template.HTML
	Answers    string // whose comment it replies to
	Reactions  []reaction
	Suggestion []page.Line // what the proposed text would change
	Open       bool        // the proposal can be committed
}

func (p *pages) review(item githubsim.IssueView, rv githubsim.ReviewView) []reviewComment {
	var list []reviewComment
	for _, c := range rv.Comments {
		words, fresh, suggests := suggestionIn(c.Body)
		made := reviewComment{
			ReviewCommentView: c, HTML: p.markdown.Render(words, ""), Reactions: reactions(c.Reactions), Answers: authorOf(item, c.InReplyTo),
		}
		if suggests {
			made.Suggestion = suggested(item, c, fresh)
			made.Open = c.Line > 0 && !c.Resolved
		}
		list = append(list, made)
	}
	return list
}

// authorOf is who wrote a comment on a line.
func authorOf(item githubsim.IssueView, id int64) string {
	for _, rv := range item.Reviews {
		for _, c := range rv.Comments {
			if c.ID == id {
				return c.Author
			}
		}
	}
	return ""
}

// suggested shows what a proposed text would change.
func suggested(item githubsim.IssueView, c githubsim.ReviewCommentView, fresh string) []page.Line {
	var lines []page.Line
	if before, _, ok := linesOf(item, c); ok && !c.Resolved {
		for _, text := range before {
			lines = append(lines, page.Line{Kind: "del", Text: strings.TrimRight(text, "\r\n")})
		}
	}
	for text := range strings.Lines(fresh) {
		lines = append(lines, page.Line{Kind: "add", Text: strings.TrimRight(text, "\n")})
	}
	return lines
}

// linesOf are the lines of the newest file that a comment is about, and all of
// them with those cut out: what comes before and after.
func linesOf(item githubsim.IssueView, c githubsim.ReviewCommentView) (about []string, around [2]string, ok bool) {
	for _, f := range item.Files {
		lines := strings.SplitAfter(string(f.Head), "\n")
		from := cmp.Or(c.StartLine, c.Line)
		if f.Path != c.Path || from < 1 || from > c.Line || c.Line > len(lines) {
			continue
		}
		return lines[from-1 : c.Line], [2]string{strings.Join(lines[:from-1], ""), strings.Join(lines[c.Line:], "")}, true
	}
	return nil, around, false
}

// suggestionIn splits a comment into its words and the text that it proposes
// for its lines.
func suggestionIn(body string) (words, fresh string, ok bool) {
	fence, closed := "", false
	var said, proposed strings.Builder
	for line := range strings.Lines(strings.ReplaceAll(body, "\r\n", "\n")) {
		bare := strings.TrimRight(line, "\n")
		marks, opens := strings.CutSuffix(bare, "suggestion")
		switch {
		case fence == "" && opens && len(marks) >= 3 && strings.Trim(marks, "`") == "":
			fence = marks
		case fence == "" || closed:
			said.WriteString(line)
		case bare == fence:
			closed = true
		default:
			proposed.WriteString(bare + "\n")
		}
	}
	if !closed {
		return body, "", false
	}
	return said.String(), proposed.String(), true
}
