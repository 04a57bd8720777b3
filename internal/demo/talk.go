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
	What      string // the author did: "commented"
	ID        int64  // of a comment
	Source    string // of a comment
	At        time.Time
	Edited    bool
	Hidden    string        // why a comment is hidden
	Body      template.HTML // "" of an event
	Reactions []reaction
	Lines     []reviewComment
	Event     string // what happened, in words
	Label     *githubsim.LabelView
}

type reaction struct {
	Sign, Name string
	Count      int
}

// talk is the conversation of an issue or pull request in order of time.
func (p *pages) talk(item githubsim.IssueView) []entry {
	all := []entry{{
		Anchor: "issue", Author: item.Author, What: "opened this", At: item.CreatedAt, Body: p.bodyOf(item.Body), Reactions: reactions(item.Reactions),
	}}
	var rest []entry
	for _, c := range item.Commits {
		title, _, _ := strings.Cut(c.Message, "\n")
		event := "pushed “" + title + "” (" + c.OID[:7] + ")"
		if c.Verified {
			event += ", verified"
		}
		rest = append(rest, entry{Anchor: "commit-" + c.OID[:7], Author: c.Author, At: latest(c.At, item.CreatedAt), Event: event})
	}
	for n, e := range item.Timeline {
		if !silent(item, e) {
			rest = append(rest, p.event(eventAnchor(n), e))
		}
	}
	for _, c := range item.Comments {
		rest = append(rest, entry{
			Anchor: commentAnchor(c.ID), Author: c.Author, What: "commented", At: c.CreatedAt, Edited: c.Edited, Hidden: c.Minimized,
			ID: c.ID, Source: c.Body, Body: p.bodyOf(c.Body), Reactions: reactions(c.Reactions),
		})
	}
	for _, rv := range item.Reviews {
		rest = append(rest, p.reviewed(item, rv))
	}
	// Times are whole seconds: within one, people come before the bot that
	// answers them.
	slices.SortStableFunc(rest, func(a, b entry) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(strings.Count(a.Author, "[bot]"), strings.Count(b.Author, "[bot]")))
	})
	return append(all, rest...)
}

// reviewed is the entry of a review. One comment without a word around it is
// what GitHub makes of an answer.
func (p *pages) reviewed(item githubsim.IssueView, rv githubsim.ReviewView) entry {
	e := entry{Anchor: "pullrequestreview-" + itoa(rv.ID), Author: rv.Author, What: "reviewed", At: rv.SubmittedAt, Lines: p.review(item, rv)}
	if strings.TrimSpace(rv.Body) != "" {
		e.Body = p.markdown.Render(rv.Body, "")
	}
	if len(rv.Comments) == 1 && rv.Comments[0].InReplyTo != 0 {
		e.What = "replied"
	}
	return e
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func (p *pages) bodyOf(text string) template.HTML {
	if strings.TrimSpace(text) == "" {
		return "<p><em>No description</em></p>"
	}
	return p.markdown.Render(text, "")
}

// event puts what happened in words.
func (p *pages) event(anchor string, e githubsim.EventView) entry {
	words := map[string]string{
		"labeled": "added the label", "unlabeled": "removed the label", "assigned": "assigned " + e.Text, "unassigned": "unassigned " + e.Text,
		"closed": "closed this", "reopened": "reopened this", "merged": "merged this", "renamed": "changed the title from “" + e.Text + "”",
		"ready_for_review": "marked this ready for review", "convert_to_draft": "converted this to a draft",
		"converted_to_draft": "converted this to a draft", "head_ref_force_pushed": "force-pushed the branch",
	}
	line := entry{Anchor: anchor, Author: e.Actor, At: e.At, Event: cmp.Or(words[e.Kind], strings.ReplaceAll(e.Kind, "_", " "))}
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
