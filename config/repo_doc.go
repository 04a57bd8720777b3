package config

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/storybot-app/storybot/internal/words"
)

const repoHead = `# Settings of a repository

<!-- Made from config by ` + "`go test ./config -update`" + `. -->

A book whose stories follow the built-in templates needs no settings. One with other kinds of story, other words or
another language describes them in ` + "`" + RepoPath + "`" + `, which is read from the default branch only. A mistake
in it is reported on the pull request that makes it, with its line and column; until it's fixed, the last valid settings
apply. The command line looks for the file in the book's directory and above.

` + "```yaml" + `
book:
  cast: [Anna, Bertram, Yusuf]
  kinds:
    - id: heute
      name: Heute-Geschichte
      title: "So ist es heute:"
      questions:
        - {id: morals, text: "Was nehmen wir daraus mit?", aliases: [Lehren]}
        - {id: sources, text: "Woher stammt diese Geschichte?", aliases: [Quellen]}
      required: [morals, sources]
  words:
    faq: [Fragen und Antworten]
    no-answer: [noch offen]
` + "```" + `

The questions themselves, and the hints below them, come from ` + "`template.md`" + ` in the directory of each kind.

A book in another language can replace the English words with its own, so that nothing in it is taken for English: in
Spanish, "todo" isn't a note to oneself.

` + "```yaml" + `
book:
  kinds:
    - id: hoy
      name: historia de hoy
      templates: [src/plantillas/larga.md, src/plantillas/corta.md]
      questions:
        - {id: morals, text: "¿Qué nos llevamos de esta historia?"}
  rules:
    html-link: off
  words:
    replace: true
    faq: [Preguntas y respuestas]
    notes: [pendiente]
    and: [y, e]
` + "```" + `

Not every collection has a cast, or asks questions. A collection of proposals may keep titles in front matter, number its
files, and require sections instead:

` + "```yaml" + `
book:
  teller: nobody
  kinds:
    - id: proposal
      directory: text
      templates: [0000-template.md]
      file: "{number}-{title}.md"
      title-key: title
      asks: headings
      questions:
        - {id: summary, text: Summary}
        - {id: motivation, text: Motivation, aliases: [Why]}
      required: [summary, motivation]
      rules:
        question: warning
        draft-notice: off
` + "```" + `

Editors that know JSON Schema can complete and check the settings with [schema.json](../config/schema.json).

| key | value | what |
|---|---|---|
`

// RepoDoc is the page docs/repository.md.
func RepoDoc() string {
	var b strings.Builder
	b.WriteString(repoHead)
	writeRows(&b, "", shapeOf(reflect.TypeFor[Repo]()))
	return b.String()
}

// writeRows writes a row for each key below a prefix ("" or "book.").
func writeRows(b *strings.Builder, prefix string, of *shape) {
	for _, name := range of.keys {
		field, next := of.fields[name], "."
		fmt.Fprintf(b, "| `%s` | %s | %s |\n", prefix+name, field.described(), field.what)
		if field.form == aList {
			field, next = field.item, "[]."
		}
		if field.form == aMapping && field.each == nil {
			writeRows(b, prefix+name+next, field)
		}
	}
}

// described says what may be written as a value.
func (s *shape) described() string {
	switch s.form {
	case aBool:
		return "`true` or `false`"
	case aChoice:
		return listed(s.words)
	case aList:
		if s.item.form == aMapping {
			return "list of keys and values"
		}
		return "list"
	case aMapping:
		if s.each != nil {
			return "a rule and " + s.each.described() + " for each"
		}
		return "keys and values"
	}
	return "text"
}

// listed are words as code, in a row.
func listed(choices []string) string {
	var marked []string
	for _, word := range choices {
		marked = append(marked, "`"+word+"`")
	}
	return words.List(marked, "or")
}
