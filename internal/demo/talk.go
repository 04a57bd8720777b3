package demo

import (
	"cmp"
	"html/template"
	"slices"
	"strings"
	"time"

	"github.com/storybot-app/storybot/internal/githubsim"
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
	Suggestion bool // it proposes text that can be taken over
	Reactions  []reaction
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
			Anchor: "pullrequestreview-" + itoa(rv.ID), Author: rv.Author, At: rv.SubmittedAt, Body: p.bodyOf(rv.Body), Lines: p.review(rv),
		})
	}
	slices.SortStableFunc(rest, func(a, b entry) int { return a.At.Compare(b.At) })
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
	return p.markdown.render(text, "")
}

func (p *pages) review(rv githubsim.ReviewView) []reviewComment {
	var list []reviewComment
	for _, c := range rv.Comments {
		_, suggests := suggestionIn(c.Body)
		list = append(list, reviewComment{
			ReviewCommentView: c, HTML: p.markdown.render(c.Body, ""), Reactions: reactions(c.Reactions),
			Suggestion: suggests && c.Line > 0 && !c.Resolved,
		})
	}
	return list
}

// suggestionIn finds the text that a comment proposes for its lines.
func suggestionIn(body string) (text string, ok bool) {
	fence := ""
	var out strings.Builder
	for line := range strings.Lines(strings.ReplaceAll(body, "\r\n", "\n")) {
		bare := strings.TrimRight(line, "\n")
		switch {
		case fence == "":
			if marks, found := strings.CutSuffix(bare, "suggestion"); found && len(marks) >= 3 && strings.Trim(marks, "`") == "" {
				fence = marks
			}
		case bare == fence:
			return out.String(), true
		default:
			out.WriteString(bare + "\n")
		}
	}
	return "", false
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
