package demo

import (
	"context"
	"net/url"
	"strconv"
	"strings"
)

// botLogin is who the bot is on the simulator.
const botLogin = "storybot[bot]"

// byBranch is the way of a member: an idea, a draft on a branch that the bot
// begins, and pushes until nothing is missing.
func (w *walk) byBranch(ctx context.Context) error {
	m := &member{walk: w}
	for _, step := range []func(context.Context) error{
		m.idea, m.refused, m.claim, m.scaffold, m.again, m.some, m.rest, m.ready, m.merge,
	} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// member is the walk by branch under way.
type member struct {
	*walk
	issue, pull int
	text        string // of the story
}

func (m *member) idea(ctx context.Context) error {
	return m.take(ctx, plan{
		title: "An idea is filed with the form", who: reader, did: "files “Niklaus loses a week to the cache”, ticks Niklaus, leaves the sources open",
		item: &m.issue,
		do: func() (err error) {
			m.issue, err = m.people[reader].post(ctx, "/-/idea", url.Values{
				"template": {"status-quo.yml"}, "title": {"Niklaus loses a week to the cache"},
				"field-1": {"Niklaus cleans the cache to save space, and every script of last year stops working."},
				"field-2": {"3"}, // Niklaus
				"field-3": {"- What looks like a copy may be the only one.\n- A command that cleans has to say what it cleans."},
			})
			return err
		},
		expect: func(s *seen) {
			s.labels("status-quo", "character: niklaus")
			s.comments(1, "can't be wrong", "where it comes from", "/claim", "/scaffold", m.d.URL+"/"+owner+"/"+repoName+"/new/main/src/status_quo?filename=niklaus_")
		},
	})
}

func (m *member) refused(ctx context.Context) error {
	return m.take(ctx, plan{
		title: "A command is refused, kindly", who: outsider, did: "comments /scaffold on somebody else's idea", item: &m.issue,
		do: func() error { return m.comment(ctx, outsider, m.issue, "/scaffold") },
		expect: func(s *seen) {
			s.reacted("confused")
			s.comments(2, "`/scaffold`", "`/claim`")
			s.labels("status-quo", "character: niklaus")
			s.want("no pull request", len(m.d.repo.Issues()) == 1, len(m.d.repo.Issues()))
		},
	})
}

func (m *member) claim(ctx context.Context) error {
	return m.take(ctx, plan{
		title: "The idea is claimed", who: writer, did: "comments /claim", item: &m.issue,
		do: func() error { return m.comment(ctx, writer, m.issue, "/claim") },
		expect: func(s *seen) {
			s.reacted("rocket")
			s.want("writer is assigned", strings.Join(s.Assignees, " ") == writer, s.Assignees)
			s.comments(2)
		},
	})
}

func (m *member) scaffold(ctx context.Context) error {
	return m.take(ctx, plan{
		title: "The bot starts the story", who: writer, did: "comments /scaffold", item: &m.pull,
		do: func() error {
			if err := m.comment(ctx, writer, m.issue, "/scaffold"); err != nil {
				return err
			}
			if err := m.waitIdle(ctx); err != nil {
				return err
			}
			return m.findDraft(ctx)
		},
		expect: func(s *seen) {
			s.want("a draft of the bot", s.Author == botLogin && s.Pull.Draft, s.Author)
			s.want("on a branch here", s.Pull.HeadRepo == m.d.repo.Name() && strings.HasPrefix(s.Pull.Head, "storybot/idea-"), s.Pull.Head)
			s.want("closes the idea", strings.Contains(s.Body, "Closes #"+strconv.Itoa(m.issue)), s.Body)
			commits := m.d.repo.View(m.pull).Commits
			s.want("one signed commit that credits the proposer", len(commits) == 1 && commits[0].Verified && strings.Contains(commits[0].Message, "Co-authored-by: "+reader), commits)
			s.want("the idea's words are in the story", strings.Contains(m.text, "every script of last year") && strings.Contains(m.text, "What looks like a copy"), m.text)
			s.labels("status-quo", "character: niklaus")
			s.comments(1, "still a draft", "sources")
			s.check("neutral")
			s.want("findings", s.findings() > 1, s.findings())
		},
	})
}

// findDraft finds the pull request that the bot opened and reads its story.
func (m *member) findDraft(ctx context.Context) error {
	var pulls []struct{ Number int }
	if err := m.api.get(ctx, "pulls?state=open", &pulls); err != nil || len(pulls) == 0 {
		return err
	}
	m.pull = pulls[0].Number
	item, err := m.api.item(ctx, m.pull)
	if err != nil {
		return err
	}
	m.text, err = m.api.file(ctx, item.Pull.HeadRepo, item.Pull.Head, item.Pull.Path)
	return err
}

func (m *member) again(ctx context.Context) error {
	before := 0
	return m.take(ctx, plan{
		title: "The same event is delivered a second time", who: maintainer, did: "delivers the webhook again: with its own number, and under a new one", item: &m.pull,
		do: func() error {
			before = m.writes()
			return m.deliverAgain(ctx, m.people[maintainer])
		},
		expect: func(s *seen) {
			s.want("nothing is written", m.writes() == before, m.writes()-before)
			s.comments(1)
		},
	})
}

func (m *member) some(ctx context.Context) error {
	return m.take(ctx, plan{
		title: "Some answers are pushed", who: writer, did: "says where the story comes from", item: &m.pull,
		do: func() error {
			m.text = withAnswer(m.text, "sources", "It happened in a [course on mosses](https://example.org/larder/mosses); the file names are changed.")
			return m.push(ctx, writer, m.pull, m.text)
		},
		expect: func(s *seen) {
			s.check("neutral")
			s.fewer()
			s.comments(1)
			s.want("the sources are answered", !strings.Contains(s.botComments()[0].Body, "`sources`"), s.botComments()[0].Body)
		},
	})
}

func (m *member) rest(ctx context.Context) error {
	return m.take(ctx, plan{
		title: "The rest is pushed", who: writer, did: "answers the other questions and deletes the leftover template text", item: &m.pull,
		do: func() error {
			m.text = withAnswer(m.text, "Why did you choose", "He learns as he goes, and takes a message at its word.")
			m.text = withAnswer(m.text, "for the other characters", "*Grace* would have had a copy. *Alan* would have had a backup, and not known where.")
			m.text = withoutHints(m.text)
			return m.push(ctx, writer, m.pull, m.text)
		},
		expect: func(s *seen) {
			s.clean()
			s.comments(1, "Nothing's missing")
			s.want("the same comment, edited", s.botComments()[0].ID == s.before.Comments[0].ID, s.botComments()[0].ID)
		},
	})
}

func (m *member) ready(ctx context.Context) error {
	return m.take(ctx, plan{
		title: "The draft is ready", who: writer, did: "marks it as ready for review", item: &m.pull,
		do: func() error { return m.button(ctx, writer, m.pull, "ready") },
		expect: func(s *seen) {
			s.want("no longer a draft", !s.Pull.Draft, s.Pull.Draft)
			s.clean()
			s.comments(1)
		},
	})
}

func (m *member) merge(ctx context.Context) error { return m.mergeAndClose(ctx, m.pull, &m.issue) }
