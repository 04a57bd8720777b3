package config

import (
	"fmt"
	"reflect"
	"strings"
)

const repoHead = `# Settings of a repository

<!-- Made from config by ` + "`go test ./config -update`" + `. -->

A book whose stories look like those of the templates it was made with needs no settings. One with other kinds of story,
other words or another language says so in ` + "`" + RepoPath + "`" + `, which is read from the default branch only. An error in
it is reported on the pull request that makes it, with its line and column; until it is fixed, the settings that could be
read last stay in force. On the command line the file is found from the book's directory upwards.

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

| key | value | what |
|---|---|---|
`

// RepoDoc is the page docs/repository.md.
func RepoDoc() string {
	var b strings.Builder
	b.WriteString(repoHead)
	writeRows(&b, "", reflect.TypeFor[Repo]())
	return b.String()
}

// writeRows writes a row for each key below a prefix ("" or "book.").
func writeRows(b *strings.Builder, prefix string, of reflect.Type) {
	for field := range of.Fields() {
		key, shape, inner, next := prefix+field.Tag.Get("yaml"), "text", field.Type, "."
		if inner.Kind() == reflect.Slice {
			inner, next, shape = inner.Elem(), "[].", "list"
		}
		switch inner.Kind() {
		case reflect.Struct:
			shape = map[string]string{"list": "list of keys and values", "text": "keys and values"}[shape]
		case reflect.Bool:
			shape = "`true` or `false`"
		}
		fmt.Fprintf(b, "| `%s` | %s | %s |\n", key, shape, field.Tag.Get("what"))
		if inner.Kind() == reflect.Struct {
			writeRows(b, key+next, inner)
		}
	}
}
