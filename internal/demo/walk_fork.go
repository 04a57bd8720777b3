package demo

import (
	"context"
	"errors"
	"net/url"
	"strconv"
	"strings"
)

// byFork is the way of an outsider: an idea in their own words, the link the
// bot gives, a pull request from a fork, and pushes until nothing is missing.
func (w *walk) byFork(ctx context.Context) error {
	g := &guest{walk: w}
	for _, step := range []func(context.Context) error{g.idea, g.open, g.suggestion, g.rest, g.merge} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// guest is the walk by fork under way.
type guest struct {
	*walk
	issue, pull int
	link        string // that opens the editor
	text        string // of the story
}

func (g *guest) idea(ctx context.Context) error {
	return g.take(ctx, plan{
		title: "An idea is filed in the author's own words", who: outsider, did: "files “Status quo: Grace cannot tell what changed”", item: &g.issue,
		do: func() (err error) {
			g.issue, err = g.people[outsider].post(ctx, "/-/idea", url.Values{
				"title": {"Status quo: Grace cannot tell what changed"},
				"body":  {"Grace updates one package and forty others move with it. She reads every change before she takes it, so this costs her a day."},
			})
			return err
		},
		expect: func(s *seen) {
			s.labels("status-quo", "character: grace")
			s.comments(1, "can't be wrong", "morals", "/claim")
			g.link = editorLink(s.botComments())
			s.want("a link that opens the editor", strings.HasPrefix(g.link, g.d.URL+"/"+owner+"/"+repoName+"/new/main/"), g.link)
		},
	})
}

func editorLink(comments []CommentState) string {
	for _, c := range comments {
		if found := linkToEditor().FindStringSubmatch(c.Body); found != nil {
			return found[1]
		}
	}
	return ""
}

// open follows the bot's link and proposes the text that stands there, with
// the draft notice cut off and a question left open, as it happens.
func (g *guest) open(ctx context.Context) error {
	return g.take(ctx, plan{
		title: "The link leads to a pull request from a fork", who: outsider, did: "follows the link, deletes the draft notice, and proposes the rest", item: &g.pull,
		do: func() error {
			link, err := url.Parse(g.link)
			if err != nil {
				return err
			}
			editor, err := g.people[outsider].read(ctx, g.link)
			if err != nil {
				return err
			}
			name := strings.TrimPrefix(link.Path, "/"+owner+"/"+repoName+"/new/main/") + "/" + link.Query().Get("filename")
			if !strings.Contains(editor, name) {
				return errors.New("the editor does not show the file's name")
			}
			g.text = withoutNotice(link.Query().Get("value"))
			g.pull, err = g.people[outsider].post(ctx, "/-/propose", url.Values{
				"path": {name}, "text": {g.text}, "title": {"Grace cannot tell what changed"}, "body": {"Closes #" + strconv.Itoa(g.issue)},
			})
			return err
		},
		expect: func(s *seen) {
			s.want("from a fork", s.Pull.HeadRepo == outsider+"/"+repoName, s.Pull.HeadRepo)
			s.want("the file's name is the bot's", s.Pull.Path == "src/status_quo/grace_cannot_tell_what_changed.md", s.Pull.Path)
			s.labels("status-quo", "character: grace")
			s.check("neutral")
			s.want("findings", s.findings() > 2, s.findings())
			s.comments(1, "morals", "sources")
			s.want("a suggestion to commit", g.suggested(s) != "", s.Lines)
		},
	})
}

// suggested is the id of the first comment that suggests a text.
func (g *guest) suggested(s *seen) string {
	for _, line := range s.Lines {
		if _, _, ok := suggestionIn(line.Body); ok {
			return itoa(line.ID)
		}
	}
	return ""
}

func (g *guest) suggestion(ctx context.Context) error {
	return g.take(ctx, plan{
		title: "A suggestion is committed", who: outsider, did: "presses “Commit this suggestion”", item: &g.pull,
		do: func() error {
			known := &seen{ItemState: g.known[g.pull]}
			_, err := g.people[outsider].post(ctx, "/-/apply", url.Values{"number": {strconv.Itoa(g.pull)}, "comment": {g.suggested(known)}})
			if err != nil {
				return err
			}
			item, err := g.api.item(ctx, g.pull)
			if err != nil {
				return err
			}
			g.text, err = g.api.file(ctx, item.Pull.HeadRepo, item.Pull.Head, item.Pull.Path)
			return err
		},
		expect: func(s *seen) {
			s.check("neutral")
			s.fewer()
			s.comments(1)
			s.want("no new comments on lines", len(s.Lines) == len(s.before.Lines), len(s.Lines))
		},
	})
}

func (g *guest) rest(ctx context.Context) error {
	return g.take(ctx, plan{
		title: "The rest is pushed to the fork", who: outsider, did: "answers every question and puts the draft notice back", item: &g.pull,
		do: func() error {
			link, err := url.Parse(g.link)
			if err != nil {
				return err
			}
			text := link.Query().Get("value")
			text = withAnswer(text, "morals", "- An update should move what it was asked to move.\n- Whoever reads changes needs to see which of them belong together.")
			text = withAnswer(text, "sources", "My own work, and a [list of such updates](https://example.org/larder/updates).")
			text = withAnswer(text, "Why did you choose", "She reads every change before she takes it.")
			text = withAnswer(text, "for the other characters", "*Alan* would not have looked.")
			return g.push(ctx, outsider, g.pull, withoutHints(text))
		},
		expect: func(s *seen) {
			s.clean()
			s.comments(1, "Nothing's missing")
		},
	})
}

func (g *guest) merge(ctx context.Context) error { return g.mergeAndClose(ctx, g.pull, &g.issue) }
