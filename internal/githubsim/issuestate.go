package githubsim

import (
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// GitHub's limits on text, in characters.
const (
	maxTitle     = 256
	maxText      = 65_536
	maxLabelName = 50
	maxLabelText = 100
	maxLabels    = 100 // of one issue
	maxAssignees = 10
)

// newIssue adds the state both issues and pull requests have; no webhook.
func (s *Server) newIssue(r *Repo, author *user, byApp bool, title, body string) *issue {
	now := s.now()
	i := &issue{
		id: s.newID(), repo: r, number: len(r.issues) + 1, title: title, body: body, state: "open",
		author: author, byApp: byApp, created: now, updated: now,
	}
	i.nodeID = s.register("I", i.id, i)
	r.issues = append(r.issues, i)
	return i
}

// note adds a line to the timeline.
func (i *issue) note(e event) {
	e.at = i.repo.s.now()
	i.events = append(i.events, &e)
}

// emitIssue fires the webhook for a change that issues and pull requests
// share: issues or pull_request with the same action.
func (s *Server) emitIssue(i *issue, action string, actor *user, extra obj) {
	if i.pull != nil {
		s.emitPull(i, action, actor, extra)
		return
	}
	payload := obj{"issue": i.json()}
	maps.Copy(payload, extra)
	s.emit(i.repo, "issues", action, actor, payload)
}

// setState opens or closes; nothing happens when it is so already.
func (s *Server) setState(i *issue, state, reason string, actor *user) {
	if i.state == state {
		return
	}
	i.state, i.stateReason, i.updated = state, reason, s.now()
	kind := "closed"
	if state == "closed" {
		i.closedAt, i.closedBy = s.now(), actor
		if i.pull == nil && reason == "" {
			i.stateReason = "completed"
		}
	} else {
		i.closedAt, i.closedBy, kind = time.Time{}, nil, "reopened"
		i.stateReason = "reopened"
		if i.pull != nil {
			i.pull.catchUp()
		}
	}
	i.note(event{kind: kind, actor: actor})
	s.emitIssue(i, kind, actor, nil)
}

// edit changes title and body; nil leaves one as it is.
func (s *Server) edit(i *issue, title, body *string, actor *user) {
	changes := obj{}
	if title != nil && *title != i.title {
		changes["title"] = obj{"from": i.title}
		i.note(event{kind: "renamed", actor: actor, text: i.title})
		i.title = *title
	}
	if body != nil && *body != i.body {
		changes["body"] = obj{"from": i.body}
		i.body = *body
	}
	if len(changes) > 0 {
		i.updated = s.now()
		s.emitIssue(i, "edited", actor, obj{"changes": changes})
	}
}

// addLabels puts labels on; one webhook for each that was not there.
func (s *Server) addLabels(i *issue, labels []*label, actor *user) {
	for _, l := range labels {
		if slices.Contains(i.labels, l) {
			continue
		}
		i.labels = append(i.labels, l)
		i.updated = s.now()
		i.note(event{kind: "labeled", actor: actor, label: l})
		s.emitIssue(i, "labeled", actor, obj{"label": l.json()})
	}
}

// removeLabels takes labels off; one webhook for each that was there.
func (s *Server) removeLabels(i *issue, labels []*label, actor *user) {
	for _, l := range labels {
		at := slices.Index(i.labels, l)
		if at < 0 {
			continue
		}
		i.labels = slices.Delete(slices.Clone(i.labels), at, at+1)
		i.updated = s.now()
		i.note(event{kind: "unlabeled", actor: actor, label: l})
		s.emitIssue(i, "unlabeled", actor, obj{"label": l.json()})
	}
}

// newLabel makes a label in the repository and fires label created.
func (s *Server) newLabel(r *Repo, name, color, description string, actor *user) *label {
	l := &label{id: s.newID(), repo: r, name: name, color: strings.ToLower(color), description: description}
	l.nodeID = s.register("LA", l.id, l)
	r.labels = append(r.labels, l)
	s.emit(r, "label", "created", actor, obj{"label": l.json()})
	return l
}

// assign adds people who can be assigned and silently leaves out the others.
func (s *Server) assign(i *issue, people []*user, actor *user) {
	for _, u := range people {
		if slices.Contains(i.assignees, u) || len(i.assignees) >= maxAssignees || !i.assignable(u) {
			continue
		}
		i.assignees = append(i.assignees, u)
		i.updated = s.now()
		i.note(event{kind: "assigned", actor: actor, subject: u})
		s.emitIssue(i, "assigned", actor, obj{"assignee": u.json()})
	}
}

func (s *Server) unassign(i *issue, people []*user, actor *user) {
	for _, u := range people {
		at := slices.Index(i.assignees, u)
		if at < 0 {
			continue
		}
		i.assignees = slices.Delete(slices.Clone(i.assignees), at, at+1)
		i.updated = s.now()
		i.note(event{kind: "unassigned", actor: actor, subject: u})
		s.emitIssue(i, "unassigned", actor, obj{"assignee": u.json()})
	}
}

// assignable: people with triage rights, the author, and whoever commented.
func (i *issue) assignable(u *user) bool {
	if u == nil || u.kind != "User" {
		return false
	}
	if u == i.author || rank(i.repo.roleOf(u)) >= rank("triage") {
		return true
	}
	return slices.ContainsFunc(i.comments, func(c *comment) bool { return c.author == u })
}

// addComment adds a comment to the conversation.
func (s *Server) addComment(i *issue, author *user, byApp bool, body string) *comment {
	now := s.now()
	c := &comment{id: s.newID(), issue: i, author: author, byApp: byApp, body: body, created: now, updated: now}
	c.nodeID = s.register("IC", c.id, c)
	i.comments = append(i.comments, c)
	i.updated = now
	s.emitComment(c, "created", author, nil)
	return c
}

func (s *Server) editComment(c *comment, body string, actor *user) {
	if c.body == body {
		return
	}
	old := c.body
	c.body, c.updated = body, s.now()
	s.emitComment(c, "edited", actor, obj{"changes": obj{"body": obj{"from": old}}})
}

func (s *Server) deleteComment(c *comment, actor *user) {
	c.issue.comments = slices.DeleteFunc(slices.Clone(c.issue.comments), func(x *comment) bool { return x == c })
	delete(s.nodes, c.nodeID)
	s.emitComment(c, "deleted", actor, nil)
}

func (s *Server) emitComment(c *comment, action string, actor *user, extra obj) {
	payload := obj{"comment": c.json(), "issue": c.issue.json()}
	maps.Copy(payload, extra)
	s.emit(c.issue.repo, "issue_comment", action, actor, payload)
}

// minimize hides a comment; classifier is GraphQL's, such as "OUTDATED".
func (s *Server) minimize(c *comment, classifier string) { c.minimized = classifier }

// react adds a reaction to a list; fresh is false when it was there already.
func (s *Server) react(list *[]*reaction, u *user, content string) (re *reaction, fresh bool) {
	for _, re := range *list {
		if re.user == u && re.content == content {
			return re, false
		}
	}
	re = &reaction{id: s.newID(), user: u, content: content, created: s.now()}
	re.nodeID = s.register("REA", re.id, re)
	*list = append(*list, re)
	return re, true
}

// storeMerge writes a merge commit, signed by GitHub as its button does.
func (r *Repo) storeMerge(tree plumbing.Hash, parents []plumbing.Hash, message string, actor *user) (plumbing.Hash, error) {
	now := r.s.now()
	return r.storeCommit(&object.Commit{
		Author: signature(actor, now), Committer: object.Signature{Name: "GitHub", Email: "noreply@github.com", When: now},
		Message: message, TreeHash: tree, ParentHashes: parents,
	}, true)
}

// chars counts characters as GitHub's limits do.
func chars(s string) int { return utf8.RuneCountInString(s) }
