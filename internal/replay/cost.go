package replay

import (
	"net/http"
	"strings"

	"github.com/storybot-app/storybot/internal/githubsim"
)

// Cost is what requests count against. The book (tree, templates and cast) is
// read once a commit and kept; tokens and our own name once an hour or once.
type Cost struct {
	Reads, Writes             int
	Identity, Book, NewLabels int
}

// Count sorts requests by what they are for.
func Count(made []githubsim.Request) Cost {
	var c Cost
	treeRead := false
	for _, request := range made {
		switch {
		case request.Token != "installation":
			c.Identity++
		case strings.Contains(request.Path, "/git/trees/"):
			c.Book++
			treeRead = true
		case request.Operation == "Blobs" && treeRead:
			c.Book++ // the texts of the tree that was just read
			treeRead = false
		case request.Method == http.MethodGet, reads[request.Operation]:
			c.Reads++
		case request.Method == http.MethodPost && strings.HasSuffix(request.Path, "/labels") && !strings.Contains(request.Path, "/issues/"):
			c.NewLabels++
		default:
			c.Writes++
		}
	}
	return c
}

// reads are the operations of our queries; every other one changes something.
var reads = map[string]bool{"PullRequest": true, "Issue": true, "Comments": true, "Blobs": true, "OpenIssues": true}
