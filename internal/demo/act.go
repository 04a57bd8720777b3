package demo

import (
	"errors"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/storybot-app/storybot/internal/githubsim"
)

// maxForm is how large a posted form may be, in bytes.
const maxForm = 2 << 20

// action does what somebody posted and returns the number of the issue or
// pull request to show then; 0 is the list.
type action func(p *pages, who Person, r *http.Request) (int, error)

// act runs an action as the acting person.
func (p *pages) act(do action) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, maxForm)
		if err := r.ParseForm(); err != nil {
			p.fail(w, r, http.StatusRequestEntityTooLarge, "That is more text than this page takes.")
			return
		}
		n, err := do(p, actor(r), r)
		switch {
		case errors.Is(err, githubsim.ErrDenied):
			p.fail(w, r, http.StatusForbidden, actor(r).Login+" may not do that here. Act as somebody else, or work on a fork.")
		case err != nil:
			p.fail(w, r, http.StatusUnprocessableEntity, err.Error())
		case n == 0:
			http.Redirect(w, r, "/", http.StatusSeeOther)
		default:
			http.Redirect(w, r, itemURL(p.repo.Name(), p.repo.View(n)), http.StatusSeeOther)
		}
	}
}

// actAs changes the acting person.
func (p *pages) actAs(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	http.SetCookie(w, &http.Cookie{
		Name: "person", Value: person(r.PostFormValue("login")).Login, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode,
	})
	back := r.PostFormValue("back")
	if !strings.HasPrefix(back, "/") || strings.HasPrefix(back, "//") || strings.Contains(back, `\`) {
		back = "/"
	}
	http.Redirect(w, r, back, http.StatusSeeOther)
}

func numberIn(r *http.Request) int {
	n, _ := strconv.Atoi(r.PostFormValue("number")) // anything else: no such item
	return n
}

// unixed is posted text as files have it.
func unixed(text string) string { return strings.ReplaceAll(text, "\r\n", "\n") }

func fileIdea(p *pages, who Person, r *http.Request) (int, error) {
	title, body := strings.TrimSpace(r.PostFormValue("title")), unixed(r.PostFormValue("body"))
	var labels []string
	for _, form := range p.forms {
		if form.ID != r.PostFormValue("template") {
			continue
		}
		// As on GitHub, a form puts on no label that the repository lacks.
		for _, l := range p.repo.Labels() {
			if slices.Contains(form.Labels, l.Name) {
				labels = append(labels, l.Name)
			}
		}
		if len(form.Fields) > 0 {
			body = form.body(r.PostForm)
		}
	}
	if title == "" {
		return 0, errors.New("an idea needs a title")
	}
	return p.repo.OpenIssue(who.Login, title, body, labels...)
}

func comment(p *pages, who Person, r *http.Request) (int, error) {
	n := numberIn(r)
	text := unixed(r.PostFormValue("body"))
	if strings.TrimSpace(text) == "" {
		return 0, errors.New("the comment is empty")
	}
	_, err := p.repo.Comment(who.Login, n, text)
	return n, err
}

// propose opens a pull request with one new or changed file.
func propose(p *pages, who Person, r *http.Request) (int, error) {
	name := path.Clean(strings.TrimSpace(r.PostFormValue("path")))
	if name == "." || strings.HasPrefix(name, "/") || strings.HasPrefix(name, "..") || strings.Contains(name, "\x00") {
		return 0, errors.New("the file needs a name within the repository")
	}
	title := strings.TrimSpace(r.PostFormValue("title"))
	if title == "" {
		title = "Add " + path.Base(name)
	}
	return p.repo.OpenPullRequest(githubsim.PullRequestInput{
		Login: who.Login, Fork: !who.Pushes() || r.PostFormValue("where") == "fork",
		Title: title, Body: unixed(r.PostFormValue("body")), Draft: r.PostFormValue("draft") != "",
		Files: map[string][]byte{name: []byte(unixed(r.PostFormValue("text")))},
	})
}

// push commits a file to a pull request's branch.
func push(p *pages, who Person, r *http.Request) (int, error) {
	n, name := numberIn(r), r.PostFormValue("path")
	message := strings.TrimSpace(r.PostFormValue("message"))
	if message == "" {
		message = "Update " + path.Base(name)
	}
	return n, p.repo.Push(who.Login, n, message, map[string][]byte{name: []byte(unixed(r.PostFormValue("text")))})
}

// applySuggestion commits what a review comment proposes.
func applySuggestion(p *pages, who Person, r *http.Request) (int, error) {
	n := numberIn(r)
	item := p.repo.View(n)
	for _, rv := range item.Reviews {
		for _, c := range rv.Comments {
			_, text, ok := suggestionIn(c.Body)
			if itoa(c.ID) != r.PostFormValue("comment") || !ok || c.Line == 0 {
				continue
			}
			_, around, there := linesOf(item, c)
			if !there {
				continue
			}
			fresh := []byte(around[0] + text + around[1])
			if err := p.repo.Push(who.Login, n, "Apply a suggestion from the review", map[string][]byte{c.Path: fresh}); err != nil {
				return 0, err
			}
			return n, p.repo.ResolveThread(who.Login, n, c.ID, true)
		}
	}
	return 0, errors.New("this suggestion does not fit the file any more")
}

// change does what takes a button alone.
func change(p *pages, who Person, r *http.Request) (int, error) {
	n := numberIn(r)
	changes := map[string]func(login string, n int) error{
		"ready": p.repo.MarkReady, "draft": p.repo.ConvertToDraft, "merge": p.repo.Merge,
		"close": p.repo.CloseIssue, "reopen": p.repo.Reopen,
	}
	do := changes[r.PostFormValue("what")]
	if do == nil {
		return 0, errors.New("there is no such button")
	}
	return n, do(who.Login, n)
}

// redeliver sends a webhook once more.
func (p *pages) redeliver(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if err := p.sim.Redeliver(r.PostFormValue("guid")); err != nil {
		p.fail(w, r, http.StatusUnprocessableEntity, err.Error())
		return
	}
	http.Redirect(w, r, "/-/webhooks", http.StatusSeeOther)
}
