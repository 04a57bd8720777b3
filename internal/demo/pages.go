package demo

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
	"strings"

	"github.com/storybot-app/storybot/internal/githubsim"
	"github.com/storybot-app/storybot/internal/page"
)

//go:embed html
var assets embed.FS

// pages are the web pages of the demo. They hold no state: who acts stands in
// a cookie, everything else in the simulator.
type pages struct {
	sim       *githubsim.Server
	repo      *githubsim.Repo
	forms     []issueForm
	markdown  *page.Markdown
	templates *template.Template
}

func newPages(sim *githubsim.Server, repo *githubsim.Repo, forms []issueForm) *pages {
	return &pages{
		sim: sim, repo: repo, forms: forms, markdown: page.NewMarkdown(repo.Name()),
		templates: template.Must(page.Templates(assets, "html/*.html", pageFuncs())),
	}
}

// handler lists every address of the page. They are GitHub's own, so that
// the links the bot writes work; what is ours alone is below /-/.
func (p *pages) handler() http.Handler {
	own := http.NewServeMux()
	own.HandleFunc("GET /-/style.css", p.asset("html/style.css", "text/css; charset=utf-8", page.Style))
	own.HandleFunc("GET /-/live.js", p.asset("html/live.js", "text/javascript; charset=utf-8", ""))
	own.HandleFunc("GET /-/write.js", p.asset("html/write.js", "text/javascript; charset=utf-8", ""))
	own.HandleFunc("GET /-/labels.css", p.labelStyles)
	own.HandleFunc("GET /-/state", p.state)
	own.HandleFunc("GET /-/webhooks", p.webhooks)
	own.HandleFunc("POST /-/person", p.actAs)
	own.HandleFunc("POST /-/idea", p.act(fileIdea, p.ideaAgain))
	own.HandleFunc("POST /-/propose", p.act(propose, p.proposeAgain))
	for name, do := range map[string]action{
		"comment": comment, "edit-comment": editComment, "reply": reply, "edit": edit, "labels": relabel, "change": change,
		"push": push, "apply": applySuggestion,
	} {
		own.HandleFunc("POST /-/"+name, p.act(do, p.itemAgain))
	}
	own.HandleFunc("POST /-/redeliver", p.redeliver)

	github := http.NewServeMux()
	github.HandleFunc("GET /{$}", p.list)
	github.HandleFunc("GET /{owner}/{repo}", p.list)
	github.HandleFunc("GET /{owner}/{repo}/issues", p.list)
	github.HandleFunc("GET /{owner}/{repo}/pulls", p.list)
	github.HandleFunc("GET /{owner}/{repo}/issues/new", p.newIdea)
	github.HandleFunc("GET /{owner}/{repo}/issues/{number}", p.item)
	github.HandleFunc("GET /{owner}/{repo}/pull/{number}", p.item)
	github.HandleFunc("GET /{owner}/{repo}/pull/{number}/{tab...}", p.item)
	github.HandleFunc("GET /{owner}/{repo}/runs/{run}", p.checkRun)
	github.HandleFunc("GET /{owner}/{repo}/new/{path...}", p.newFile)
	github.HandleFunc("GET /{owner}/{repo}/edit/{path...}", p.editFile)
	github.HandleFunc("GET /{owner}/{repo}/blob/{path...}", p.file)

	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		if strings.HasPrefix(r.URL.Path, "/-/") {
			own.ServeHTTP(w, r)
			return
		}
		github.ServeHTTP(w, r)
	})
}

// frame is what every page shows around its own content.
type frame struct {
	page.Frame
	Repo   string
	Me     Person
	People []Person
	Here   string // address of this page, to come back to
	State  string // see state; "" for a page that need not be read again
	Number int

	attempt attempt
}

func (p *pages) frame(r *http.Request, title string) frame {
	return p.frameAt(r, title, r.URL.RequestURI())
}

// frameAt is the frame of a page that is shown under another address than its
// own.
func (p *pages) frameAt(r *http.Request, title, here string) frame {
	return frame{
		Frame: page.Frame{Title: title, Site: p.repo.Name(), Home: "/"}, Repo: p.repo.Name(), Me: actor(r), People: People(), Here: here,
	}
}

// actor is the person as whom the visitor acts.
func actor(r *http.Request) Person {
	cookie, err := r.Cookie("person")
	if err != nil {
		return person(writer)
	}
	return person(cookie.Value)
}

// show writes one page; status is that of the answer.
func (p *pages) show(w http.ResponseWriter, status int, name string, data any) {
	var made bytes.Buffer
	if err := p.templates.ExecuteTemplate(&made, name, data); err != nil {
		http.Error(w, "This page couldn't be made: "+err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = made.WriteTo(w) // the reader went away: nothing to do
}

// problem is a page that says what did not work.
type problem struct {
	frame
	Message string
}

func (p *pages) fail(w http.ResponseWriter, r *http.Request, status int, message string) {
	f := p.frameAt(r, "That didn't work", "/")
	p.show(w, status, "problem", problem{f, message})
}

// asset serves a file of the page, after what goes before it.
func (p *pages) asset(name, kind, before string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		text, err := assets.ReadFile(name)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", kind)
		_, _ = w.Write(append([]byte(before), text...)) // the reader went away: nothing to do
	}
}

func (p *pages) labelStyles(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	var colours []string
	for _, label := range p.repo.Labels() {
		colours = append(colours, label.Color)
	}
	_, _ = w.Write([]byte(page.LabelSheet(colours))) // the reader went away: nothing to do
}
