package githubsim

import (
	"slices"
	"strconv"

	"github.com/go-git/go-git/v5/plumbing"
)

// requestSuite makes the App's suite for a pushed commit and asks for checks.
// Pushes to forks are not seen.
func (s *Server) requestSuite(r *Repo, branch string, before, oid plumbing.Hash, actor *user) {
	cs := s.suite(r, oid)
	cs.headBranch, cs.before = branch, before
	s.emit(r, "check_suite", "requested", actor, obj{"check_suite": cs.json()})
}

// suite finds the App's suite of a commit or makes one.
func (s *Server) suite(r *Repo, oid plumbing.Hash) *checkSuite {
	for _, cs := range r.suites {
		if cs.headOID == oid {
			return cs
		}
	}
	cs := &checkSuite{id: s.newID(), repo: r, headOID: oid, created: s.now(), updated: s.now()}
	cs.nodeID = s.register("CS", cs.id, cs)
	for name, ref := range r.git.ReferenceStorage {
		if name.IsBranch() && ref.Hash() == oid {
			cs.headBranch = name.Short()
		}
	}
	r.suites = append(r.suites, cs)
	return cs
}

// state is what a suite's runs add up to; conclusion is empty until all are
// completed.
func (cs *checkSuite) state() (status, conclusion string) {
	if len(cs.runs) == 0 {
		return "queued", ""
	}
	worst := []string{"skipped", "neutral", "success", "cancelled", "timed_out", "action_required", "failure"}
	at := 0
	for _, run := range cs.runs {
		if run.status != "completed" {
			return "in_progress", ""
		}
		at = max(at, slices.Index(worst, run.conclusion))
	}
	return "completed", worst[at]
}

// finish fires what follows a run's change of status.
func (s *Server) finish(run *checkRun, was string) {
	run.suite.updated = s.now()
	if run.status != "completed" || was == "completed" {
		return
	}
	s.emitRun(run, "completed", s.bot, nil)
	if status, _ := run.suite.state(); status == "completed" {
		s.emit(run.suite.repo, "check_suite", "completed", s.bot, obj{"check_suite": run.suite.json()})
	}
}

func (s *Server) emitRun(run *checkRun, action string, actor *user, extra obj) {
	payload := obj{"check_run": run.json()}
	if extra != nil {
		payload["requested_action"] = extra
	}
	s.emit(run.suite.repo, "check_run", action, actor, payload)
}

// pulls are the open pull requests whose head is the suite's commit; GitHub
// does not see those from forks.
func (cs *checkSuite) pulls() []obj {
	out := []obj{}
	for _, i := range cs.repo.issues {
		if i.pull == nil || i.state != "open" || i.pull.headRepo != cs.repo || i.pull.headOID != cs.headOID {
			continue
		}
		end := func(ref string, oid plumbing.Hash) obj {
			return obj{"ref": ref, "sha": oid.String(), "repo": obj{"id": cs.repo.id, "url": cs.repo.api(), "name": cs.repo.name}}
		}
		out = append(out, obj{
			"url": cs.repo.api("pulls", itoa(i.number)), "id": i.pull.id, "number": i.number,
			"head": end(i.pull.headRef, i.pull.headOID), "base": end(i.pull.baseRef, i.pull.baseOID),
		})
	}
	return out
}

func (cs *checkSuite) json() obj {
	status, conclusion := cs.state()
	api := cs.repo.api("check-suites", strconv.FormatInt(cs.id, 10))
	o := obj{
		"id": cs.id, "node_id": cs.nodeID, "head_branch": null(cs.headBranch), "head_sha": cs.headOID.String(),
		"status": status, "conclusion": null(conclusion), "url": api, "before": cs.before.String(),
		"after": cs.headOID.String(), "pull_requests": cs.pulls(), "app": cs.repo.s.appBrief(),
		"created_at": stamp(cs.created), "updated_at": stamp(cs.updated), "latest_check_runs_count": len(cs.runs),
		"check_runs_url": api + "/check-runs", "head_commit": nil,
	}
	if c, err := cs.repo.commit(cs.headOID); err == nil {
		o["head_commit"] = obj{
			"id": c.Hash.String(), "tree_id": c.TreeHash.String(), "message": c.Message, "timestamp": stamp(c.Committer.When),
			"author": obj{"name": c.Author.Name, "email": c.Author.Email}, "committer": obj{"name": c.Committer.Name, "email": c.Committer.Email},
		}
	}
	return o
}

// brief is a suite as it stands inside a check run.
func (cs *checkSuite) brief() obj {
	o := cs.json()
	for _, key := range []string{"head_commit", "latest_check_runs_count", "check_runs_url"} {
		delete(o, key)
	}
	return o
}

func (run *checkRun) json() obj {
	r := run.suite.repo
	id := strconv.FormatInt(run.id, 10)
	api := r.api("check-runs", id)
	details := run.detailsURL
	if details == "" {
		details = "https://example.org"
	}
	return obj{
		"id": run.id, "node_id": run.nodeID, "head_sha": run.headOID.String(), "external_id": run.externalID, "url": api,
		"html_url": r.html("runs", id), "details_url": details, "status": run.status, "conclusion": null(run.conclusion),
		"started_at": stampOrNull(run.started), "completed_at": stampOrNull(run.completed), "name": run.name,
		"output": obj{
			"title": null(run.title), "summary": null(run.summary), "text": null(run.text),
			"annotations_count": len(run.annotations), "annotations_url": api + "/annotations",
		},
		"check_suite": run.suite.brief(), "app": r.s.appBrief(), "pull_requests": run.suite.pulls(),
	}
}

// restJSON is a run as the REST API shows it: only the suite's id.
func (run *checkRun) restJSON() obj {
	o := run.json()
	o["check_suite"] = obj{"id": run.suite.id}
	return o
}
