package githubsim

import (
	"maps"
	"strconv"
	"strings"
	"time"
)

// stamp writes a time as GitHub's JSON does.
func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// stampOrNull writes null for the zero time.
func stampOrNull(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return stamp(t)
}

// null writes null for the empty string.
func null(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// api is a link into the API below the repository.
func (r *Repo) api(parts ...string) string {
	return r.s.URL + restRoot + "repos/" + r.fullName() + join(parts)
}

// html is a link to a web page below the repository.
func (r *Repo) html(parts ...string) string {
	return r.s.URL + "/" + r.fullName() + join(parts)
}

func join(parts []string) string {
	if len(parts) == 0 {
		return ""
	}
	return "/" + strings.Join(parts, "/")
}

func (u *user) json() obj {
	if u == nil {
		return nil
	}
	web, api := u.site+"/"+u.login, u.site+restRoot+"users/"+u.login
	if u.kind == "Bot" {
		slug := strings.TrimSuffix(u.login, "[bot]")
		web, api = u.site+"/apps/"+slug, u.site+restRoot+"users/"+slug+"%5Bbot%5D"
	}
	return obj{
		"login": u.login, "id": u.id, "node_id": u.nodeID, "type": u.kind, "site_admin": false, "gravatar_id": "",
		"avatar_url": u.site + "/avatars/" + strconv.FormatInt(u.id, 10), "html_url": web, "url": api,
		"followers_url": api + "/followers", "following_url": api + "/following{/other_user}",
		"gists_url": api + "/gists{/gist_id}", "starred_url": api + "/starred{/owner}{/repo}",
		"subscriptions_url": api + "/subscriptions", "organizations_url": api + "/orgs", "repos_url": api + "/repos",
		"events_url": api + "/events{/privacy}", "received_events_url": api + "/received_events",
	}
}

// orNull writes null for a missing account.
func (u *user) orNull() any {
	if u == nil {
		return nil
	}
	return u.json()
}

func (s *Server) fullUserJSON(u *user) obj {
	o := u.json()
	maps.Copy(o, obj{
		"user_view_type": "public", "name": null(u.name), "company": nil, "blog": "", "location": nil, "email": nil, "hireable": nil, "bio": nil,
		"twitter_username": nil, "public_repos": len(s.reposOf(u)), "public_gists": 0, "followers": 0, "following": 0,
		"created_at": stamp(u.created), "updated_at": stamp(u.created),
	})
	return o
}

func (s *Server) orgJSON(u *user) obj {
	api := s.URL + restRoot + "orgs/" + u.login
	return obj{
		"login": u.login, "id": u.id, "node_id": u.nodeID, "url": api, "repos_url": api + "/repos",
		"events_url": api + "/events", "hooks_url": api + "/hooks", "issues_url": api + "/issues",
		"members_url": api + "/members{/member}", "public_members_url": api + "/public_members{/member}",
		"avatar_url": s.URL + "/avatars/" + strconv.FormatInt(u.id, 10), "description": "",
	}
}

func users(list []*user) []obj {
	out := make([]obj, len(list))
	for i, u := range list {
		out[i] = u.json()
	}
	return out
}

func (l *label) json() obj {
	return obj{
		"id": l.id, "node_id": l.nodeID, "url": l.repo.api("labels", pathEscape(l.name)),
		"name": l.name, "color": l.color, "default": l.isDefault, "description": null(l.description),
	}
}

func labelsJSON(list []*label) []obj {
	out := make([]obj, len(list))
	for i, l := range list {
		out[i] = l.json()
	}
	return out
}

var reactionContents = []string{"+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes"}

func reactionsJSON(url string, list []*reaction) obj {
	o := obj{"url": url + "/reactions", "total_count": len(list)}
	for _, content := range reactionContents {
		n := 0
		for _, re := range list {
			if re.content == content {
				n++
			}
		}
		o[content] = n
	}
	return o
}

func (re *reaction) json() obj {
	return obj{"id": re.id, "node_id": re.nodeID, "user": re.user.json(), "content": re.content, "created_at": stamp(re.created)}
}

func (s *Server) appJSON() obj {
	return obj{
		"id": s.app.id, "slug": s.app.slug, "node_id": s.app.nodeID, "client_id": s.app.clientID,
		"owner": s.app.owner.json(), "name": s.app.slug, "description": "", "external_url": "https://example.org",
		"html_url": s.URL + "/apps/" + s.app.slug, "created_at": stamp(s.app.created), "updated_at": stamp(s.app.created),
		"permissions": s.opts.Permissions, "events": s.opts.Events, "installations_count": len(s.installs),
	}
}

// appBrief is the App as check runs and webhooks carry it.
func (s *Server) appBrief() obj {
	o := s.appJSON()
	delete(o, "client_id")
	delete(o, "installations_count")
	return o
}

// byApp is performed_via_github_app.
func (s *Server) byApp(yes bool) any {
	if yes {
		return s.appBrief()
	}
	return nil
}

func (s *Server) installationJSON(in *installation) obj {
	id := strconv.FormatInt(in.id, 10)
	return obj{
		"id": in.id, "account": in.account.json(), "repository_selection": "all",
		"access_tokens_url": s.URL + restRoot + "app/installations/" + id + "/access_tokens",
		"repositories_url":  s.URL + restRoot + "installation/repositories",
		"html_url":          s.URL + "/settings/installations/" + id,
		"app_id":            s.app.id, "app_slug": s.app.slug, "target_id": in.account.id, "target_type": in.account.kind,
		"permissions": s.opts.Permissions, "events": s.opts.Events, "single_file_name": nil, "single_file_paths": []string{},
		"has_multiple_single_files": false, "created_at": stamp(in.created), "updated_at": stamp(in.created),
		"suspended_at": stampOrNull(in.suspended), "suspended_by": nil,
	}
}
