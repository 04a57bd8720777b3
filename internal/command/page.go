package command

import (
	"strconv"
	"strings"
)

// Doc is the page docs/commands.md.
func (r Registry) Doc() string {
	var b strings.Builder
	b.WriteString("# Commands\n\n" +
		"<!-- Made from the commands themselves by `go test ./handlers -update`. -->\n\n" +
		"Write a command at the start of a line, in a comment, a review or the text of an idea or pull request " +
		"when you open it, or write `@storybot` and the command without its slash. Upper and lower case are the " +
		"same, a full stop at the end does no harm, and one comment can hold " + strconv.Itoa(MaxInvocations) +
		" commands. What stands in a list item, code, a quotation, a link or HTML is not a command.\n\n")
	table(&b, r)
	b.WriteString("\nThe bot answers with a reaction: 👀 when it has seen the command, 🚀 when it is done, and 😕 " +
		"with one reply when it could not do it. When you correct a comment, only the commands that are new " +
		"in it run. A member is somebody with triage access to the repository or more.\n")
	for _, spec := range r {
		b.WriteString("\n## `/" + spec.Name + "`\n\n")
		describe(&b, spec)
	}
	return b.String()
}
