package command

import "strings"

// A Spec describes one command: everything the grammar, the permission check,
// the help and the documentation say about it comes from here.
type Spec struct {
	// Name is the verb, in lower case, without slash.
	Name string
	// Usage is the form of the whole command, such as "/explain RULE".
	Usage string
	// Summary says in half a sentence what it does, starting with a verb.
	Summary string
	// Detail is one or more paragraphs of Markdown for the documentation and
	// for help on this command alone.
	Detail string
	// Where says on which pages it works.
	Where Place
	// Who lists who may give it; any one of them suffices.
	Who []Right
	// Examples are whole commands as one would write them.
	Examples []string
	// NeedsArgs is true when the command means nothing without a word after it.
	NeedsArgs bool
}

// Plainly is the summary where Markdown is not read.
func (s Spec) Plainly() string { return strings.ReplaceAll(s.Summary, "`", "") }

// A Registry is the one list of commands, in the order help lists them. It has
// the syntax, the rights and the words of each; what they do is not its work.
type Registry []Spec

// A Place is a kind of page a command can be written on.
type Place string

// The places a command works.
const (
	OnIdeas        Place = "ideas"                   // issues
	OnPullRequests Place = "pull requests"           // pull requests
	Anywhere       Place = "ideas and pull requests" // both
)

// Holds reports whether a command of this place works on a pull request, or on
// an issue.
func (p Place) Holds(pullRequest bool) bool {
	if pullRequest {
		return p != OnIdeas
	}
	return p != OnPullRequests
}

// Misplaced is the answer to a command given on the wrong kind of page.
func Misplaced(spec Spec) string {
	return "`/" + spec.Name + "` only works on " + string(spec.Where) + "."
}

// NeedsWords is the answer to a command that came without the words it needs.
func NeedsWords(spec Spec) string {
	return "`/" + spec.Name + "` needs a bit more: `" + spec.Usage + "`. For example: `" + spec.Examples[0] + "`."
}
