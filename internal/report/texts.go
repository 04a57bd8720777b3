package report

import (
	"fmt"
	"io/fs"
	"strings"
	"text/template"
)

// maxBody is how long a comment may be, in bytes; GitHub refuses bodies of
// more than 65,536 characters.
const maxBody = 60_000

// Texts renders the words people see. A text is chosen by its file name without
// the ending; text from users reaches it marked by package quote.
type Texts struct {
	set *template.Template
}

// NewTexts reads the folder comments of fsys; an error names the file and line
// of a template that does not parse.
func NewTexts(fsys fs.FS) (*Texts, error) {
	set, err := template.New("").Option("missingkey=error").ParseFS(fsys, "comments/*.md.tmpl")
	if err != nil {
		return nil, fmt.Errorf("read the comment texts: %w", err)
	}
	return &Texts{set: set}, nil
}

// render executes one text and tidies it: no more than one empty line in a row.
func (t *Texts) render(name string, data any) (string, error) {
	var out strings.Builder
	if err := t.set.ExecuteTemplate(&out, name+".md.tmpl", data); err != nil {
		return "", fmt.Errorf("render the text %s: %w", name, err)
	}
	return tidy(out.String()), nil
}

// tidy trims a text, ends it with one line end and folds runs of empty lines.
func tidy(text string) string {
	var lines []string
	for line := range strings.Lines(strings.TrimSpace(text)) {
		line = strings.TrimRight(line, " \n")
		if line == "" && len(lines) > 0 && lines[len(lines)-1] == "" {
			continue
		}
		lines = append(lines, line)
	}
	text = strings.Join(lines, "\n")
	if len(text) <= maxBody {
		return text
	}
	// At a line's end, so that no piece of somebody's text is cut in two; a
	// single line this long is for the gateway to cut.
	if end := strings.LastIndexByte(text[:maxBody], '\n'); end > maxBody/2 {
		text = text[:end+1] + "…"
	}
	return text
}
