package githubsim

import (
	"net/http"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"
)

func (c *call) getGitCommit() (any, error) {
	if !fullOID().MatchString(c.args["sha"]) {
		return nil, notFound()
	}
	commit, err := c.repo.commit(plumbing.NewHash(c.args["sha"]))
	if err != nil {
		return nil, notFound()
	}
	return c.repo.gitCommitJSON(commit), nil
}

type personBody struct {
	Name  string     `json:"name"`
	Email string     `json:"email"`
	Date  *time.Time `json:"date"`
}

func (p *personBody) signature(fallback object.Signature) object.Signature {
	if p == nil {
		return fallback
	}
	sig := object.Signature{Name: p.Name, Email: p.Email, When: fallback.When}
	if p.Date != nil {
		sig.When = *p.Date
	}
	return sig
}

func (c *call) createGitCommit() (any, error) {
	var in struct {
		Message   string      `json:"message"`
		Tree      string      `json:"tree"`
		Parents   []string    `json:"parents"`
		Author    *personBody `json:"author"`
		Committer *personBody `json:"committer"`
	}
	if err := c.decode(&in); err != nil {
		return nil, err
	}
	tree := plumbing.NewHash(in.Tree)
	if _, ok := c.repo.git.Trees[tree]; !ok {
		return nil, fail(http.StatusUnprocessableEntity, "Tree SHA does not exist")
	}
	commit := &object.Commit{Message: in.Message, TreeHash: tree}
	for _, sha := range in.Parents {
		if _, err := c.repo.commit(plumbing.NewHash(sha)); err != nil {
			return nil, fail(http.StatusUnprocessableEntity, "Parent SHA does not exist or is not a commit object")
		}
		commit.ParentHashes = append(commit.ParentHashes, plumbing.NewHash(sha))
	}
	commit.Author = in.Author.signature(signature(c.actor(), c.s.now()))
	commit.Committer = in.Committer.signature(commit.Author)
	oid, err := c.repo.storeCommit(commit, in.Author == nil && in.Committer == nil)
	if err != nil {
		return nil, err
	}
	stored, err := c.repo.commit(oid)
	if err != nil {
		return nil, err
	}
	return created(c.repo.gitCommitJSON(stored)), nil
}

// namedCommit finds the commit that {ref} names.
func (c *call) namedCommit() (plumbing.Hash, error) {
	oid, ok := c.revision(c.args["ref"])
	if !ok {
		return oid, fail(http.StatusUnprocessableEntity, "No commit found for SHA: %s", c.args["ref"])
	}
	return oid, nil
}

func (c *call) getCommit() (any, error) {
	oid, err := c.namedCommit()
	if err != nil {
		return nil, err
	}
	commit, err := c.repo.commit(oid)
	if err != nil {
		return nil, err
	}
	if c.media.form == "sha" {
		return text(oid.String()), nil
	}
	diffs, err := c.repo.commitFiles(commit)
	if err != nil {
		return nil, err
	}
	if c.media.form != "" {
		return c.inText(diffs, []*object.Commit{commit})
	}
	files := []obj{}
	for _, f := range diffs[:min(len(diffs), maxCompareFiles)] {
		files = append(files, f.json(c.repo, oid.String()))
	}
	o := c.repo.commitJSON(commit)
	o["files"] = files
	return o, nil
}

// commitFiles lists what a commit changes in its first parent; a first commit
// adds all it has.
func (r *Repo) commitFiles(commit *object.Commit) ([]fileDiff, error) {
	parent := plumbing.ZeroHash
	if len(commit.ParentHashes) > 0 {
		parent = commit.ParentHashes[0]
	}
	return r.diffTrees(parent, commit.Hash)
}

// commitPulls lists the pull requests a commit belongs to.
func (c *call) commitPulls() (any, error) {
	oid, err := c.namedCommit()
	if err != nil {
		return nil, err
	}
	var list []*issue
	for _, i := range c.repo.issues {
		if i.pull != nil && (i.pull.has(oid) || i.pull.mergeCommit == oid) {
			list = append(list, i)
		}
	}
	return paged(c, list, (*issue).pullJSON), nil
}
