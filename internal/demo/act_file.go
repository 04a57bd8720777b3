package demo

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"path"
	"strings"

	"github.com/storybot-app/storybot/internal/githubsim"
)

// What people do with files: propose, push, rename, take a suggestion.

// written is a file as somebody posted it, under the name it had before if it
// was there.
type written struct {
	name, was string
	text      []byte
}

// writtenIn reads the file of a form.
func writtenIn(r *http.Request) (written, error) {
	name := path.Clean(strings.TrimSpace(r.PostFormValue("path")))
	if name == "." || strings.HasPrefix(name, "/") || strings.HasPrefix(name, "..") || strings.Contains(name, "\x00") {
		return written{}, errors.New("please give the file a name inside the repository, such as src/status_quo/my_story.md")
	}
	f := written{name: name, was: r.PostFormValue("was"), text: []byte(unixed(r.PostFormValue("text")))}
	if f.was == "" {
		f.was = name
	}
	return f, nil
}

// files are what a commit of it changes.
func (f written) files() map[string][]byte {
	files := map[string][]byte{f.was: nil}
	files[f.name] = f.text
	return files
}

// message says what a commit of it does, for those who did not.
func (f written) message(verb string) string {
	if f.was != f.name {
		return "Rename " + path.Base(f.was) + " to " + path.Base(f.name)
	}
	return verb + " " + path.Base(f.name)
}

// free reports as an error that the new name of a file is another's.
func (f written) free(repo *githubsim.Repo, ref string) error {
	if repo == nil || f.was == f.name {
		return nil
	}
	if _, err := repo.File(ref, f.name); err == nil {
		return fmt.Errorf("there's already a file called %s", f.name)
	}
	return nil
}

// propose opens a pull request with one new, changed or renamed file.
func propose(p *pages, who Person, r *http.Request) (landing, error) {
	f, err := writtenIn(r)
	if err == nil {
		err = f.free(p.repo, "")
	}
	if err != nil {
		return landing{}, err
	}
	title := strings.TrimSpace(r.PostFormValue("title"))
	if title == "" {
		title = f.message("Add")
	}
	n, err := p.repo.OpenPullRequest(githubsim.PullRequestInput{
		Login: who.Login, Fork: !who.Pushes() || r.PostFormValue("where") == "fork",
		Title: title, Body: unixed(r.PostFormValue("body")), Draft: r.PostFormValue("draft") != "", Files: f.files(),
	})
	return landing{number: n}, err
}

// push commits a file to a pull request's branch.
func push(p *pages, who Person, r *http.Request) (landing, error) {
	n := numberIn(r)
	f, err := writtenIn(r)
	if err != nil {
		return landing{}, err
	}
	item := p.repo.View(n)
	head := p.headOf(item)
	if err := f.free(head, item.HeadOID); err != nil {
		return landing{}, err
	}
	if began := r.PostFormValue("head"); head != nil && began != "" && began != item.HeadOID && differs(head, f.was, began, item.HeadOID) {
		return landing{}, errors.New("somebody changed this file after you opened it. Your text is below; push it again to replace theirs")
	}
	message := strings.TrimSpace(r.PostFormValue("message"))
	if message == "" {
		message = f.message("Update")
	}
	return landing{n, fileAnchor(f.name)}, p.repo.Push(who.Login, n, message, f.files())
}

// headOf is the repository that a pull request comes from; nil once deleted.
func (p *pages) headOf(item githubsim.IssueView) *githubsim.Repo {
	login, name, _ := strings.Cut(item.HeadRepo, "/")
	return p.sim.Repo(login, name)
}

// differs reports whether a file differs between two commits.
func differs(repo *githubsim.Repo, name, a, b string) bool {
	before, err := repo.File(a, name)
	after, err2 := repo.File(b, name)
	return err != nil || err2 != nil || !bytes.Equal(before, after)
}

// applySuggestion commits what a review comment proposes.
func applySuggestion(p *pages, who Person, r *http.Request) (landing, error) {
	n, id := numberIn(r), commentIn(r)
	item := p.repo.View(n)
	for _, rv := range item.Reviews {
		for _, c := range rv.Comments {
			_, text, ok := suggestionIn(c.Body)
			if c.ID != id || !ok || c.Line == 0 {
				continue
			}
			_, around, there := linesOf(item, c)
			if !there {
				continue
			}
			fresh := []byte(around[0] + text + around[1])
			if err := p.repo.Push(who.Login, n, "Apply a suggestion from the review", map[string][]byte{c.Path: fresh}); err != nil {
				return landing{}, err
			}
			return landing{n, lineAnchor(id)}, p.repo.ResolveThread(who.Login, n, c.ID, true)
		}
	}
	return landing{}, errors.New("this suggestion no longer fits the file")
}
