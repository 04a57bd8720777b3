package handlers

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/storybot-app/storybot/internal/amend"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/markdown"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/internal/report"
)

// A deed is one change that a command makes in a pull request's files.
type deed struct {
	command string
	message string // as the headline of a commit
}

// closedPull refuses to change the files of a pull request that is closed.
func (r *request) closedPull() answer {
	if !r.Snapshot.Subject.Open {
		return refuse("This pull request is closed, so I've left its text as it is.")
	}
	return answer{}
}

// changes are the changes of this text's commands so far.
func (r *request) changes() *amend.Set {
	if r.amend == nil {
		r.amend = amend.New(r.Snapshot.PullRequest)
	}
	return r.amend
}

// put gives a file another text for a command; why introduces the change where
// it is suggested.
func (r *request) put(d deed, name string, text []byte, why string) {
	r.changes().Put(name, text, why)
	r.deeds = append(r.deeds, d)
}

// mayCommit reports whether the asker may have a commit on the branch. Where
// anybody may ask for a change it is suggested, for those to decide who write
// there.
func (r *request) mayCommit() bool {
	asker := r.Asked.Asker
	return r.Snapshot.Ours() && (asker.IsAuthor || asker.IsClaimant || asker.IsMember)
}

// deliver wants what commands changed to be written: as one commit where the
// branch is ours, else as suggestions in one review. It returns what has to be
// said besides.
func (r *request) deliver() string {
	if r.amend == nil || r.amend.Empty() {
		return ""
	}
	if r.mayCommit() {
		r.want.Commit = r.amend.Commit(r.message())
		return ""
	}
	inside, outside := r.amend.Suggestions()
	var said []string
	asked := report.Asked(r.Snapshot.PullRequest, inside)
	if len(inside) > 0 && asked == nil {
		said = append(said, "I've already suggested that: see “Files changed”.")
	}
	r.want.Review = report.Joined(r.want.Review, asked)
	for _, one := range outside {
		said = append(said, r.placeless(one))
	}
	moved := r.amend.Moved()
	for _, from := range slices.Sorted(maps.Keys(moved)) {
		said = append(said, fmt.Sprintf("I can't suggest a new file name. To rename %s to %s, edit the file on GitHub and change its name in the path box.",
			quote.Mark(path.Base(from)), quote.Mark(path.Base(moved[from]))))
	}
	return strings.Join(said, "\n\n")
}

// message is the commit's message: what it does, for whom, and the commands.
func (r *request) message() (message string, verbs []string) {
	var lines []string
	for _, d := range r.deeds {
		if !slices.Contains(lines, d.message) {
			lines = append(lines, d.message)
		}
		if !slices.Contains(verbs, d.command) {
			verbs = append(verbs, d.command)
		}
	}
	message = lines[0]
	if len(lines) > 1 {
		message += "\n\n" + strings.Join(lines[1:], "\n")
	}
	return message + "\n\n" + report.Credit(r.Asked.Author), verbs
}

// placeless says what a review could not: lines that the pull request does not
// touch.
func (r *request) placeless(one gateway.Suggestion) string {
	fence := markdown.FenceAround(one.Text)
	where := quote.Mark(path.Base(one.Path)) + ", line " + strconv.Itoa(one.From)
	return one.Body + "\n\nThis belongs in " + where + ", which this pull request doesn't change, so please paste it in yourself:\n\n" +
		fence + "markdown\n" + one.Text + "\n" + fence
}
