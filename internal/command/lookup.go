package command

import (
	"strings"

	"github.com/storybot-app/storybot/internal/words"
)

// A Miss says how far a word is from being a command.
type Miss int

// What Lookup finds.
const (
	Found   Miss = iota // the word is a command
	Similar             // it is nearly one; the bot asks "did you mean"
	Unknown             // it is none; without the bot's name before it, it was meant for somebody else
)

// Lookup finds the command of an invocation. When the answer is Similar, the
// Spec is the command that was probably meant; it must not be run.
func (r Registry) Lookup(inv Invocation) (Spec, Miss) {
	if spec, ok := r.Find(inv.Verb); ok {
		return spec, Found
	}
	if len(inv.Verb) > longestVerb || belongsToAnother(inv.Verb) {
		return Spec{}, Unknown
	}
	verbs := make([]string, len(r))
	for i, spec := range r {
		verbs[i] = spec.Name
	}
	best, ok := r.Find(words.Nearest(inv.Verb, verbs, tolerance(inv.Verb)))
	if !ok {
		return Spec{}, Unknown
	}
	return best, Similar
}

// Unknown is the answer to a word that is no command: what was probably meant
// where that works on such a page, and where to find the rest.
func (r Registry) Unknown(inv Invocation, pullRequest bool) string {
	answer := "I don't know " + shown("/"+inv.Verb) + ". "
	if spec, miss := r.Lookup(inv); miss == Similar && spec.Where.Holds(pullRequest) {
		answer += "Did you mean `" + spec.Usage + "`? "
	}
	return answer + "`/help` lists everything I can do."
}

// longestVerb bounds the words that are compared at all.
const longestVerb = 32

// tolerance is how many letters may differ: a short word one letter off is
// soon another word.
func tolerance(word string) int {
	if len(word) >= 7 {
		return 2
	}
	return 1
}

// Find returns the command of that name, with or without its slash.
func (r Registry) Find(name string) (Spec, bool) {
	name = strings.ToLower(strings.TrimPrefix(name, "/"))
	for _, spec := range r {
		if spec.Name == name {
			return spec, true
		}
	}
	return Spec{}, false
}
