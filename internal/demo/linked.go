package demo

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/storybot-app/storybot/internal/githubsim"
	"github.com/storybot-app/storybot/internal/lazyregexp"
)

// pullsFor are the pull requests that close an issue when they are merged,
// newest first.
func (p *pages) pullsFor(n int) []githubsim.IssueView {
	var pulls []githubsim.IssueView
	for _, item := range slices.Backward(p.repo.Issues()) {
		if item.IsPull && slices.Contains(p.repo.View(item.Number).Closes, n) {
			pulls = append(pulls, item)
		}
	}
	return pulls
}

// closedBy are the issues that a pull request closes.
func (p *pages) closedBy(item githubsim.IssueView) []githubsim.IssueView {
	var issues []githubsim.IssueView
	for _, n := range item.Closes {
		issues = append(issues, p.repo.View(n))
	}
	return issues
}

var linkToEditor = lazyregexp.New(`\]\((http[^)\s]+/new/[^)\s]+)\)`)

// startURL is where the story of an idea can be started: the last link to the
// editor that the bot gave, with what it has filled in, or an empty file.
func (p *pages) startURL(item githubsim.IssueView) string {
	editor := "/" + p.repo.Name() + "/new/main/"
	for _, c := range slices.Backward(item.Comments) {
		if c.Author != p.sim.BotLogin() {
			continue
		}
		for _, found := range linkToEditor().FindAllStringSubmatch(c.Body, -1) {
			link, err := url.Parse(found[1])
			if err == nil && strings.HasPrefix(link.EscapedPath(), editor) {
				return link.EscapedPath() + "?" + link.RawQuery
			}
		}
	}
	return editor + "?" + url.Values{"message": {item.Title}, "description": {"Closes #" + strconv.Itoa(item.Number)}}.Encode()
}
