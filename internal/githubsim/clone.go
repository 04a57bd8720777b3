package githubsim

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/pktline"
)

// The two services of git's smart HTTP protocol: fetch and push.
const (
	uploadPack  = "git-upload-pack"
	receivePack = "git-receive-pack"
)

// serveGit answers git's smart HTTP protocol: clone, fetch and push.
func (s *Server) serveGit(w http.ResponseWriter, r *http.Request) {
	owner, name, service, ok := gitPath(r)
	if !ok {
		http.NotFound(w, r)
		return
	}
	body, err := gitBody(r)
	if err != nil {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	repo := s.repo(owner, name)
	tok, ok := s.admitGit(w, r, repo, service)
	if !ok {
		return
	}
	kind := "result"
	if r.Method == http.MethodGet {
		kind = "advertisement"
	}
	w.Header().Set("Content-Type", "application/x-"+service+"-"+kind)
	w.Header().Set("Cache-Control", "no-cache")
	switch {
	case r.Method == http.MethodGet:
		_, _ = w.Write(repo.advertise(service)) // the caller went away: nothing to do
	case service == uploadPack:
		repo.upload(w, body)
	default:
		repo.receive(w, body, tok)
	}
}

// gitPath reads OWNER/REPO and what is wanted of it; the .git may be left out.
func gitPath(r *http.Request) (owner, name, service string, ok bool) {
	owner, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	name, action, _ := strings.Cut(rest, "/")
	name = strings.TrimSuffix(name, ".git")
	switch {
	case r.Method == http.MethodGet && action == "info/refs":
		service = r.URL.Query().Get("service")
	case r.Method == http.MethodPost:
		service = action
	}
	return owner, name, service, service == uploadPack || service == receivePack
}

func gitBody(r *http.Request) ([]byte, error) {
	body := io.Reader(r.Body)
	if r.Header.Get("Content-Encoding") == "gzip" {
		var err error
		if body, err = gzip.NewReader(r.Body); err != nil {
			return nil, err
		}
	}
	data, err := io.ReadAll(io.LimitReader(body, maxBody+1))
	if err == nil && len(data) > maxBody {
		err = errors.New("too large")
	}
	return data, err
}

// admitGit checks that the caller may fetch or push, and answers when not. As
// on GitHub, who says nothing of himself is asked for a token wherever one
// could help, and whether a repository exists is not told without one.
func (s *Server) admitGit(w http.ResponseWriter, r *http.Request, repo *Repo, service string) (*token, bool) {
	tok, sent := s.gitToken(r)
	visible := repo != nil && !repo.deleted && s.may(tok, repo, "contents", "read")
	switch {
	case sent && tok == nil, tok == nil && (!visible || service == receivePack):
		w.Header().Set("WWW-Authenticate", `Basic realm="GitHub"`)
		http.Error(w, "No anonymous access.", http.StatusUnauthorized)
	case !visible:
		http.Error(w, "Repository not found.", http.StatusNotFound)
	case service == receivePack && !s.may(tok, repo, "contents", "write"):
		http.Error(w, "Permission to "+repo.fullName()+".git denied to "+tok.user.login+".", http.StatusForbidden)
	default:
		return tok, true
	}
	return nil, false
}

// gitToken reads git's way of sending a token: basic authentication with the
// token as password and any name, or as the name alone. sent reports whether
// there was anything.
func (s *Server) gitToken(r *http.Request) (tok *token, sent bool) {
	name, password, sent := r.BasicAuth()
	if !sent {
		return nil, r.Header.Get("Authorization") != ""
	}
	for _, value := range []string{password, name} {
		if tok := s.tokens[value]; tok != nil && s.valid(tok) {
			return tok, true
		}
	}
	return nil, true
}

const (
	uploadCapabilities  = "multi_ack_detailed no-done shallow no-progress include-tag allow-tip-sha1-in-want allow-reachable-sha1-in-want agent=githubsim"
	receiveCapabilities = "report-status delete-refs no-thin agent=githubsim"
)

// advertise lists the refs: those to fetch with HEAD first, those to push to
// without the ones that nobody may push to.
func (r *Repo) advertise(service string) []byte {
	r.refreshMergeRefs()
	var names []string
	for name := range r.git.ReferenceStorage {
		if service == uploadPack || !strings.HasPrefix(name.String(), "refs/pull/") {
			names = append(names, name.String())
		}
	}
	var lines []string
	caps := "\x00" + receiveCapabilities
	if service == uploadPack {
		caps = "\x00" + uploadCapabilities
		if head, ok := r.branch(r.defaultBranch); ok {
			lines = append(lines, head.String()+" HEAD"+caps+" symref=HEAD:refs/heads/"+r.defaultBranch)
			caps = ""
		}
	}
	for _, name := range sorted(names) {
		oid, _ := r.ref(name)
		lines, caps = append(lines, oid.String()+" "+name+caps), ""
	}
	if len(lines) == 0 {
		lines = []string{plumbing.ZeroHash.String() + " capabilities^{}" + caps}
	}
	var out bytes.Buffer
	e := pktline.NewEncoder(&out) // into memory: cannot fail
	_ = e.Encodef("# service=%s\n", service)
	_ = e.Flush()
	for _, line := range lines {
		_ = e.Encodef("%s\n", line)
	}
	_ = e.Flush()
	return out.Bytes()
}
