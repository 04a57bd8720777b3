package command

import (
	"strings"

	"github.com/storybot-app/storybot/internal/words"
)

// Help is the one reply to /help. Given one command it tells everything about
// that one, given several it lists them.
func Help(specs ...Spec) string {
	var b strings.Builder
	if len(specs) == 1 {
		describe(&b, specs[0])
	} else {
		b.WriteString("Here's what I can do. Put each command on a line of its own.\n\n")
		table(&b, specs)
		b.WriteString("\n`/help VERB` tells you more about one of them.\n")
	}
	return strings.TrimSpace(b.String())
}

// HelpOn answers the words after /help: nothing asks for everything, a
// command's name for that command, and any other word gets the list too.
func (r Registry) HelpOn(args string) string {
	word, _, _ := strings.Cut(trimWord(args), " ")
	word = trimWord(word)
	if spec, ok := r.Find(word); ok {
		return Help(spec)
	}
	all := Help(r...)
	if word != "" {
		return "There's no command " + shown("/"+strings.TrimPrefix(word, "/")) + ".\n\n" + all
	}
	return all
}

func table(b *strings.Builder, specs []Spec) {
	b.WriteString("| Command | What it does | Who | Where |\n| --- | --- | --- | --- |\n")
	for _, spec := range specs {
		b.WriteString("| `" + strings.ReplaceAll(spec.Usage, "|", `\|`) + "` | " + spec.Summary + " | " +
			people(spec.Who) + " | " + string(spec.Where) + " |\n")
	}
}

// describe writes all about one command, without a heading.
func describe(b *strings.Builder, spec Spec) {
	b.WriteString("`" + spec.Usage + "` " + spec.Summary + ".\n\n")
	b.WriteString(spec.Detail + "\n\n")
	b.WriteString("- Who: " + people(spec.Who) + "\n")
	b.WriteString("- Where: " + string(spec.Where) + "\n")
	var examples []string
	for _, example := range spec.Examples {
		examples = append(examples, "`"+example+"`")
	}
	b.WriteString("- For example: " + words.List(examples, "or") + "\n")
}
