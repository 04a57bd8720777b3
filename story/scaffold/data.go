package scaffold

import (
	"encoding/json"
	"strings"

	"github.com/storybot-app/storybot/story"
)

// cutData cuts a template's front matter off where the kind's titles stand
// there, and puts a title into it; data is "" where they do not.
func cutData(kind *story.Kind, template, title string) (data, body string) {
	if kind.TitleKey == "" {
		return "", template
	}
	f := story.NewParser(&story.Conventions{}).Scan("", []byte(template))
	_, line := f.DataValue(kind.TitleKey)
	if line.Empty() {
		return "", template
	}
	end := f.LineSpan(f.Data.End - 1).End
	end += len(template[end:]) - len(strings.TrimLeft(template[end:], "\n"))
	written := template[line.Start:line.End]
	written = written[:strings.IndexAny(written, ":=")+1]
	title = include().ReplaceAllString(headline(title), "{ {#")
	return template[:line.Start] + written + " " + quoted(title) + template[line.End:end], template[end:]
}

// quoted is a text in quotation marks that YAML and TOML both understand.
func quoted(text string) string {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(text) // a text, into memory
	return strings.TrimSpace(b.String())
}
