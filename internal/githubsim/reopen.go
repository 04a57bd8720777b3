package githubsim

import (
	"net/http"
)

// checkReopen says why GitHub would not open a closed pull request again; nil
// when it would.
func (i *issue) checkReopen() error {
	p := i.pull
	if p == nil || i.state == "open" {
		return nil
	}
	head, headThere := p.headRepo.branch(p.headRef)
	base, baseThere := i.repo.branch(p.baseRef)
	problem := ""
	switch {
	case p.merged:
		problem = "The pull request is merged."
	case !headThere:
		problem = "The " + p.headRef + " branch has been deleted."
	case !baseThere:
		problem = "The " + p.baseRef + " branch has been deleted."
	case !i.repo.contains(head, p.headOID):
		problem = "The " + p.headRef + " branch was force-pushed or recreated."
	case i.repo.s.findOpenPull(i.repo, p.headRepo, p.headRef, p.baseRef) != nil:
		problem = "There is already an open pull request from " + p.headRef + " into " + p.baseRef + "."
	case i.repo.contains(base, head):
		problem = "There are no new commits on the " + p.headRef + " branch."
	}
	if problem == "" {
		return nil
	}
	return invalid("PullRequest", "state", "invalid", "state cannot be changed. "+problem)
}

// checkState says why GitHub would not give an issue or a pull request this
// state.
func (i *issue) checkState(state string) error {
	switch state {
	case "closed":
		return nil
	case "open":
		return i.checkReopen()
	}
	return invalid("Issue", "state", "invalid", "")
}

// catchUp looks at both branches anew: nobody told a closed pull request that
// they had moved.
func (p *pull) catchUp() {
	if base, ok := p.issue.repo.branch(p.baseRef); ok {
		p.baseOID = base
	}
	head, ok := p.headRepo.branch(p.headRef)
	if !ok || head == p.headOID {
		return
	}
	old := p.headOID
	p.headOID = head
	p.issue.repo.setRef(p.refName(), head)
	p.moveThreads(old)
}

// checkReason says why GitHub would not take this reason for a state.
func checkReason(reason *string) error {
	if reason == nil {
		return nil
	}
	switch *reason {
	case "completed", "not_planned", "reopened", "duplicate":
		return nil
	}
	return fail(http.StatusUnprocessableEntity, "Invalid request.\n\n%q is not a state_reason.", *reason)
}
