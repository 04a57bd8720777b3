package review

import (
	"time"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/ledger"
	"github.com/storybot-app/storybot/story/idea"
	"github.com/storybot-app/storybot/story/related"
)

// Case is all that was read to decide about one issue or pull request, at one
// moment. Deciding changes nothing in it.
type Case struct {
	Snapshot *gateway.Snapshot
	// Book is the one at the head of the default branch, asking what the
	// templates at the merge base ask.
	Book   Book
	Policy Policy
	Memory ledger.Memory
	Now    time.Time
	// Afresh: somebody asked for the check run to be made again.
	Afresh bool
	// Proposed is the idea that an issue proposes; IsIdea is false if it
	// proposes none, and for a pull request.
	Proposed idea.Idea
	// About is what may be compared with others: the idea, or the first story
	// that a pull request brings or else changes. Comparable is false if there
	// is none.
	About      related.Doc
	Comparable bool
	// Stories are the book's, Ideas the other open ones; both are nil where
	// there is nothing to compare with them.
	Stories, Ideas []related.Doc
	// Guessed are the ideas that our report names as what the story may have
	// been written for.
	Guessed []int
	// Draft is our pull request for the idea, or the one the case is about, with
	// who worked on it: read where somebody asks to undo it, and nil otherwise.
	Draft *gateway.Draft
	// Asked are the commands to run, and who gave them; nil if there are none.
	Asked *Asked
}

// Policy is what a repository decided about reports.
type Policy struct {
	// CheckRequired: the check run is a required one. It then fails on
	// errors, and is there, green, on pull requests without a story.
	CheckRequired bool
	// HoldLabel is the label of a pull request on hold; "" for none.
	HoldLabel string
	// Claims says what happens to claims without a sign of life.
	Claims config.Claims
}

// Asked are the commands of one text.
type Asked struct {
	// ID is unique among all texts of the repository that hold commands.
	ID string
	// Effect names the running of exactly these commands of this text, which
	// happens once.
	Effect   string
	Target   gateway.Target // what to react to
	Commands []command.Invocation
	// Look: the case is to be brought up to date whatever the commands are.
	Look bool
	// Edited: the text was one with commands before, and those among Commands are
	// new. There may be none.
	Edited bool
	// At is when the text was written, and Head what was the head of the pull
	// request then; zero where that is not known.
	At   time.Time
	Head string
	// Asker is who wrote it, Role what they may do in the repository;
	// membership and role are only known where a command depends on them.
	Asker command.Asker
	// Author is who the asker is to be credited as, Text what they wrote, and On
	// the line they wrote it on; zero if it is on none.
	Author gateway.User
	Text   string
	On     Line
	Role   gateway.Role
	// Fix: all certain fixes are asked for, as suggestions.
	Fix bool
	// Links counts the links that /scaffold gave since yesterday.
	Links Links
}

// A Line is one line of a file at the head of a pull request. Number is 0 where
// the line is no longer there.
type Line struct {
	Path   string
	Number int
}

// Links counts links given to people without push rights.
type Links struct{ Person, Repository int }

// IsPull reports whether the case is about a pull request.
func (c Case) IsPull() bool { return c.Snapshot.PullRequest != nil }
