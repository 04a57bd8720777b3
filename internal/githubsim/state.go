package githubsim

import (
	"encoding/base64"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// newID gives the next database id. Ids are unique over all kinds, so a
// mix-up of ids cannot go unnoticed.
func (s *Server) newID() int64 {
	s.nextID++
	return s.nextID
}

// register gives x a node id with GitHub's prefix for its kind and makes it
// findable by node.
func (s *Server) register(prefix string, id int64, x any) string {
	raw := fmt.Appendf(nil, "\x92\x00%010d", id)
	nodeID := prefix + "_" + base64.RawURLEncoding.EncodeToString(raw)
	s.nodes[nodeID] = x
	return nodeID
}

// node finds anything by its GraphQL node id: *Repo, *issue (also for pull
// requests), *comment, *review, *thread, *reviewComment, *reaction, *label,
// *checkRun, *checkSuite, *user or *installation; nil when unknown.
func (s *Server) node(id string) any { return s.nodes[id] }

// repo finds a repository; nil when unknown.
func (s *Server) repo(owner, name string) *Repo {
	name = strings.ToLower(owner + "/" + name)
	if r := s.repos[name]; r != nil {
		return r
	}
	return s.former[name]
}

// user finds an account; nil when unknown.
func (s *Server) user(login string) *user { return s.users[strings.ToLower(login)] }

// ensureUser finds an account or makes one, as if it had always been there.
func (s *Server) ensureUser(login, name, kind string) *user {
	if u := s.user(login); u != nil {
		return u
	}
	u := &user{id: s.newID(), login: login, name: name, kind: kind, site: s.URL, created: s.now()}
	prefix := map[string]string{"User": "U", "Organization": "O", "Bot": "BOT"}[kind]
	u.nodeID = s.register(prefix, u.id, u)
	s.users[strings.ToLower(login)] = u
	return u
}

// byEmail finds who wrote a commit by a noreply address; nil when unknown.
func (s *Server) byEmail(email string) *user {
	name, ok := strings.CutSuffix(email, "@users.noreply.github.com")
	if _, login, found := strings.Cut(name, "+"); ok && found {
		return s.user(login)
	}
	return nil
}

func sorted(list []string) []string {
	slices.Sort(list)
	return list
}

// repoByID finds a repository by its database id; nil when unknown.
func (s *Server) repoByID(id int64) *Repo {
	for _, r := range s.repos {
		if r.id == id {
			return r
		}
	}
	return nil
}

// reposOf lists an owner's repositories in order of creation.
func (s *Server) reposOf(owner *user) []*Repo {
	var rs []*Repo
	for r := range maps.Values(s.repos) {
		if r.owner == owner {
			rs = append(rs, r)
		}
	}
	slices.SortFunc(rs, func(a, b *Repo) int { return int(a.id - b.id) })
	return rs
}

// fullName is OWNER/NAME.
func (r *Repo) fullName() string { return r.owner.login + "/" + r.name }

// Name is the full name, OWNER/NAME.
func (r *Repo) Name() string { return r.fullName() }

// issue finds an issue or a pull request by number; nil when unknown.
func (r *Repo) issue(number int) *issue {
	if number < 1 || number > len(r.issues) {
		return nil
	}
	return r.issues[number-1]
}

// label finds a label by name, whatever its case; nil when unknown.
func (r *Repo) label(name string) *label {
	for _, l := range r.labels {
		if strings.EqualFold(l.name, name) {
			return l
		}
	}
	return nil
}

// installed finds the App's installation that covers r; nil when there is none.
func (r *Repo) installed() *installation {
	for _, in := range r.s.installs {
		if in.account == r.owner {
			return in
		}
	}
	return nil
}

// roleOf is what a person may do in r: "", read, triage, write, maintain or
// admin. A public repository gives everyone read.
func (r *Repo) roleOf(u *user) string {
	switch {
	case u == nil:
		return ""
	case u == r.owner:
		return "admin"
	case r.roles[strings.ToLower(u.login)] != "":
		return r.roles[strings.ToLower(u.login)]
	case r.private:
		return ""
	}
	return "read"
}

// rank orders roles; an unknown role ranks as none.
func rank(role string) int {
	return slices.Index([]string{"read", "triage", "write", "maintain", "admin"}, role) + 1
}

// association is what GitHub shows beside a name: OWNER, COLLABORATOR,
// CONTRIBUTOR or NONE.
func (r *Repo) association(u *user) string {
	switch {
	case u == r.owner:
		return "OWNER"
	case r.roles[strings.ToLower(u.login)] != "":
		if r.owner.kind == "Organization" {
			return "MEMBER"
		}
		return "COLLABORATOR"
	}
	for _, i := range r.issues {
		if i.pull != nil && i.pull.merged && i.author == u {
			return "CONTRIBUTOR"
		}
	}
	return "NONE"
}
