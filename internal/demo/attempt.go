package demo

import (
	"fmt"
	"hash/fnv"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/internal/lazyregexp"
)

// attempt is a form that was rejected: its page is shown again with what
// was wrong and with all that somebody typed.
type attempt struct {
	form    string // name of the form, "" for none
	problem string
	values  url.Values
	refused bool // not allowed, so the page may not offer the form at all
}

// formName is what forms are called: in their hidden field "form", in the
// cookie that says one was taken, and where the browser keeps drafts.
var formName = lazyregexp.New(`^[a-z]{1,20}-[0-9a-z]{1,40}$`)

// attempted is the form of a request and what was wrong with it.
func attempted(r *http.Request, problem string) attempt {
	a := attempt{problem: problem, values: r.PostForm}
	if name := r.PostFormValue("form"); formName().MatchString(name) {
		a.form = name
	}
	return a
}

// denied is the attempt of somebody who is not allowed to.
func (a attempt) denied() attempt {
	a.refused = true
	return a
}

// Refused is why somebody is not allowed to do what they tried; "" if they are.
func (f frame) Refused() string {
	if !f.attempt.refused {
		return ""
	}
	return f.attempt.problem
}

// Lost lists what somebody typed who was refused: the page may no longer have a
// form to show it in.
func (f frame) Lost() []string {
	var texts []string
	for _, field := range []string{"title", "body", "text"} {
		if text := f.attempt.values.Get(field); strings.TrimSpace(text) != "" {
			texts = append(texts, text)
		}
	}
	return texts
}

// FormName names a form by its kind and what it is about.
func (f frame) FormName(kind string, about any) string {
	switch about := about.(type) {
	case int, int64:
		return fmt.Sprintf("%s-%d", kind, about)
	default: // an address or the name of a file, which may hold anything
		sum := fnv.New64a()
		sum.Write(fmt.Append(nil, about)) // a hash takes everything
		return fmt.Sprintf("%s-%016x", kind, sum.Sum64())
	}
}

// Tried reports whether this form was rejected.
func (f frame) Tried(form string) bool { return f.attempt.form == form && form != "" }

// Problem is what was wrong with a form; "" for nothing.
func (f frame) Problem(form string) string {
	if !f.Tried(form) || f.attempt.refused {
		return ""
	}
	return f.attempt.problem
}

// Typed is what somebody typed into a field of a form that was rejected,
// and otherwise what it says to begin with.
func (f frame) Typed(form, field, otherwise string) string {
	if given, ok := f.attempt.values[field]; ok && f.Tried(form) && len(given) > 0 {
		return given[0]
	}
	return otherwise
}

// Ticked reports whether a box is ticked: as somebody left it in a form that
// was rejected, and otherwise as it is to begin with.
func (f frame) Ticked(form, field, value string, otherwise bool) bool {
	if !f.Tried(form) {
		return otherwise
	}
	return slices.Contains(f.attempt.values[field], value)
}

// taken tells the browser that a form arrived, so that it forgets its draft.
func taken(w http.ResponseWriter, r *http.Request) {
	if name := r.PostFormValue("form"); formName().MatchString(name) {
		http.SetCookie(w, &http.Cookie{Name: "taken", Value: name, Path: "/", MaxAge: 60, SameSite: http.SameSiteStrictMode})
	}
}

// local is an address if it is one of this site, and else its first page.
func local(address string) string {
	if !strings.HasPrefix(address, "/") || strings.HasPrefix(address, "//") || strings.Contains(address, `\`) {
		return "/"
	}
	return address
}
