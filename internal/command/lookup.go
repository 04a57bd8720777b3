package command

import (
	"strings"

	"github.com/agnivade/levenshtein"
)

// A Miss says how far a word is from being a command.
type Miss int

// What Lookup finds.
const (
	Found   Miss = iota // the word is a command
	Similar             // it is nearly one; the bot asks "did you mean"
	Unknown             // it was meant for somebody else; the bot stays silent
)

// Lookup finds the command of an invocation. When the answer is Similar, the
// Spec is the command that was probably meant; it must not be run.
func Lookup(inv Invocation) (Spec, Miss) {
	specs := Registry()
	if _, spec, ok := find(specs, inv.Verb); ok {
		return spec, Found
	}
	if len(inv.Verb) > longestVerb || belongsToAnother(inv.Verb) {
		return Spec{}, Unknown
	}
	best, nearest := Spec{}, tolerance(inv.Verb)+1
	for _, spec := range specs {
		if d := levenshtein.ComputeDistance(inv.Verb, spec.Name); d < nearest {
			best, nearest = spec, d
		}
	}
	if best.Name == "" {
		return Spec{}, Unknown
	}
	return best, Similar
}

// DidYouMean is the answer to the first word of a comment that is nearly a
// command, and empty when there is none. One answer a comment is enough.
func DidYouMean(invocations []Invocation) string {
	for _, inv := range invocations {
		if spec, miss := Lookup(inv); miss == Similar {
			return "I do not know " + shown("/"+inv.Verb) + ". Did you mean `" + spec.Usage + "`? " +
				"`/help` lists everything I can do."
		}
	}
	return ""
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

func find(specs []Spec, name string) (int, Spec, bool) {
	name = strings.ToLower(strings.TrimPrefix(name, "/"))
	for i, spec := range specs {
		if spec.Name == name {
			return i, spec, true
		}
	}
	return -1, Spec{}, false
}
