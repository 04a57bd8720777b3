package demo

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"net/http"
	"slices"
	"strconv"

	"github.com/storybot-app/storybot/internal/githubsim"
)

// listPage lists ideas and pull requests, newest first.
type listPage struct {
	frame
	Open, Closed []githubsim.IssueView
	Welcome      bool
}

func (p *pages) list(w http.ResponseWriter, r *http.Request) {
	if name := r.PathValue("owner"); name != "" && p.sim.Repo(name, r.PathValue("repo")) == nil {
		p.fail(w, r, http.StatusNotFound, "There's no such repository here.")
		return
	}
	page := listPage{frame: p.frame(r, "Ideas and pull requests")}
	page.State = p.digest(0)
	for _, item := range slices.Backward(p.repo.Issues()) {
		if item.State == "open" {
			page.Open = append(page.Open, item)
		} else {
			page.Closed = append(page.Closed, item)
		}
	}
	page.Welcome = len(page.Open)+len(page.Closed) == 0
	p.show(w, http.StatusOK, "list", page)
}

// digest changes whenever what a page shows does: of one issue or pull
// request, or of the list for number 0.
func (p *pages) digest(number int) string {
	sum := fnv.New64a()
	var shown any = p.repo.Issues()
	if number > 0 {
		item := p.repo.View(number)
		shown = []any{item, p.closedBy(item), p.pullsFor(number)}
	}
	if err := json.NewEncoder(sum).Encode(shown); err != nil {
		return ""
	}
	return fmt.Sprintf("%016x", sum.Sum64())
}

// state answers with the digest, so that an open page can report whether it is
// out of date.
func (p *pages) state(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.FormValue("number")) // anything else: the list
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte(p.digest(n))) // the reader went away: nothing to do
}

// webhooksPage lists what GitHub told the bot.
type webhooksPage struct {
	frame
	Deliveries []githubsim.Delivery
	Requests   []githubsim.Request
}

// shownRequests is how many of the bot's requests the page lists.
const shownRequests = 100

func (p *pages) webhooks(w http.ResponseWriter, r *http.Request) {
	page := webhooksPage{frame: p.frame(r, "Webhooks")}
	page.Deliveries = p.sim.Deliveries()
	slices.Reverse(page.Deliveries)
	page.Requests = p.sim.Requests()
	slices.Reverse(page.Requests)
	page.Requests = page.Requests[:min(len(page.Requests), shownRequests)]
	p.show(w, http.StatusOK, "webhooks", page)
}
