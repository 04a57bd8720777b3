package githubsim

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/packfile"
	"github.com/go-git/go-git/v5/plumbing/format/pktline"
	"github.com/go-git/go-git/v5/plumbing/revlist"
)

// serveGit answers git's smart HTTP protocol for reading: clone and fetch.
// Pushing is refused, as for people without rights.
func (s *Server) serveGit(w http.ResponseWriter, r *http.Request) {
	owner, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	name, action, ok := strings.Cut(rest, ".git/")
	s.mu.Lock()
	defer s.mu.Unlock()
	repo := s.repo(owner, name)
	if !ok || repo == nil || !s.mayRead(r, repo) {
		http.NotFound(w, r)
		return
	}
	switch {
	case r.Method == http.MethodGet && action == "info/refs" && r.URL.Query().Get("service") == "git-upload-pack":
		w.Header().Set("Content-Type", "application/x-git-upload-pack-advertisement")
		w.Header().Set("Cache-Control", "no-cache")
		_, _ = w.Write(repo.advertise()) // the caller went away: nothing to do
	case r.Method == http.MethodPost && action == "git-upload-pack":
		repo.uploadPack(w, r)
	default:
		http.Error(w, "Permission denied: this GitHub takes no pushes over HTTP.", http.StatusForbidden)
	}
}

// mayRead checks git's way of sending a token: basic authentication with any
// user name.
func (s *Server) mayRead(r *http.Request, repo *Repo) bool {
	_, password, _ := r.BasicAuth()
	return s.may(s.tokens[password], repo, "contents", "read")
}

const capabilities = "no-progress include-tag allow-tip-sha1-in-want allow-reachable-sha1-in-want agent=githubsim"

// advertise lists the refs, HEAD first.
func (r *Repo) advertise() []byte {
	var names []string
	for name := range r.git.ReferenceStorage {
		names = append(names, name.String())
	}
	slices.Sort(names)
	var lines []string
	caps := "\x00" + capabilities
	if head, ok := r.branch(r.defaultBranch); ok {
		lines = append(lines, head.String()+" HEAD"+caps+" symref=HEAD:refs/heads/"+r.defaultBranch)
		caps = ""
	}
	for _, name := range names {
		oid, _ := r.ref(name)
		lines, caps = append(lines, oid.String()+" "+name+caps), ""
	}
	if len(lines) == 0 {
		lines = []string{plumbing.ZeroHash.String() + " capabilities^{}" + caps}
	}
	var out bytes.Buffer
	e := pktline.NewEncoder(&out) // into memory: cannot fail
	_ = e.Encodef("# service=git-upload-pack\n")
	_ = e.Flush()
	for _, line := range lines {
		_ = e.Encodef("%s\n", line)
	}
	_ = e.Flush()
	return out.Bytes()
}

// uploadPack sends the objects that are wanted and not had. It acknowledges
// nothing before done, so that a fetch may get more than it needs.
func (r *Repo) uploadPack(w http.ResponseWriter, req *http.Request) {
	wants, haves, done, err := readWants(req)
	if err != nil || len(wants) == 0 {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "application/x-git-upload-pack-result")
	w.Header().Set("Cache-Control", "no-cache")
	var out bytes.Buffer
	_ = pktline.NewEncoder(&out).Encodef("NAK\n") // into memory: cannot fail
	if done {
		haves = slices.DeleteFunc(haves, func(h plumbing.Hash) bool { return r.git.HasEncodedObject(h) != nil })
		if err := r.pack(&out, wants, haves); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
	}
	_, _ = w.Write(out.Bytes()) // the caller went away: nothing to do
}

func (r *Repo) pack(out io.Writer, wants, haves []plumbing.Hash) error {
	objects, err := revlist.Objects(r.git, wants, haves)
	if err != nil {
		return fmt.Errorf("githubsim: list objects: %w", err)
	}
	if _, err := packfile.NewEncoder(out, r.git, false).Encode(objects, 0); err != nil {
		return fmt.Errorf("githubsim: pack objects: %w", err)
	}
	return nil
}

func readWants(req *http.Request) (wants, haves []plumbing.Hash, done bool, err error) {
	body := io.Reader(req.Body)
	if req.Header.Get("Content-Encoding") == "gzip" {
		if body, err = gzip.NewReader(req.Body); err != nil {
			return nil, nil, false, err
		}
	}
	lines := pktline.NewScanner(io.LimitReader(body, 16<<20))
	for lines.Scan() {
		word, rest, _ := strings.Cut(strings.TrimSuffix(string(lines.Bytes()), "\n"), " ")
		oid, _, _ := strings.Cut(rest, " ")
		switch word {
		case "want":
			wants = append(wants, plumbing.NewHash(oid))
		case "have":
			haves = append(haves, plumbing.NewHash(oid))
		case "done":
			return wants, haves, true, nil
		}
	}
	return wants, haves, false, lines.Err()
}
