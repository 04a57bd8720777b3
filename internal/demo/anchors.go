package demo

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"

	"github.com/storybot-app/storybot/internal/githubsim"
)

// Anchors are GitHub's own where it has them, so that its links work here.

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// commentAnchor is the place of a comment in the conversation.
func commentAnchor(id int64) string { return "issuecomment-" + itoa(id) }

// lineAnchor is the place of a comment on a line.
func lineAnchor(id int64) string { return "discussion_r" + itoa(id) }

// fileAnchor is the place of a changed file.
func fileAnchor(name string) string {
	sum := sha256.Sum256([]byte(name))
	return "diff-" + hex.EncodeToString(sum[:])
}

// eventAnchor is the place of the n-th event of a timeline.
func eventAnchor(n int) string { return "event-" + strconv.Itoa(n+1) }

// lastEvent is the place of the last thing in the timeline that somebody did;
// "" if there is none.
func lastEvent(item githubsim.IssueView, login string) string {
	for n, e := range slices.Backward(item.Timeline) {
		if e.Actor == login && !silent(item, e) {
			return eventAnchor(n)
		}
	}
	return ""
}

// silent reports whether an event goes without saying: merging closes, too.
func silent(item githubsim.IssueView, e githubsim.EventView) bool {
	return e.Kind == "closed" && item.Merged
}

// itemURL is the address of an item's page.
func itemURL(repo string, item githubsim.IssueView) string {
	kind := "issues"
	if item.IsPull {
		kind = "pull"
	}
	return "/" + repo + "/" + kind + "/" + strconv.Itoa(item.Number)
}

// blobURL is the address of a file at a commit or branch.
func blobURL(repo, ref, name string) string {
	return "/" + repo + "/blob/" + escapePath(ref) + "/" + escapePath(name)
}
