package githubsim

import (
	"net/http"
	"slices"
	"strings"
)

func (c *call) createPull() (any, error) {
	var in struct {
		Title      string `json:"title"`
		Head       string `json:"head"`
		HeadRepo   string `json:"head_repo"`
		Base       string `json:"base"`
		Body       string `json:"body"`
		Draft      bool   `json:"draft"`
		Maintainer *bool  `json:"maintainer_can_modify"`
	}
	if err := c.decode(&in); err != nil {
		return nil, err
	}
	if err := checkIssueText("PullRequest", &in.Title, &in.Body); err != nil {
		return nil, err
	}
	if in.Head == "" || in.Base == "" {
		return nil, invalid("PullRequest", "head", "missing_field", "")
	}
	headRepo, headRef, err := c.headOf(in.Head)
	if err != nil {
		return nil, err
	}
	if headRepo == c.repo && headRef == in.Base {
		return nil, invalid("PullRequest", "", "custom", "No commits between "+in.Base+" and "+headRef)
	}
	i, err := c.s.openPull(c.repo, pullInput{
		author: c.actor(), byApp: true, headRepo: headRepo, headRef: headRef, baseRef: in.Base,
		title: in.Title, body: in.Body, draft: in.Draft, maintainer: in.Maintainer == nil || *in.Maintainer,
	})
	if err != nil {
		return nil, err
	}
	return created(i.fullPullJSON(nil)), nil
}

// headOf reads "branch" or "owner:branch".
func (c *call) headOf(head string) (*Repo, string, error) {
	owner, branch, ok := strings.Cut(head, ":")
	if !ok {
		return c.repo, head, nil
	}
	if strings.EqualFold(owner, c.repo.owner.login) {
		return c.repo, branch, nil
	}
	for _, f := range c.repo.forks {
		if strings.EqualFold(f.owner.login, owner) {
			return f, branch, nil
		}
	}
	return nil, "", invalid("PullRequest", "head", "invalid", "")
}

func (c *call) getPull() (any, error) {
	p, err := c.onPull()
	if err != nil {
		return nil, err
	}
	if c.media.form != "" {
		return c.inText(p.comparison().files, p.comparison().ahead)
	}
	var mergeable any
	if !p.merged && c.issue.state == "open" {
		mergeable = p.mergeable()
	}
	return c.issue.fullPullJSON(mergeable), nil
}

func (c *call) listPulls() (any, error) {
	state := c.queryOr("state", "open")
	headOwner, headRef, _ := strings.Cut(c.query("head"), ":")
	list := slices.DeleteFunc(slices.Clone(c.repo.issues), func(i *issue) bool {
		return i.pull == nil || state != "all" && i.state != state ||
			c.query("base") != "" && i.pull.baseRef != c.query("base") ||
			headRef != "" && (i.pull.headRef != headRef || !strings.EqualFold(i.pull.headRepo.owner.login, headOwner))
	})
	c.sortIssues(list)
	return paged(c, list, (*issue).pullJSON), nil
}

func (c *call) patchPull() (any, error) {
	if _, err := c.onPull(); err != nil {
		return nil, err
	}
	var in struct {
		Title *string `json:"title"`
		Body  *string `json:"body"`
		State *string `json:"state"`
		Base  *string `json:"base"`
	}
	if err := c.decode(&in); err != nil {
		return nil, err
	}
	if err := checkIssueText("PullRequest", in.Title, in.Body); err != nil {
		return nil, err
	}
	if in.State != nil {
		if err := c.issue.checkState(*in.State); err != nil {
			return nil, err
		}
	}
	if in.Base != nil {
		if err := c.s.changeBase(c.issue, *in.Base, c.actor()); err != nil {
			return nil, err
		}
	}
	c.s.edit(c.issue, in.Title, in.Body, c.actor())
	if in.State != nil {
		c.s.setState(c.issue, *in.State, "", c.actor())
	}
	return c.issue.fullPullJSON(nil), nil
}

func (s *Server) changeBase(i *issue, base string, actor *user) error {
	oid, ok := i.repo.branch(base)
	if !ok {
		return invalid("PullRequest", "base", "invalid", "")
	}
	if i.pull.baseRef == base {
		return nil
	}
	old := i.pull
	from := obj{"ref": obj{"from": old.baseRef}, "sha": obj{"from": old.baseOID.String()}}
	i.pull.baseRef, i.pull.baseOID, i.updated = base, oid, s.now()
	s.emitPull(i, "edited", actor, obj{"changes": obj{"base": from}})
	return nil
}

// maxPullFiles is how many files GitHub lists of one pull request.
const maxPullFiles = 3000

func (c *call) listPullFiles() (any, error) {
	p, err := c.onPull()
	if err != nil {
		return nil, err
	}
	files := p.comparison().files
	return paged(c, files[:min(len(files), maxPullFiles)], func(f fileDiff) obj {
		return f.json(c.repo, p.headOID.String())
	}), nil
}

// maxPullCommits is how many commits GitHub lists of one pull request.
const maxPullCommits = 250

func (c *call) listPullCommits() (any, error) {
	p, err := c.onPull()
	if err != nil {
		return nil, err
	}
	list := p.comparison().ahead
	return paged(c, list[:min(len(list), maxPullCommits)], c.repo.commitJSON), nil
}

func (c *call) mergePull() (any, error) {
	p, err := c.onPull()
	if err != nil {
		return nil, err
	}
	var in struct {
		Title   string `json:"commit_title"`
		Message string `json:"commit_message"`
		SHA     string `json:"sha"`
		Method  string `json:"merge_method"`
	}
	if err := c.decode(&in); err != nil {
		return nil, err
	}
	if in.SHA != "" && in.SHA != p.headOID.String() {
		return nil, fail(http.StatusConflict, "Head branch was modified. Review and try the merge again.")
	}
	if in.Method != "" && in.Method != "merge" {
		return nil, unknown("the merge method %s", in.Method)
	}
	message := in.Title
	if in.Message != "" {
		message += "\n\n" + in.Message
	}
	if err := c.s.mergePull(c.issue, c.actor(), message); err != nil {
		return nil, err
	}
	return obj{"sha": p.mergeCommit.String(), "merged": true, "message": "Pull Request successfully merged"}, nil
}
