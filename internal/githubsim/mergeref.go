package githubsim

import (
	"strconv"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// trial is a merge made to see whether a pull request can be merged.
type trial struct{ base, head, merge plumbing.Hash }

// trialMerge is what merging an open pull request now would make: what
// refs/pull/N/merge points at. There is none with conflicts.
func (p *pull) trialMerge() (plumbing.Hash, bool) {
	i, r := p.issue, p.issue.repo
	if i.state != "open" {
		return plumbing.ZeroHash, false
	}
	if p.trial.base == p.baseOID && p.trial.head == p.headOID {
		return p.trial.merge, !p.trial.merge.IsZero()
	}
	p.trial = trial{base: p.baseOID, head: p.headOID}
	tree, ok, err := r.mergedTree(p.baseOID, p.headOID)
	if err != nil || !ok {
		return plumbing.ZeroHash, false
	}
	merge, err := r.storeCommit(&object.Commit{
		Author: signature(i.author, i.updated), Committer: object.Signature{Name: "GitHub", Email: "noreply@github.com", When: i.updated},
		Message: "Merge " + p.headOID.String() + " into " + p.baseOID.String(), TreeHash: tree,
		ParentHashes: []plumbing.Hash{p.baseOID, p.headOID},
	}, false)
	if err != nil {
		return plumbing.ZeroHash, false
	}
	p.trial.merge = merge
	return merge, true
}

func (p *pull) mergeRefName() string { return "refs/pull/" + itoa(p.issue.number) + "/merge" }

// refreshMergeRefs brings all refs/pull/N/merge up to date: they are made when
// somebody looks.
func (r *Repo) refreshMergeRefs() {
	for _, i := range r.issues {
		if i.pull != nil {
			i.pull.refreshMergeRef()
		}
	}
}

func (p *pull) refreshMergeRef() {
	if merge, ok := p.trialMerge(); ok {
		p.issue.repo.setRef(p.mergeRefName(), merge)
		return
	}
	delete(p.issue.repo.git.ReferenceStorage, plumbing.ReferenceName(p.mergeRefName()))
}

// refreshFor brings one ref up to date if it is a refs/pull/N/merge.
func (r *Repo) refreshFor(name string) {
	middle, pull := strings.CutPrefix(name, "refs/pull/")
	number, merge := strings.CutSuffix(middle, "/merge")
	n, err := strconv.Atoi(number)
	if !pull || !merge || err != nil {
		return
	}
	if i := r.issue(n); i != nil && i.pull != nil {
		i.pull.refreshMergeRef()
	}
}
