package githubsim

import (
	"maps"
	"strconv"
	"strings"
)

func (i *issue) path() string {
	if i.pull != nil {
		return i.repo.html("pull", itoa(i.number))
	}
	return i.repo.html("issues", itoa(i.number))
}

// json is an issue, or a pull request as the issues API shows it.
func (i *issue) json() obj {
	api := i.repo.api("issues", itoa(i.number))
	o := obj{
		"id": i.id, "node_id": i.nodeID, "number": i.number, "title": i.title, "user": i.author.json(), "body": null(i.body),
		"url": api, "repository_url": i.repo.api(), "labels_url": api + "/labels{/name}", "comments_url": api + "/comments",
		"events_url": api + "/events", "timeline_url": api + "/timeline", "html_url": i.path(),
		"state": i.state, "state_reason": null(i.stateReason), "locked": false, "active_lock_reason": nil,
		"labels": labelsJSON(i.labels), "assignee": nil, "assignees": users(i.assignees), "milestone": nil,
		"comments": len(i.comments), "created_at": stamp(i.created), "updated_at": stamp(i.updated),
		"closed_at": stampOrNull(i.closedAt), "author_association": i.repo.association(i.author),
		"reactions": reactionsJSON(api, i.reactions), "performed_via_github_app": i.repo.s.byApp(i.byApp),
	}
	if len(i.assignees) > 0 {
		o["assignee"] = i.assignees[0].json()
	}
	if p := i.pull; p != nil {
		o["draft"] = p.draft
		o["pull_request"] = obj{
			"url": i.repo.api("pulls", itoa(i.number)), "html_url": i.path(), "diff_url": i.path() + ".diff",
			"patch_url": i.path() + ".patch", "merged_at": stampOrNull(p.mergedAt),
		}
	}
	return o
}

// fullJSON is the answer of GET issues/N, which also tells who closed it.
func (i *issue) fullJSON() obj {
	o := i.json()
	o["closed_by"] = i.closedBy.orNull()
	return o
}

func (c *comment) json() obj {
	id := strconv.FormatInt(c.id, 10)
	api := c.issue.repo.api("issues/comments", id)
	return obj{
		"id": c.id, "node_id": c.nodeID, "url": api, "html_url": c.issue.path() + "#issuecomment-" + id,
		"issue_url": c.issue.repo.api("issues", itoa(c.issue.number)), "user": c.author.json(), "body": c.body,
		"created_at": stamp(c.created), "updated_at": stamp(c.updated),
		"author_association": c.issue.repo.association(c.author), "reactions": reactionsJSON(api, c.reactions),
		"performed_via_github_app": c.issue.repo.s.byApp(c.byApp),
	}
}

// pullJSON is a pull request as lists and review events show it.
func (i *issue) pullJSON() obj {
	p, api := i.pull, i.repo.api("pulls", itoa(i.number))
	issueAPI, comment := i.repo.api("issues", itoa(i.number)), i.repo.api("pulls/comments{/number}")
	statuses := i.repo.api("statuses", p.headOID.String())
	o := obj{
		"id": p.id, "node_id": p.nodeID, "number": i.number, "state": i.state, "locked": false, "title": i.title,
		"user": i.author.json(), "body": null(i.body), "url": api, "html_url": i.path(), "diff_url": i.path() + ".diff",
		"patch_url": i.path() + ".patch", "issue_url": issueAPI, "commits_url": api + "/commits",
		"review_comments_url": api + "/comments", "review_comment_url": comment,
		"comments_url": issueAPI + "/comments", "statuses_url": statuses,
		"created_at": stamp(i.created), "updated_at": stamp(i.updated), "closed_at": stampOrNull(i.closedAt),
		"merged_at": stampOrNull(p.mergedAt), "merge_commit_sha": nil, "assignee": nil, "assignees": users(i.assignees),
		"requested_reviewers": []obj{}, "requested_teams": []obj{}, "labels": labelsJSON(i.labels), "milestone": nil,
		"draft": p.draft, "head": endJSON(p.headRepo, p.headRef, p.headOID.String()),
		"base":               endJSON(i.repo, p.baseRef, p.baseOID.String()),
		"author_association": i.repo.association(i.author), "auto_merge": nil, "active_lock_reason": nil,
		"_links": obj{
			"self": href(api), "html": href(i.path()), "issue": href(issueAPI), "comments": href(issueAPI + "/comments"),
			"review_comments": href(api + "/comments"), "review_comment": href(comment),
			"commits": href(api + "/commits"), "statuses": href(statuses),
		},
	}
	if p.merged {
		o["merge_commit_sha"] = p.mergeCommit.String()
	}
	if len(i.assignees) > 0 {
		o["assignee"] = i.assignees[0].json()
	}
	return o
}

