package githubsim

import (
	"net/url"
	"strconv"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// pathEscape escapes one segment of a path.
func pathEscape(s string) string { return url.PathEscape(s) }

func (r *Repo) json() obj {
	open := 0
	for _, i := range r.issues {
		if i.state == "open" {
			open++
		}
	}
	visibility := "public"
	if r.private {
		visibility = "private"
	}
	o := obj{
		"id": r.id, "node_id": r.nodeID, "name": r.name, "full_name": r.fullName(), "private": r.private,
		"owner": r.owner.json(), "html_url": r.html(), "url": r.api(), "description": nil, "fork": r.parent != nil,
		"created_at": stamp(r.created), "updated_at": stamp(r.pushed), "pushed_at": stamp(r.pushed),
		"clone_url": r.html() + ".git", "git_url": r.html() + ".git", "ssh_url": r.html() + ".git", "svn_url": r.html(),
		"homepage": nil, "size": 0, "language": nil, "license": nil, "mirror_url": nil, "topics": []string{},
		"stargazers_count": 0, "watchers_count": 0, "watchers": 0, "forks_count": len(r.forks), "forks": len(r.forks),
		"has_issues": true, "has_projects": true, "has_downloads": true, "has_wiki": true, "has_pages": false,
		"archived": false, "disabled": false, "is_template": false, "visibility": visibility,
		"open_issues_count": open, "open_issues": open, "default_branch": r.defaultBranch, "web_commit_signoff_required": false,
	}
	for key, path := range repoLinks {
		o[key] = r.api() + path
	}
	return o
}

// repoLinks are a repository's templates for links, relative to its own.
var repoLinks = map[string]string{
	"archive_url": "/{archive_format}{/ref}", "assignees_url": "/assignees{/user}", "blobs_url": "/git/blobs{/sha}",
	"branches_url": "/branches{/branch}", "collaborators_url": "/collaborators{/collaborator}",
	"comments_url": "/comments{/number}", "commits_url": "/commits{/sha}", "compare_url": "/compare/{base}...{head}",
	"contents_url": "/contents/{+path}", "contributors_url": "/contributors", "deployments_url": "/deployments",
	"downloads_url": "/downloads", "events_url": "/events", "forks_url": "/forks", "git_commits_url": "/git/commits{/sha}",
	"git_refs_url": "/git/refs{/sha}", "git_tags_url": "/git/tags{/sha}", "hooks_url": "/hooks",
	"issue_comment_url": "/issues/comments{/number}", "issue_events_url": "/issues/events{/number}",
	"issues_url": "/issues{/number}", "keys_url": "/keys{/key_id}", "labels_url": "/labels{/name}",
	"languages_url": "/languages", "merges_url": "/merges", "milestones_url": "/milestones{/number}",
	"notifications_url": "/notifications{?since,all,participating}", "pulls_url": "/pulls{/number}",
	"releases_url": "/releases{/id}", "stargazers_url": "/stargazers", "statuses_url": "/statuses/{sha}",
	"subscribers_url": "/subscribers", "subscription_url": "/subscription", "tags_url": "/tags", "teams_url": "/teams",
	"trees_url": "/git/trees{/sha}",
}

// pushJSON is the repository as push events carry it: dates as numbers.
func (r *Repo) pushJSON() obj {
	o, owner := r.json(), r.owner.json()
	owner["name"], owner["email"] = r.owner.login, nil
	o["owner"], o["url"] = owner, r.html()
	o["created_at"], o["pushed_at"] = r.created.Unix(), r.pushed.Unix()
	o["stargazers"], o["master_branch"] = 0, r.defaultBranch
	return o
}

// maxPushCommits is how many commits a push event lists.
const maxPushCommits = 2048

func (s *Server) emitPush(r *Repo, ref string, before, after plumbing.Hash, actor *user) {
	if r.installed() == nil {
		return
	}
	payload := obj{
		"ref": ref, "before": before.String(), "after": after.String(), "created": before.IsZero(), "deleted": after.IsZero(),
		"forced": false, "base_ref": nil, "compare": r.html("compare", short(before)+"..."+short(after)),
		"commits": []obj{}, "head_commit": nil, "repository": r.pushJSON(),
		"pusher": obj{"name": actor.login, "email": signature(actor, s.now()).Email},
	}
	if !after.IsZero() {
		base := before
		if base.IsZero() {
			base, _ = r.branch(r.defaultBranch)
		}
		payload["forced"] = !before.IsZero() && !r.contains(after, before)
		commits := []obj{}
		for _, c := range r.between(base, after) {
			commits = append(commits, r.pushCommitJSON(c))
		}
		payload["commits"] = commits[max(len(commits)-maxPushCommits, 0):]
		if c, err := r.commit(after); err == nil {
			payload["head_commit"] = r.pushCommitJSON(c)
		}
	}
	s.emit(r, "push", "", actor, payload)
}

func short(oid plumbing.Hash) string { return oid.String()[:12] }

func (r *Repo) pushCommitJSON(c *object.Commit) obj {
	added, removed, modified := []string{}, []string{}, []string{}
	if len(c.ParentHashes) > 0 {
		delta, err := r.treeDelta(c.ParentHashes[0], c.Hash)
		for path, change := range delta {
			_, existed := r.entry(c.ParentHashes[0], path)
			switch {
			case err != nil:
			case change.hash.IsZero():
				removed = append(removed, path)
			case existed:
				modified = append(modified, path)
			default:
				added = append(added, path)
			}
		}
	}
	return obj{
		"id": c.Hash.String(), "tree_id": c.TreeHash.String(), "distinct": true, "message": c.Message,
		"timestamp": stamp(c.Committer.When), "url": r.html("commit", c.Hash.String()),
		"author": r.pushPerson(c.Author), "committer": r.pushPerson(c.Committer),
		"added": sorted(added), "removed": sorted(removed), "modified": sorted(modified),
	}
}

func (r *Repo) pushPerson(sig object.Signature) obj {
	o := obj{"name": sig.Name, "email": sig.Email}
	if u := r.s.byEmail(sig.Email); u != nil {
		o["username"] = u.login
	}
	return o
}

// gitCommitJSON is a commit of the git data API.
func (r *Repo) gitCommitJSON(c *object.Commit) obj {
	parents := []obj{}
	for _, p := range c.ParentHashes {
		parents = append(parents, obj{"sha": p.String(), "url": r.api("git/commits", p.String()), "html_url": r.html("commit", p.String())})
	}
	return obj{
		"sha": c.Hash.String(), "node_id": r.commitNodeID(c.Hash), "url": r.api("git/commits", c.Hash.String()),
		"html_url": r.html("commit", c.Hash.String()), "author": personJSON(c.Author), "committer": personJSON(c.Committer),
		"message": c.Message, "tree": obj{"sha": c.TreeHash.String(), "url": r.api("git/trees", c.TreeHash.String())},
		"parents": parents, "verification": r.verification(c.Hash),
	}
}

// commitJSON is a commit of the repository API.
func (r *Repo) commitJSON(c *object.Commit) obj {
	inner := r.gitCommitJSON(c)
	o := obj{
		"sha": inner["sha"], "node_id": inner["node_id"], "url": r.api("commits", c.Hash.String()),
		"html_url": inner["html_url"], "comments_url": r.api("commits", c.Hash.String(), "comments"),
		"parents": inner["parents"], "author": r.s.byEmail(c.Author.Email).orNull(), "committer": r.s.byEmail(c.Committer.Email).orNull(),
	}
	for _, key := range []string{"sha", "node_id", "html_url", "parents"} {
		delete(inner, key)
	}
	inner["comment_count"] = 0
	o["commit"] = inner
	return o
}

func personJSON(sig object.Signature) obj {
	return obj{"name": sig.Name, "email": sig.Email, "date": stamp(sig.When)}
}

func (r *Repo) verification(oid plumbing.Hash) obj {
	if r.s.signed[oid] {
		return obj{"verified": true, "reason": "valid", "signature": "-----BEGIN PGP SIGNATURE-----\n", "payload": "", "verified_at": stamp(r.s.now())}
	}
	return obj{"verified": false, "reason": "unsigned", "signature": nil, "payload": nil, "verified_at": nil}
}

func (r *Repo) commitNodeID(oid plumbing.Hash) string {
	return "C_kwDO" + strconv.FormatInt(r.id, 36) + "oAK" + oid.String()
}
