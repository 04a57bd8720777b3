package demo

import (
	"cmp"
	"net/http"
	"net/url"
)

// ideaPage is one of the repository's issue forms, or a blank issue.
type ideaPage struct {
	frame
	Forms      []issueForm
	Form       *issueForm // nil: in one's own words
	Text       string     // to begin with
	IssueTitle string
}

// newIdea is GitHub's /OWNER/REPO/issues/new: the form that the address names,
// a blank issue with what the address fills in, or the first form. A form
// nobody knows, such as "blank", is a blank issue, too.
func (p *pages) newIdea(w http.ResponseWriter, r *http.Request) {
	p.showIdea(w, http.StatusOK, r.URL.Query(), p.frame(r, "File an idea"))
}

// ideaAgain shows an idea that was not taken, as it was typed.
func (p *pages) ideaAgain(w http.ResponseWriter, r *http.Request, status int, a attempt) {
	f := p.frameAt(r, "File an idea", local(r.PostFormValue("here")))
	f.attempt = a
	p.showIdea(w, status, url.Values{"template": {r.PostFormValue("template")}}, f)
}

func (p *pages) showIdea(w http.ResponseWriter, status int, asked url.Values, f frame) {
	page := ideaPage{frame: f, Forms: p.forms, Form: p.form(asked.Get("template"))}
	if len(asked) == 0 && len(p.forms) > 0 {
		page.Form = &p.forms[0]
	}
	page.IssueTitle, page.Text = asked.Get("title"), asked.Get("body")
	if page.Form != nil {
		page.IssueTitle = cmp.Or(page.IssueTitle, page.Form.Title)
		page.Text = cmp.Or(page.Text, page.Form.Text)
	}
	p.show(w, status, "idea", page)
}

// form finds an issue form by the name of its file.
func (p *pages) form(id string) *issueForm {
	for i := range p.forms {
		if p.forms[i].ID == id {
			return &p.forms[i]
		}
	}
	return nil
}
