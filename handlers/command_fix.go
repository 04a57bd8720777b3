package handlers

import (
	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/report"
	"github.com/storybot-app/storybot/internal/review"
)

// fix fixes what is certain.
var fix = Command{
	Spec: command.Spec{
		Name: "fix", Usage: "/fix", Where: command.OnPullRequests,
		Who:     []command.Right{command.Author, command.Claimant, command.Member},
		Summary: "fixes what needs no decision from you",
		Detail: "On a draft that the bot started, that's one commit. On any other pull request, it's a review with suggestions, " +
			"each of which you can commit with one click. The button “Fix what's certain” on the check does the same.",
		Examples: []string{"/fix"},
	},
	OfHead: true,
	Run:    runFix,
}

// nothingToFix is the answer where all is left for people to decide.
const nothingToFix = "There's nothing here I can fix without a decision from you."

func runFix(r *request) (answer, error) {
	if no := r.closedPull(); no.Refused {
		return no, nil
	}
	if r.Snapshot.Ours() {
		return r.mend()
	}
	fresh, made := report.Fixes(r.Case)
	switch {
	case fresh > 0:
		r.Asked.Fix = true
	case made > 0:
		return answer{Text: "I've already suggested what I can fix: see “Files changed”."}, nil
	default:
		return answer{Text: nothingToFix}, nil
	}
	return answer{}, nil
}

// mend applies all certain fixes to the files of a draft of ours.
func (r *request) mend() (answer, error) {
	found, fixed := review.PullRequest(r.Case), 0
	for _, file := range r.Snapshot.PullRequest.Files {
		text, read := r.changes().Text(file.Path)
		if found.Files[file.Path] == nil || !read {
			continue
		}
		done, err := review.Mend(r.Case, file.Path, text)
		if err != nil {
			return answer{}, err
		}
		if done.Fixed > 0 {
			fixed += done.Fixed
			r.put(deed{"fix", "Fix what needs no decision"}, file.Path, done.Text, "")
			r.changes().Move(file.Path, done.Path)
		}
	}
	if fixed == 0 {
		return answer{Text: nothingToFix}, nil
	}
	return answer{}, nil
}
