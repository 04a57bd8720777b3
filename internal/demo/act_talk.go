package demo

import (
	"errors"
	"net/http"
	"slices"
	"strings"
)

// What people do in a conversation: file, comment, answer, edit, label, close.

func fileIdea(p *pages, who Person, r *http.Request) (landing, error) {
	title, body := strings.TrimSpace(r.PostFormValue("title")), unixed(r.PostFormValue("body"))
	var labels []string
	if form := p.form(r.PostFormValue("template")); form != nil {
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
		return landing{}, errors.New("please give your idea a title")
	}
	n, err := p.repo.OpenIssue(who.Login, title, body, labels...)
	return landing{number: n}, err
}

// said is the text of a comment in a form.
func said(r *http.Request) (string, error) {
	text := unixed(r.PostFormValue("body"))
	if strings.TrimSpace(text) == "" {
		return "", errors.New("your comment is empty")
	}
	return text, nil
}

func comment(p *pages, who Person, r *http.Request) (landing, error) {
	text, err := said(r)
	if err != nil {
		return landing{}, err
	}
	n := numberIn(r)
	id, err := p.repo.Comment(who.Login, n, text)
	return landing{n, commentAnchor(id)}, err
}

// editComment changes one's own comment.
func editComment(p *pages, who Person, r *http.Request) (landing, error) {
	text, err := said(r)
	if err != nil {
		return landing{}, err
	}
	id := commentIn(r)
	return landing{numberIn(r), commentAnchor(id)}, p.repo.EditComment(who.Login, id, text)
}

// reply answers a comment on a line.
func reply(p *pages, who Person, r *http.Request) (landing, error) {
	text, err := said(r)
	if err != nil {
		return landing{}, err
	}
	n := numberIn(r)
	id, err := p.repo.ReplyInThread(who.Login, n, commentIn(r), text)
	return landing{n, lineAnchor(id)}, err
}

// edit changes title and description of an issue or pull request, as far as
// they differ: GitHub sends an event for each.
func edit(p *pages, who Person, r *http.Request) (landing, error) {
	n := numberIn(r)
	title, body := strings.TrimSpace(r.PostFormValue("title")), unixed(r.PostFormValue("body"))
	if title == "" {
		return landing{}, errors.New("please keep a title")
	}
	item := p.repo.View(n)
	if title != item.Title {
		if err := p.repo.EditTitle(who.Login, n, title); err != nil {
			return landing{}, err
		}
	}
	if body != unixed(item.Body) {
		if err := p.repo.EditBody(who.Login, n, body); err != nil {
			return landing{}, err
		}
	}
	return landing{n, "issue"}, nil
}

// relabel puts on the labels that were ticked and takes off those that no
// longer are. What somebody else changed in the meantime stays so.
func relabel(p *pages, who Person, r *http.Request) (landing, error) {
	n := numberIn(r)
	before, after := r.PostForm["was"], r.PostForm["label"]
	for _, l := range p.repo.Labels() {
		had, has := slices.Contains(before, l.Name), slices.Contains(after, l.Name)
		var err error
		switch {
		case has && !had:
			err = p.repo.AddLabel(who.Login, n, l.Name)
		case had && !has:
			err = p.repo.RemoveLabel(who.Login, n, l.Name)
		}
		if err != nil {
			return landing{}, err
		}
	}
	return landing{n, "labels"}, nil
}

// change does what takes a button alone.
func change(p *pages, who Person, r *http.Request) (landing, error) {
	n := numberIn(r)
	changes := map[string]func(login string, n int) error{
		"ready": p.repo.MarkReady, "draft": p.repo.ConvertToDraft, "merge": p.repo.Merge,
		"close": p.repo.CloseIssue, "reopen": p.repo.Reopen,
	}
	do := changes[r.PostFormValue("what")]
	if do == nil {
		return landing{}, errors.New("there's no such button")
	}
	if r.PostFormValue("what") == "merge" && who.Pushes() {
		if item := p.repo.View(n); item.State != "open" || item.Draft || !item.Mergeable {
			return landing{}, errors.New("this can't be merged: it's a draft, it's closed, or it conflicts with main")
		}
	}
	if err := do(who.Login, n); err != nil {
		return landing{}, err
	}
	return landing{n, lastEvent(p.repo.View(n), who.Login)}, nil
}
