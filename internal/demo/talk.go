package demo

import (
	"cmp"
	"html/template"
	"slices"
	"strings"
	"time"

	"github.com/storybot-app/storybot/internal/githubsim"
	"github.com/storybot-app/storybot/internal/page"
)

// entry is one line of a conversation: a comment, a review, or an event.
type entry struct {
	Anchor    string
	Author    string
	At        time.Time
	Edited    bool
	Hidden    string        // why a comment is hidden
	Body      template.HTML // "" of an event
	Reactions []reaction
	Lines     []reviewComment
	Event     string // what happened, in words
	Label     *githubsim.LabelView
}

// reviewComment is a comment on a line.
type reviewComment struct {
	githubsim.ReviewCommentView
	HTML       template.HTML
	Reactions  []reaction
	Suggestion []page.Line // what the proposed text would change
	Open       bool        // the proposal can be taken over
}

type reaction struct {
	Sign, Name string
	Count      int
}

// talk is the conversation of an issue or pull request in order of time.
func (p *pages) talk(item githubsim.IssueView) []entry {
	all := []entry{{
		Anchor: "issue", Author: item.Author, At: item.CreatedAt, Body: p.bodyOf(item.Body), Reactions: reactions(item.Reactions),
	}}
	var rest []entry
	for _, c := range item.Commits {
		title, _, _ := strings.Cut(c.Message, "\n")
		event := "pushed “" + title + "” (" + c.OID[:7] + ")"
		if c.Verified {
			event += ", signed by GitHub"
		}
		rest = append(rest, entry{Author: c.Author, At: latest(c.At, item.CreatedAt), Event: event})
	}
	for _, e := range item.Timeline {
		if e.Kind == "closed" && item.Merged {
			continue // merging says so
		}
		rest = append(rest, p.event(e))
	}
	for _, c := range item.Comments {
		rest = append(rest, entry{
			Anchor: "issuecomment-" + itoa(c.ID), Author: c.Author, At: c.CreatedAt, Edited: c.Edited, Hidden: c.Minimized,
			Body: p.bodyOf(c.Body), Reactions: reactions(c.Reactions),
		})
	}
	for _, rv := range item.Reviews {
		rest = append(rest, entry{
			Anchor: "pullrequestreview-" + itoa(rv.ID), Author: rv.Author, At: rv.SubmittedAt, Body: p.bodyOf(rv.Body), Lines: p.review(item, rv),
		})
	}
	// Times are whole seconds: within one, people come before the bot that
	// answers them.
	slices.SortStableFunc(rest, func(a, b entry) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(strings.Count(a.Author, "[bot]"), strings.Count(b.Author, "[bot]")))
	})
	return append(all, rest...)
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func (p *pages) bodyOf(text string) template.HTML {
	if strings.TrimSpace(text) == "" {
		return "<p><em>No description.</em></p>"
	}
	return p.markdown.Render(text, "")
}

func (p *pages) review(item githubsim.IssueView, rv githubsim.ReviewView) []reviewComment {
	var list []reviewComment
	for _, c := range rv.Comments {
		words, fresh, suggests := suggestionIn(c.Body)
		made := reviewComment{ReviewCommentView: c, HTML: p.markdown.Render(words, ""), Reactions: reactions(c.Reactions)}
		if suggests {
			made.Suggestion = suggested(item, c, fresh)
			made.Open = c.Line > 0 && !c.Resolved
		}
		list = append(list, made)
	}
	return list
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
// them with those cut out: what stands before and after.
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

// event puts what happened in words.
func (p *pages) event(e githubsim.EventView) entry {
	words := map[string]string{
		"labeled": "added the label", "unlabeled": "took off the label", "assigned": "assigned " + e.Text, "unassigned": "unassigned " + e.Text,
		"closed": "closed this", "reopened": "opened this again", "merged": "merged this", "renamed": "changed the title from “" + e.Text + "”",
		"ready_for_review": "marked this as ready for review", "convert_to_draft": "made this a draft again",
		"converted_to_draft": "made this a draft again", "head_ref_force_pushed": "pushed other commits in place of the old ones",
	}
	line := entry{Author: e.Actor, At: e.At, Event: cmp.Or(words[e.Kind], strings.ReplaceAll(e.Kind, "_", " "))}
	if e.Kind == "labeled" || e.Kind == "unlabeled" {
		line.Label = &githubsim.LabelView{Name: e.Text}
		for _, l := range p.repo.Labels() {
			if l.Name == e.Text {
				line.Label = &l
			}
		}
	}
	return line
}

func reactions(counts map[string]int) []reaction {
	signs := []reaction{
		{Sign: "👍", Name: "+1"},
		{Sign: "👎", Name: "-1"},
		{Sign: "😄", Name: "laugh"},
		{Sign: "🎉", Name: "hooray"},
		{Sign: "😕", Name: "confused"},
		{Sign: "❤️", Name: "heart"},
		{Sign: "🚀", Name: "rocket"},
		{Sign: "👀", Name: "eyes"},
	}
	var shown []reaction
	for _, r := range signs {
		if r.Count = counts[r.Name]; r.Count > 0 {
			shown = append(shown, r)
		}
	}
	return shown
}
