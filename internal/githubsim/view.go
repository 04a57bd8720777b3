package githubsim

import (
	"fmt"
	"slices"
	"strings"
)

// Repo finds a repository, also a fork; nil when unknown.
func (s *Server) Repo(owner, name string) *Repo {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.repo(owner, name)
}

// Issues lists issues and pull requests by number, without conversation,
// files, commits and checks.
func (r *Repo) Issues() []IssueView {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	list := make([]IssueView, len(r.issues))
	for n, i := range r.issues {
		list[n] = i.view()
	}
	return list
}

// View shows everything about one issue or pull request; of an unknown number
// the view is zero.
func (r *Repo) View(n int) IssueView {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	i := r.issue(n)
	if i == nil {
		return IssueView{}
	}
	v := i.view()
	for _, c := range i.comments {
		v.Comments = append(v.Comments, CommentView{
			ID: c.id, Author: c.author.login, Body: c.body, CreatedAt: c.created, Edited: c.updated.After(c.created),
			Minimized: c.minimized, Reactions: counts(c.reactions),
		})
	}
	for _, e := range i.events {
		v.Timeline = append(v.Timeline, e.view())
	}
	if i.pull != nil {
		i.pull.fill(&v)
	}
	return v
}

func (i *issue) view() IssueView {
	v := IssueView{
		Number: i.number, Title: i.title, Body: i.body, State: i.state, Author: i.author.login, CreatedAt: i.created,
		Reactions: counts(i.reactions),
	}
	for _, l := range i.labels {
		v.Labels = append(v.Labels, LabelView{l.name, l.color, l.description})
	}
	for _, u := range i.assignees {
		v.Assignees = append(v.Assignees, u.login)
	}
	if p := i.pull; p != nil {
		v.IsPull, v.Draft, v.Merged = true, p.draft, p.merged
		v.HeadOID, v.HeadBranch, v.BaseBranch = p.headOID.String(), p.headRef, p.baseRef
		if !p.headRepo.deleted {
			v.HeadRepo = p.headRepo.fullName()
		}
	}
	return v
}

func (p *pull) fill(v *IssueView) {
	r, c := p.issue.repo, p.comparison()
	v.Mergeable = p.issue.state == "open" && p.mergeable()
	for _, other := range p.issue.closingIssues() {
		v.Closes = append(v.Closes, other.number)
	}
	for _, f := range c.files {
		head, _ := r.blob(f.sha)
		if f.status == "removed" {
			head = nil
		}
		v.Files = append(v.Files, FileView{f.path, f.previous, f.status, f.additions, f.deletions, f.patch, head})
	}
	for _, commit := range c.ahead {
		author := commit.Author.Name
		if u := r.s.byEmail(commit.Author.Email); u != nil {
			author = u.login
		}
		v.Commits = append(v.Commits, CommitView{commit.Hash.String(), commit.Message, author, r.s.signed[commit.Hash], commit.Committer.When})
	}
	for _, run := range slices.Backward(r.runs) {
		if run.headOID == p.headOID {
			v.Checks = append(v.Checks, run.view())
		}
	}
	for _, rv := range p.reviews {
		v.Reviews = append(v.Reviews, rv.view())
	}
}

func (run *checkRun) view() CheckView {
	v := CheckView{
		ID: run.id, Name: run.name, Status: run.status, Conclusion: run.conclusion, Title: run.title, Summary: run.summary,
		Text: run.text, ExternalID: run.externalID, DetailsURL: run.detailsURL, HeadOID: run.headOID.String(),
		StartedAt: run.started, CompletedAt: run.completed,
	}
	for _, a := range run.annotations {
		v.Annotations = append(v.Annotations, AnnotationView{a.Path, a.StartLine, a.EndLine, a.AnnotationLevel, a.Title, a.Message})
	}
	for _, action := range run.actions {
		identifier, _ := action["identifier"].(string)
		v.Actions = append(v.Actions, identifier)
	}
	return v
}

func (rv *review) view() ReviewView {
	v := ReviewView{ID: rv.id, Author: rv.author.login, Body: rv.body, State: rv.state, SubmittedAt: rv.submitted, CommitOID: rv.commitOID.String()}
	for _, rc := range rv.comments {
		t := rc.thread
		v.Comments = append(v.Comments, ReviewCommentView{
			ID: rc.id, InReplyTo: rc.replyTo, Author: rc.author.login, Body: rc.body, Path: t.path, StartLine: t.startLine, Line: t.line,
			Outdated: t.outdated, Resolved: t.resolved, DiffHunk: rc.diffHunk, Reactions: counts(rc.reactions),
		})
	}
	return v
}

func (e *event) view() EventView {
	v := EventView{Kind: e.kind, Text: e.text, At: e.at}
	if e.actor != nil {
		v.Actor = e.actor.login
	}
	if e.label != nil {
		v.Text = e.label.name
	}
	if e.subject != nil {
		v.Text = e.subject.login
	}
	return v
}

func counts(list []*reaction) map[string]int {
	m := map[string]int{}
	for _, re := range list {
		m[re.content]++
	}
	return m
}

// File reads a file at a branch, ref or commit ("" is the default branch).
func (r *Repo) File(ref, path string) ([]byte, error) {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	oid, ok := r.resolve(ref)
	if !ok {
		return nil, fmt.Errorf("githubsim: ref %s: %w", ref, ErrNotFound)
	}
	e, ok := r.entry(oid, path)
	if !ok {
		return nil, fmt.Errorf("githubsim: file %s: %w", path, ErrNotFound)
	}
	data, ok := r.blob(e.Hash)
	if !ok {
		return nil, fmt.Errorf("githubsim: file %s: %w", path, ErrNotFound)
	}
	return data, nil
}

// Branches lists the branches by name.
func (r *Repo) Branches() []string {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	var names []string
	for name := range r.git.ReferenceStorage {
		if branch, ok := strings.CutPrefix(name.String(), "refs/heads/"); ok {
			names = append(names, branch)
		}
	}
	return sorted(names)
}

// Labels lists the repository's labels in order of creation.
func (r *Repo) Labels() []LabelView {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	list := make([]LabelView, len(r.labels))
	for n, l := range r.labels {
		list[n] = LabelView{l.name, l.color, l.description}
	}
	return list
}
