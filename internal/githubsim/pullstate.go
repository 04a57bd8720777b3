package githubsim

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/storybot-app/storybot/internal/lazyregexp"
)

func itoa(n int) string { return strconv.Itoa(n) }

// pullInput describes a pull request to open.
type pullInput struct {
	author     *user
	byApp      bool
	headRepo   *Repo
	headRef    string
	baseRef    string
	title      string
	body       string
	draft      bool
	maintainer bool
}

// openPull opens a pull request or says why GitHub would not.
func (s *Server) openPull(r *Repo, in pullInput) (*issue, error) {
	head, ok := in.headRepo.branch(in.headRef)
	if !ok {
		return nil, invalid("PullRequest", "head", "invalid", "")
	}
	base, ok := r.branch(in.baseRef)
	if !ok {
		return nil, invalid("PullRequest", "base", "invalid", "")
	}
	if s.findOpenPull(r, in.headRepo, in.headRef, in.baseRef) != nil {
		return nil, invalid("PullRequest", "", "custom", fmt.Sprintf("A pull request already exists for %s:%s.", in.headRepo.owner.login, in.headRef))
	}
	if len(r.between(base, head)) == 0 {
		return nil, invalid("PullRequest", "", "custom", fmt.Sprintf("No commits between %s and %s", in.baseRef, in.headRef))
	}
	if _, ok := r.compare(base, head); !ok {
		return nil, invalid("PullRequest", "", "custom", fmt.Sprintf("The %s branch has no history in common with %s", in.baseRef, in.headRef))
	}
	i := s.newIssue(r, in.author, in.byApp, in.title, in.body)
	p := &pull{
		id: s.newID(), issue: i, draft: in.draft, headRepo: in.headRepo, headRef: in.headRef, headOID: head,
		baseRef: in.baseRef, baseOID: base, maintainerEdits: in.maintainer && in.headRepo != r,
	}
	delete(s.nodes, i.nodeID)
	i.pull, i.nodeID = p, s.register("PR", p.id, i)
	p.nodeID = i.nodeID
	r.setRef(p.refName(), head)
	s.emitPull(i, "opened", in.author, nil)
	return i, nil
}

func (s *Server) findOpenPull(r, headRepo *Repo, headRef, baseRef string) *issue {
	for _, i := range r.issues {
		if p := i.pull; p != nil && i.state == "open" && p.headRepo == headRepo && p.headRef == headRef && p.baseRef == baseRef {
			return i
		}
	}
	return nil
}

// comparison is the pull request's own difference; never nil.
func (p *pull) comparison() *comparison {
	if c, ok := p.issue.repo.compare(p.baseOID, p.headOID); ok {
		return c
	}
	return &comparison{}
}

// setDraft turns a pull request into a draft or marks it ready for review.
func (s *Server) setDraft(i *issue, draft bool, actor *user) {
	if i.pull.draft == draft {
		return
	}
	i.pull.draft = draft
	i.updated = s.now()
	kind, action := "ready_for_review", "ready_for_review"
	if draft {
		kind, action = "convert_to_draft", "converted_to_draft"
	}
	i.note(event{kind: kind, actor: actor})
	s.emitPull(i, action, actor, nil)
}

// mergeable reports whether the pull request merges without conflicts.
func (p *pull) mergeable() bool {
	_, ok := p.issue.repo.mergeTrees(p.baseOID, p.headOID)
	return ok
}

// mergePull merges with a merge commit.
func (s *Server) mergePull(i *issue, actor *user, message string) error {
	p, r := i.pull, i.repo
	switch {
	case p.merged, i.state != "open", p.draft:
		return fail(http.StatusMethodNotAllowed, "Pull Request is not mergeable")
	}
	base, ok := r.branch(p.baseRef)
	if !ok {
		return fail(http.StatusMethodNotAllowed, "Base branch was deleted")
	}
	p.baseOID = base // what was known of it may be old: a merge goes on top of what is there
	tree, ok, err := r.mergedTree(base, p.headOID)
	if err != nil {
		return err
	}
	if !ok {
		return fail(http.StatusMethodNotAllowed, "Pull Request is not mergeable")
	}
	if message == "" {
		message = fmt.Sprintf("Merge pull request #%d from %s/%s\n\n%s", i.number, p.headRepo.owner.login, p.headRef, i.title)
	}
	oid, err := r.storeMerge(tree, []plumbing.Hash{base, p.headOID}, message, actor)
	if err != nil {
		return err
	}
	s.updateRef(r, "refs/heads/"+p.baseRef, oid, actor) // syncBase marks it merged
	return nil
}

// markMerged closes a pull request as merged and the issues it names.
func (s *Server) markMerged(i *issue, commit plumbing.Hash, actor *user) {
	p, now := i.pull, s.now()
	closes := i.closingIssues()
	p.merged, p.mergedAt, p.mergedBy, p.mergeCommit = true, now, actor, commit
	i.state, i.closedAt, i.closedBy, i.updated = "closed", now, actor, now
	i.note(event{kind: "merged", actor: actor})
	i.note(event{kind: "closed", actor: actor})
	s.emitPull(i, "closed", actor, nil)
	for _, other := range closes {
		if other.state == "open" {
			s.setState(other, "closed", "completed", actor)
		}
	}
}

var (
	closingWord = lazyregexp.New(`(?i)\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+(?:([\w.-]+/[\w.-]+)?#|https?://[^\s/]+/([\w.-]+/[\w.-]+)/issues/)(\d+)\b`)
	codeText    = lazyregexp.New("(?s)```.*?(?:```|$)|~~~.*?(?:~~~|$)|`[^`\n]*`|<!--.*?-->")
)

// closingIssues are the issues that merging will close: named by a closing
// word in the description, when the base is the default branch.
func (i *issue) closingIssues() []*issue {
	if i.pull == nil || i.pull.baseRef != i.repo.defaultBranch {
		return nil
	}
	var found []*issue
	for _, m := range closingWord().FindAllStringSubmatch(codeText().ReplaceAllString(i.body, ""), -1) {
		repo := i.repo
		if name := m[1] + m[2]; name != "" {
			owner, short, _ := strings.Cut(name, "/")
			repo = i.repo.s.repo(owner, short)
		}
		number, err := strconv.Atoi(m[3])
		if repo == nil || err != nil {
			continue
		}
		if other := repo.issue(number); other != nil && other.pull == nil && !slices.Contains(found, other) {
			found = append(found, other)
		}
	}
	return found
}