func href(url string) obj { return obj{"href": url} }

func endJSON(r *Repo, ref, oid string) obj {
	end := obj{"label": r.owner.login + ":" + ref, "ref": ref, "sha": oid, "user": r.owner.json(), "repo": nil}
	if !r.deleted {
		end["repo"] = r.json()
	}
	return end
}

// fullPullJSON adds what GitHub works out for one pull request. mergeable is
// null in webhooks: GitHub has not computed it yet.
func (i *issue) fullPullJSON(mergeable any) obj {
	o, p, c := i.pullJSON(), i.pull, i.pull.comparison()
	additions, deletions := 0, 0
	for _, f := range c.files {
		additions, deletions = additions+f.additions, deletions+f.deletions
	}
	comments := 0
	for _, t := range p.threads {
		comments += len(t.comments)
	}
	state := "unknown"
	switch {
	case mergeable == true && p.draft:
		state = "draft"
	case mergeable == true:
		state = "clean"
	case mergeable == false:
		state = "dirty"
	}
	maps.Copy(o, obj{
		"merged": p.merged, "merged_by": p.mergedBy.orNull(), "mergeable": mergeable, "rebaseable": mergeable,
		"mergeable_state": state, "comments": len(i.comments), "review_comments": comments,
		"maintainer_can_modify": p.maintainerEdits, "commits": len(c.ahead), "additions": additions,
		"deletions": deletions, "changed_files": len(c.files),
	})
	return o
}

func (s *Server) emitPull(i *issue, action string, actor *user, extra obj) {
	payload := obj{"number": i.number, "pull_request": i.fullPullJSON(nil)}
	maps.Copy(payload, extra)
	s.emit(i.repo, "pull_request", action, actor, payload)
}

func (rv *review) json() obj {
	i := rv.pull.issue
	page := i.path() + "#pullrequestreview-" + strconv.FormatInt(rv.id, 10)
	api := i.repo.api("pulls", itoa(i.number))
	return obj{
		"id": rv.id, "node_id": rv.nodeID, "user": rv.author.json(), "body": rv.body, "state": rv.state,
		"html_url": page, "pull_request_url": api, "commit_id": rv.commitOID.String(),
		"submitted_at": stamp(rv.submitted), "author_association": i.repo.association(rv.author),
		"_links": obj{"html": href(page), "pull_request": href(api)},
	}
}

func (s *Server) emitReview(rv *review, action string, actor *user, more obj) {
	o := rv.json()
	o["state"] = strings.ToLower(rv.state)
	o["body"] = null(rv.body)
	payload := obj{"review": o, "pull_request": rv.pull.issue.pullJSON()}
	maps.Copy(payload, more)
	s.emit(rv.pull.issue.repo, "pull_request_review", action, actor, payload)
}

func (rc *reviewComment) json() obj {
	t, i := rc.thread, rc.thread.pull.issue
	id := strconv.FormatInt(rc.id, 10)
	api, page, pulls := i.repo.api("pulls/comments", id), i.path()+"#discussion_r"+id, i.repo.api("pulls", itoa(i.number))
	o := obj{
		"id": rc.id, "node_id": rc.nodeID, "url": api, "html_url": page, "pull_request_url": pulls,
		"pull_request_review_id": rc.review.id, "diff_hunk": rc.diffHunk, "path": t.path, "body": rc.body,
		"commit_id": t.pull.headOID.String(), "original_commit_id": t.commitOID.String(), "user": rc.author.json(),
		"created_at": stamp(rc.created), "updated_at": stamp(rc.updated), "author_association": i.repo.association(rc.author),
		"side": t.side, "line": orNull(t.line), "original_line": t.origLine, "start_line": orNull(t.startLine),
		"original_start_line": orNull(t.origStart), "start_side": nil, "position": orNull(t.position()),
		"original_position": t.origPosition, "reactions": reactionsJSON(api, rc.reactions),
		"_links": obj{"self": href(api), "html": href(page), "pull_request": href(pulls)},
	}
	if t.origStart > 0 {
		o["start_side"] = t.side
	}
	if rc.replyTo != 0 {
		o["in_reply_to_id"] = rc.replyTo
	}
	return o
}

// orNull writes null for zero, which no line number is.
func orNull(n int) any {
	if n == 0 {
		return nil
	}
	return n
}

func (s *Server) emitReviewComment(rc *reviewComment, action string, actor *user, extra obj) {
	i := rc.thread.pull.issue
	payload := obj{"comment": rc.json(), "pull_request": i.pullJSON()}
	maps.Copy(payload, extra)
	s.emit(i.repo, "pull_request_review_comment", action, actor, payload)
}
