package demo

import (
	"html/template"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/storybot-app/storybot/handlers"
	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/githubsim"
	"github.com/storybot-app/storybot/internal/page"
)

// itemPage is one issue or pull request.
type itemPage struct {
	frame
	Item  githubsim.IssueView
	Talk  []entry
	Check []check
	Files []changedFile
	May   abilities

	Labels   []labelChoice
	Pulls    []githubsim.IssueView // that close an issue
	Closes   []githubsim.IssueView // that a pull request closes
	StartURL string                // where the story of an idea can be started
	Commands []command.Spec        // what the bot can be asked here
}

// abilities are what the acting person may do here; the page offers no more.
type abilities struct{ Push, Merge, Manage, Label bool }

// labelChoice is a label of the repository, and whether it is on here.
type labelChoice struct {
	githubsim.LabelView
	On bool
}

// check is a check run.
type check struct {
	githubsim.CheckView
	Summary     template.HTML
	Annotations []annotation
}

// annotation is one remark of a check run.
type annotation struct {
	githubsim.AnnotationView
	URL string
}

// changedFile is a file of a pull request: as a reader sees it, and what
// changed.
type changedFile struct {
	githubsim.FileView
	Rendered template.HTML // of Markdown
	Diff     []diffLine
	Notes    []note // on lines the patch does not show
	Text     string // to be edited; "" of what is no Markdown
}

func (p *pages) item(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.PathValue("number")) // anything else: no such item
	item := p.repo.View(n)
	if item.Number == 0 || !strings.EqualFold(r.PathValue("owner")+"/"+r.PathValue("repo"), p.repo.Name()) {
		p.fail(w, r, http.StatusNotFound, "There's no such issue or pull request here.")
		return
	}
	if isPull := strings.Contains(r.URL.Path, "/pull/"); isPull != item.IsPull || r.PathValue("tab") != "" {
		http.Redirect(w, r, itemURL(p.repo.Name(), item), http.StatusSeeOther)
		return
	}
	p.show(w, http.StatusOK, "item", p.itemPage(p.frame(r, item.Title), item))
}

// itemAgain shows an issue or pull request with a form that was rejected.
func (p *pages) itemAgain(w http.ResponseWriter, r *http.Request, status int, a attempt) {
	item := p.repo.View(numberIn(r))
	if item.Number == 0 {
		p.fail(w, r, http.StatusNotFound, "There's no such issue or pull request here.")
		return
	}
	f := p.frameAt(r, item.Title, itemURL(p.repo.Name(), item))
	f.attempt = a
	p.show(w, status, "item", p.itemPage(f, item))
}

func (p *pages) itemPage(f frame, item githubsim.IssueView) itemPage {
	f.Number, f.State = item.Number, p.digest(item.Number)
	page := itemPage{frame: f, Item: item, Talk: p.talk(item)}
	mine := strings.EqualFold(item.Author, f.Me.Login)
	page.May = abilities{Push: mine || f.Me.Pushes(), Merge: f.Me.Pushes(), Manage: mine || f.Me.Pushes(), Label: f.Me.Pushes()}
	for _, one := range handlers.Commands() {
		if one.Where.Holds(item.IsPull) {
			page.Commands = append(page.Commands, one.Spec)
		}
	}
	for _, l := range p.repo.Labels() {
		page.Labels = append(page.Labels, labelChoice{l, slices.Contains(item.Labels, l)})
	}
	if item.IsPull {
		page.Closes = p.closedBy(item)
	} else {
		page.Pulls, page.StartURL = p.pullsFor(item.Number), p.startURL(item)
	}
	for i, c := range item.Checks { // newest first; older ones of the same name are history
		if !slices.ContainsFunc(item.Checks[:i], func(newer githubsim.CheckView) bool { return newer.Name == c.Name }) {
			page.Check = append(page.Check, p.check(item, c))
		}
	}
	for _, f := range item.Files {
		page.Files = append(page.Files, p.changed(item, f))
	}
	return page
}

func (p *pages) check(item githubsim.IssueView, view githubsim.CheckView) check {
	c := check{CheckView: view, Summary: p.markdown.Render(view.Summary+"\n\n"+view.Text, "")}
	for _, a := range view.Annotations {
		c.Annotations = append(c.Annotations, annotation{a, blobURL(item.HeadRepo, item.HeadOID, a.Path) + "#L" + strconv.Itoa(a.StartLine)})
	}
	return c
}

func (p *pages) changed(item githubsim.IssueView, view githubsim.FileView) changedFile {
	f := changedFile{FileView: view}
	f.Diff, f.Notes = annotate(page.Diff(view.Patch), p.notes(item, view.Path))
	if isMarkdown(view.Path) && view.Head != nil {
		f.Text = string(view.Head)
		f.Rendered = p.markdown.Render(f.Text, path.Dir(blobURL(item.HeadRepo, item.HeadOID, view.Path)))
	}
	return f
}

// notes are what checks and reviews say about the lines of a file.
func (p *pages) notes(item githubsim.IssueView, name string) []note {
	var notes []note
	if len(item.Checks) > 0 { // the newest speaks for the head
		for _, a := range p.check(item, item.Checks[0]).Annotations {
			if a.Path == name {
				notes = append(notes, note{Line: a.EndLine, Check: &a})
			}
		}
	}
	for _, rv := range item.Reviews {
		for _, c := range p.review(item, rv) {
			if c.Path == name && !c.Resolved && !c.Outdated {
				notes = append(notes, note{Line: c.Line, Comment: &c})
			}
		}
	}
	return notes
}

// checkRun leads from a check run to its pull request.
func (p *pages) checkRun(w http.ResponseWriter, r *http.Request) {
	for _, item := range p.repo.Issues() {
		if !item.IsPull {
			continue
		}
		for _, c := range p.repo.View(item.Number).Checks {
			if strconv.FormatInt(c.ID, 10) == r.PathValue("run") {
				http.Redirect(w, r, itemURL(p.repo.Name(), item)+"#check-"+r.PathValue("run"), http.StatusSeeOther)
				return
			}
		}
	}
	p.fail(w, r, http.StatusNotFound, "That check run belongs to an older commit.")
}
