package demo

import (
	"html/template"
	"net/http"
	"net/url"
	"path"
	"strings"

	"github.com/storybot-app/storybot/internal/githubsim"
	"github.com/storybot-app/storybot/internal/lazyregexp"
)

// filePage is one file: rendered, and its lines with anchors.
type filePage struct {
	frame
	Path, Ref string
	Rendered  template.HTML
	Lines     []string
	EditURL   string
	Plain     bool
}

// file is GitHub's /OWNER/REPO/blob/REF/PATH.
func (p *pages) file(w http.ResponseWriter, r *http.Request) {
	repo := p.sim.Repo(r.PathValue("owner"), r.PathValue("repo"))
	if repo == nil {
		p.fail(w, r, http.StatusNotFound, "There's no such repository here.")
		return
	}
	ref, name := splitRef(repo, r.PathValue("path"))
	text, err := repo.File(ref, name)
	if err != nil {
		p.fail(w, r, http.StatusNotFound, "There's no such file on this branch or commit.")
		return
	}
	page := filePage{frame: p.frame(r, path.Base(name)), Path: name, Ref: ref, Plain: r.URL.Query().Get("plain") != ""}
	page.Lines = strings.Split(strings.TrimRight(string(text), "\n"), "\n")
	if isMarkdown(name) {
		page.Rendered = p.markdown.Render(string(text), path.Dir(r.URL.EscapedPath()))
	}
	if !commitID().MatchString(ref) {
		page.EditURL = "/" + repo.Name() + "/edit/" + escapePath(ref) + "/" + escapePath(name)
	}
	p.show(w, http.StatusOK, "file", page)
}

var commitID = lazyregexp.New(`^[0-9a-f]{40}$`)

// splitRef splits "BRANCH/PATH"; a branch may have slashes of its own.
func splitRef(repo *githubsim.Repo, rest string) (ref, name string) {
	longest := ""
	for _, branch := range repo.Branches() {
		if (rest == branch || strings.HasPrefix(rest, branch+"/")) && len(branch) > len(longest) {
			longest = branch
		}
	}
	if longest != "" {
		return longest, strings.Trim(strings.TrimPrefix(rest, longest), "/")
	}
	ref, name, _ = strings.Cut(rest, "/")
	return ref, strings.Trim(name, "/")
}

func escapePath(name string) string {
	parts := strings.Split(name, "/")
	for i := range parts {
		parts[i] = url.PathEscape(parts[i])
	}
	return strings.Join(parts, "/")
}

// editorPage is the editor of a new file or of one that is there.
type editorPage struct {
	frame
	Branch     string
	Dir, File  string // Dir with a slash at its end
	Was        string // the file's name so far; "" of a new one
	Head       string // the commit that is edited
	Text       string
	PullTitle  string
	PullBody   string
	PullNumber int // the pull request a change is pushed to; 0 opens one
}

// newFile is GitHub's /OWNER/REPO/new/BRANCH/DIR?filename=…&value=…: whoever
// may not push gets a fork.
func (p *pages) newFile(w http.ResponseWriter, r *http.Request) {
	branch, dir := splitRef(p.repo, r.PathValue("path"))
	q := r.URL.Query()
	page := editorPage{
		frame: p.frame(r, "Write a story"), Branch: branch, File: q.Get("filename"), Text: q.Get("value"),
		PullTitle: q.Get("message"), PullBody: q.Get("description"),
	}
	if dir != "" {
		page.Dir = dir + "/"
	}
	p.show(w, http.StatusOK, "editor", page)
}

// editFile is GitHub's /OWNER/REPO/edit/BRANCH/PATH. A branch that has a pull
// request is pushed to, any other gets one.
func (p *pages) editFile(w http.ResponseWriter, r *http.Request) {
	repo := p.sim.Repo(r.PathValue("owner"), r.PathValue("repo"))
	if repo == nil {
		p.fail(w, r, http.StatusNotFound, "There's no such repository here.")
		return
	}
	branch, name := splitRef(repo, r.PathValue("path"))
	text, err := repo.File(branch, name)
	if err != nil {
		p.fail(w, r, http.StatusNotFound, "There's no such file on this branch.")
		return
	}
	page := editorPage{frame: p.frame(r, "Edit "+path.Base(name)), Branch: branch, File: name, Was: name, Text: string(text)}
	for _, item := range p.repo.Issues() {
		if item.IsPull && item.State == "open" && item.HeadBranch == branch && strings.EqualFold(item.HeadRepo, repo.Name()) {
			page.PullNumber, page.Head = item.Number, item.HeadOID
		}
	}
	p.show(w, http.StatusOK, "editor", page)
}

// proposeAgain shows the editor with what somebody typed.
func (p *pages) proposeAgain(w http.ResponseWriter, r *http.Request, status int, a attempt) {
	title := "Write a story"
	if was := r.PostFormValue("was"); was != "" {
		title = "Edit " + path.Base(was)
	}
	page := editorPage{frame: p.frameAt(r, title, local(r.PostFormValue("here"))), Was: r.PostFormValue("was")}
	page.attempt = a
	p.show(w, status, "editor", page)
}
