package demo

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/storybot-app/storybot/internal/githubsim"
)

// maxForm is how large a posted form may be, in bytes.
const maxForm = 2 << 20

// landing is where somebody is led after what they did: the number of an issue
// or pull request (0 is the list), and a place on its page.
type landing struct {
	number int
	anchor string
}

// action does what somebody posted.
type action func(p *pages, who Person, r *http.Request) (landing, error)

// again shows the page of a form that was rejected.
type again func(w http.ResponseWriter, r *http.Request, status int, a attempt)

// act runs an action as the acting person.
func (p *pages) act(do action, again again) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, maxForm)
		if err := r.ParseForm(); err != nil {
			p.fail(w, r, http.StatusRequestEntityTooLarge, "That's more text than this page can take. Go back and your text is still there; please make it shorter.")
			return
		}
		to, err := do(p, actor(r), r)
		switch {
		case errors.Is(err, githubsim.ErrDenied):
			again(w, r, http.StatusForbidden, attempted(r, actor(r).Login+" isn't allowed to do that here. You can switch to somebody else at the top, or work in a fork.").denied())
		case err != nil:
			again(w, r, http.StatusUnprocessableEntity, attempted(r, sentence(err)))
		default:
			taken(w, r)
			address := "/"
			if to.number != 0 {
				address = itemURL(p.repo.Name(), p.repo.View(to.number))
			}
			if to.anchor != "" {
				address += "#" + to.anchor
			}
			http.Redirect(w, r, address, http.StatusSeeOther)
		}
	}
}

// sentence is an error as people read it.
func sentence(err error) string {
	text := strings.TrimPrefix(err.Error(), "githubsim: ")
	var answer interface{ Sentence() string }
	switch {
	case errors.Is(err, githubsim.ErrNotFound):
		return "That's no longer there."
	case errors.As(err, &answer):
		text = answer.Sentence()
	}
	if text == "" {
		return "Something went wrong."
	}
	text = strings.ToUpper(text[:1]) + text[1:]
	if !strings.HasSuffix(text, ".") {
		text += "."
	}
	return text
}

// actAs changes the acting person.
func (p *pages) actAs(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	http.SetCookie(w, &http.Cookie{
		Name: "person", Value: person(r.PostFormValue("login")).Login, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode,
	})
	http.Redirect(w, r, local(r.PostFormValue("back")), http.StatusSeeOther)
}

func numberIn(r *http.Request) int {
	n, _ := strconv.Atoi(r.PostFormValue("number")) // anything else: no such item
	return n
}

// commentIn is the id of the comment that a form is about.
func commentIn(r *http.Request) int64 {
	id, _ := strconv.ParseInt(r.PostFormValue("comment"), 10, 64) // anything else: no such comment
	return id
}

// unixed is posted text as files have it.
func unixed(text string) string { return strings.ReplaceAll(text, "\r\n", "\n") }

// redeliver sends a webhook once more.
func (p *pages) redeliver(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if err := p.sim.Redeliver(r.PostFormValue("guid")); err != nil {
		p.fail(w, r, http.StatusUnprocessableEntity, sentence(err))
		return
	}
	http.Redirect(w, r, "/-/webhooks", http.StatusSeeOther)
}
