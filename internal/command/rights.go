package command

import (
	"slices"

	"github.com/storybot-app/storybot/internal/words"
)

// A Right is a standing that lets somebody give a command.
type Right string

// The rights there are.
const (
	Anyone   Right = "anyone"
	Author   Right = "author"   // of the idea, or of the pull request; proposer where the bot opened it
	Claimant Right = "claimant" // who claimed the idea
	Member   Right = "member"   // triage access or more, or of a configured team
)

// An Asker is who gives a command, as far as it matters for permission.
type Asker struct {
	Login      string
	IsAuthor   bool
	IsClaimant bool
	IsMember   bool
	// Unchecked is true when GitHub could not be asked whether the asker is a
	// member. A refusal then says so instead of calling it settled.
	Unchecked bool
}

// Allowed reports whether asker may give the command and, if not, why and what
// they can do instead, in one or two sentences fit to be posted.
func Allowed(spec Spec, asker Asker) (ok bool, reason string) {
	if slices.ContainsFunc(spec.Who, asker.holds) {
		return true, ""
	}
	if asker.Unchecked && slices.Contains(spec.Who, Member) {
		return false, Unchecked(spec.Name)
	}
	reason = "Only " + people(spec.Who) + " can use `/" + spec.Name + "` here."
	return false, reason + " " + way(spec)
}

// Unchecked is the answer where GitHub did not say whether the asker may use a
// command.
func Unchecked(name string) string {
	return "GitHub didn't tell me whether you can use `/" + name +
		"`, so I left everything as it is. Please try again in a few minutes."
}

// NeedsMembership reports whether the answer of Allowed hangs on being a
// member. GitHub need not be asked otherwise.
func NeedsMembership(spec Spec, asker Asker) bool {
	asker.IsMember, asker.Unchecked = false, false
	ok, _ := Allowed(spec, asker)
	return !ok && slices.Contains(spec.Who, Member)
}

func (a Asker) holds(right Right) bool {
	switch right {
	case Anyone:
		return true
	case Author:
		return a.IsAuthor
	case Claimant:
		return a.IsClaimant
	case Member:
		return a.IsMember
	}
	return false
}

// people names the holders of rights as a sentence does.
func people(rights []Right) string {
	names := map[Right]string{
		Anyone:   "anyone",
		Author:   "the author",
		Claimant: "whoever claimed the idea",
		Member:   "a member of this project",
	}
	var who []string
	for _, right := range rights {
		who = append(who, names[right])
	}
	return words.List(who, "or")
}

// way says what somebody without the right can do.
func way(spec Spec) string {
	if slices.Contains(spec.Who, Claimant) && spec.Where == OnIdeas {
		return "You can `/claim` the idea first if you'd like to write it."
	}
	helpers := slices.DeleteFunc(slices.Clone(spec.Who), func(r Right) bool { return r == Claimant })
	return "Say what you have in mind in a comment, and " + people(helpers) + " can do it for you."
}
