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
		"Put a command at the start of a line, in a comment, a review, or the description of an idea or pull request " +
		"when you open it. Or write `@storybot` and the command without its slash. Case doesn't matter, a full stop " +
		"at the end does no harm, and one comment can hold " + strconv.Itoa(MaxInvocations) +
		" commands. Anything in a list item, code, a quotation, a link or HTML isn't a command.\n\n")
	table(&b, r)
	b.WriteString("\nThe bot answers with a reaction: 👀 when it has seen the command, 🚀 when it's done, and 😕 " +
		"with one reply when it couldn't do it. When you edit a comment or a review, only the commands that " +
		"are new in it run, and what the bot said of a slip goes once it's put right. A member is anyone with triage access to the repository or more.\n")
	for _, spec := range r {
		b.WriteString("\n## `/" + spec.Name + "`\n\n")
		describe(&b, spec)
	}
	return b.String()
}
