package githubsim

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// maxCompareFiles is how many files a comparison lists, on its first page only.
const maxCompareFiles = 300

func (f fileDiff) json(r *Repo, commit string) obj {
	path := (&url.URL{Path: f.path}).EscapedPath()
	o := obj{
		"sha": f.sha.String(), "filename": f.path, "status": f.status, "additions": f.additions, "deletions": f.deletions,
		"changes": f.additions + f.deletions, "blob_url": r.html("blob", commit, path), "raw_url": r.html("raw", commit, path),
		"contents_url": r.api("contents", path) + "?ref=" + commit,
	}
	if f.patch != "" {
		o["patch"] = f.patch
	}
	if f.previous != "" {
		o["previous_filename"] = f.previous
	}
	return o
}

func (c *call) compareCommits() (any, error) {
	baseName, headName, ok := strings.Cut(c.args["basehead"], "...")
	if !ok {
		return nil, notFound()
	}
	base, okBase := c.revision(baseName)
	head, okHead := c.revision(headName)
	if !okBase || !okHead {
		return nil, notFound()
	}
	cmp, ok := c.repo.compare(base, head)
	if !ok {
		return nil, fail(http.StatusNotFound, "No common ancestor between %s and %s.", baseName, headName)
	}
	if c.media.form != "" {
		return c.inText(cmp.files, cmp.ahead)
	}
	baseCommit, err := c.repo.commit(base)
	if err != nil {
		return nil, err
	}
	mergeBase, err := c.repo.commit(cmp.mergeBase)
	if err != nil {
		return nil, err
	}
	page := c.repo.html("compare", baseName+"..."+headName)
	return obj{
		"url": c.repo.api("compare", baseName+"..."+headName), "html_url": page, "permalink_url": page,
		"diff_url": page + ".diff", "patch_url": page + ".patch", "base_commit": c.repo.commitJSON(baseCommit),
		"merge_base_commit": c.repo.commitJSON(mergeBase), "status": cmp.status(), "ahead_by": len(cmp.ahead),
		"behind_by": cmp.behind, "total_commits": len(cmp.ahead), "commits": c.compareCommitPage(cmp.ahead),
		"files": c.compareFilePage(cmp, head),
	}, nil
}

// revision resolves a name that may belong to a fork: owner:branch.
func (c *call) revision(name string) (plumbing.Hash, bool) {
	owner, branch, ok := strings.Cut(name, ":")
	if !ok {
		return c.repo.resolve(name)
	}
	r, _, err := c.headOf(owner + ":" + branch)
	if err != nil {
		return plumbing.ZeroHash, false
	}
	return r.resolve(branch)
}

func (cmp *comparison) status() string {
	switch {
	case len(cmp.ahead) > 0 && cmp.behind > 0:
		return "diverged"
	case len(cmp.ahead) > 0:
		return "ahead"
	case cmp.behind > 0:
		return "behind"
	}
	return "identical"
}

// compareCommitPage lists at most 250 commits unless pages are asked for.
func (c *call) compareCommitPage(list []*object.Commit) []obj {
	if c.query("page") != "" || c.query("per_page") != "" {
		return paged(c, list, c.repo.commitJSON)
	}
	out := []obj{}
	for _, commit := range list[max(len(list)-maxPullCommits, 0):] {
		out = append(out, c.repo.commitJSON(commit))
	}
	return out
}

func (c *call) compareFilePage(cmp *comparison, head plumbing.Hash) []obj {
	out := []obj{}
	if page, _ := c.bounds(); page > 1 {
		return out
	}
	for _, f := range cmp.files[:min(len(cmp.files), maxCompareFiles)] {
		out = append(out, f.json(c.repo, head.String()))
	}
	return out
}
