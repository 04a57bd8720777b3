package config

import (
	"fmt"
	"reflect"
	"strings"
)

const startHead = `# Settings of storybot for this repository. Everything here is optional and stays
# as it is until you take the "# " away; docs/repository.md in
# https://github.com/storybot-app/storybot says more about each key.
# yaml-language-server: $schema=https://raw.githubusercontent.com/storybot-app/storybot/main/config/schema.json
`

// startWidth is how long the lines of comments are.
const startWidth = 80

// RepoStart is a file of settings to begin with: every key, commented out.
func RepoStart() []byte {
	var b strings.Builder
	b.WriteString(startHead)
	writeStart(&b, "", shapeOf(reflect.TypeFor[Repo]()))
	return []byte(b.String())
}

// writeStart writes the keys of a mapping, each behind what it is for.
func writeStart(b *strings.Builder, indent string, of *shape) {
	for _, name := range of.keys {
		field := of.fields[name]
		if indent == "" {
			b.WriteString("\n")
		}
		writeComment(b, "## "+indent, field.what)
		if field.form == aMapping && field.each == nil {
			fmt.Fprintf(b, "# %s%s:\n", indent, name)
			writeStart(b, indent+"  ", field)
			continue
		}
		fmt.Fprintf(b, "# %s%s: %s\n", indent, name, field.nothing())
	}
}

// writeComment writes a text in lines that begin with a mark.
func writeComment(b *strings.Builder, mark, text string) {
	line := mark
	for word := range strings.FieldsSeq(text) {
		if len(line)+len(word) >= startWidth && line != mark {
			b.WriteString(strings.TrimRight(line, " ") + "\n")
			line = mark
		}
		line += word + " "
	}
	if line != mark {
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
}

// nothing is a value that changes nothing.
func (s *shape) nothing() string {
	switch s.form {
	case aBool:
		return "false"
	case aChoice:
		return s.words[0]
	case aList:
		return "[]"
	case aMapping:
		return "{}"
	}
	return `""`
}
