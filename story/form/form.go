// Package form makes the GitHub issue form of a kind of story: a field for what
// happens, one for who could tell it, and one for each question of the book's
// own template.
//
// It only makes the form. What people fill in is read back by package idea,
// which knows the fields by their labels.
package form

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/storybot-app/storybot/internal/lazyregexp"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/idea"
)

// Folder is where GitHub looks for a repository's issue forms.
const Folder = ".github/ISSUE_TEMPLATE"

// Path is where the form of a kind belongs, from the repository's root.
func Path(k *story.Kind) string { return Folder + "/" + k.ID + ".yml" }

// Text is the form of a kind, which asks what the kind's first template asks.
// reader are the words that ideas are read by.
func Text(c *story.Conventions, k *story.Kind, reader *idea.Words, w *Words) ([]byte, error) {
	f := form{
		Name: cut(capital(k.Name)+" "+w.Story, maxName), Description: w.Description,
		Title: cut(capital(k.Name), maxName) + ": ", Labels: []string{k.ID},
	}
	m := maker{conventions: c, reader: reader, words: w, form: &f}
	m.body(k)
	var out bytes.Buffer
	for _, line := range w.Head {
		out.WriteString("# " + line + "\n")
	}
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	if err := encoder.Encode(f); err != nil {
		return nil, fmt.Errorf("write the issue form of %s: %w", k.ID, err)
	}
	return out.Bytes(), nil
}

// A form is a GitHub issue form.
type form struct {
	Name        string   `yaml:"name"`
	Description string   `yaml:"description"`
	Title       string   `yaml:"title"`
	Labels      []string `yaml:"labels,flow"`
	Body        []field  `yaml:"body"`
}

type field struct {
	Type        string       `yaml:"type"`
	ID          string       `yaml:"id,omitempty"`
	Attributes  attributes   `yaml:"attributes"`
	Validations *validations `yaml:"validations,omitempty"`
}

type attributes struct {
	Label       string   `yaml:"label,omitempty"`
	Description string   `yaml:"description,omitempty"`
	Value       string   `yaml:"value,omitempty"`
	Options     []option `yaml:"options,omitempty"`
}

type option struct {
	Label string `yaml:"label"`
}

type validations struct {
	Required bool `yaml:"required"`
}

// What is kept of a book's texts, in characters: GitHub refuses a whole form
// for one text that is too long or empty.
const (
	maxName   = 60
	maxPrompt = 400
	maxFields = 40
)

// A maker fills a form's body.
type maker struct {
	conventions *story.Conventions
	reader      *idea.Words
	words       *Words
	form        *form
	labels      []string // folded: GitHub refuses two that are alike
	ids         []string
}

func (m *maker) body(k *story.Kind) {
	m.form.Body = append(m.form.Body, field{Type: "markdown", Attributes: attributes{Value: m.words.Intro}})
	if !k.ByHeading {
		m.ask("summary", m.words.Summary, m.words.SummaryHint, true)
	}
	m.cast()
	for i, q := range k.Questions {
		if len(m.form.Body) > maxFields {
			return
		}
		m.ask(q.ID, m.reader.Label(q, m.conventions), hint(q), k.ByHeading && i == 0)
	}
}

// cast asks which of the characters could tell the story.
func (m *maker) cast() {
	var options []option
	for _, character := range m.conventions.Cast {
		name := cut(character.Name, maxName)
		if name != "" && !slices.ContainsFunc(options, func(o option) bool { return strings.EqualFold(o.Label, name) }) {
			options = append(options, option{name})
		}
	}
	if len(options) == 0 || m.conventions.Teller != story.OneOfCast {
		return
	}
	m.form.Body = append(m.form.Body, field{Type: "checkboxes", ID: m.id("characters"), Attributes: attributes{
		Label: m.words.Characters, Description: m.words.CharactersHint, Options: options,
	}})
	m.labels = append(m.labels, folded(m.words.Characters))
}

// ask adds a field for a text, unless one asks so already.
func (m *maker) ask(id, label, hint string, required bool) {
	if folded(label) == "" || slices.Contains(m.labels, folded(label)) {
		return
	}
	m.labels = append(m.labels, folded(label))
	f := field{Type: "textarea", ID: m.id(id), Attributes: attributes{Label: label, Description: hint}}
	if required {
		f.Validations = &validations{Required: true}
	}
	m.form.Body = append(m.form.Body, f)
}

// fieldID is what GitHub takes as the id of a field.
var fieldID = lazyregexp.New(`^[A-Za-z0-9_-]{1,60}$`)

// id is an id that no field has yet: the one that is wanted, if it can be one.
func (m *maker) id(wanted string) string {
	if !fieldID().MatchString(wanted) {
		wanted = "question"
	}
	id := wanted
	for n := 2; slices.Contains(m.ids, id); n++ {
		id = fmt.Sprintf("%s-%d", wanted, n)
	}
	m.ids = append(m.ids, id)
	return id
}

// hint is what a template says to write under a question.
func hint(q story.Question) string { return cut(strings.Join(q.Prompts, " "), maxPrompt) }

// cut is a text on one line, of some characters at most and without what does
// not show.
func cut(text string, limit int) string {
	text = strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if quote.Hidden(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text)), " ")
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	return string([]rune(text)[:limit-1]) + "…"
}

// folded is a label as GitHub compares it: by its letters and digits.
func folded(label string) string { return idea.Folded(label) }

// capital is a text with a capital letter at its beginning.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return strings.ToUpper(string(first)) + text[size:]
}
