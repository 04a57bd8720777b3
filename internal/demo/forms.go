package demo

import (
	"bytes"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// formFolder holds a repository's issue templates.
const formFolder = ".github/ISSUE_TEMPLATE"

// issueForm is a GitHub issue form, or a Markdown issue template, which only
// has a text to begin with.
type issueForm struct {
	ID          string      // its file name
	Name        string      `yaml:"name"`
	Description string      `yaml:"description"`
	About       string      `yaml:"about"` // what Markdown templates call it
	Title       string      `yaml:"title"`
	Labels      labelNames  `yaml:"labels"`
	Fields      []formField `yaml:"body"`
	Text        string      `yaml:"-"` // of a Markdown template
}

type formField struct {
	Type       string `yaml:"type"`
	ID         string `yaml:"id"`
	Attributes struct {
		Label       string `yaml:"label"`
		Description string `yaml:"description"`
		Value       string `yaml:"value"`
		Options     []struct {
			Label string `yaml:"label"`
		} `yaml:"options"`
	} `yaml:"attributes"`
	Validations struct {
		Required bool `yaml:"required"`
	} `yaml:"validations"`
}

// labelNames reads a list, or names with commas between them.
type labelNames []string

// UnmarshalYAML accepts both ways GitHub does.
func (l *labelNames) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.SequenceNode {
		return node.Decode((*[]string)(l))
	}
	for name := range strings.SplitSeq(node.Value, ",") {
		if name = strings.TrimSpace(name); name != "" {
			*l = append(*l, name)
		}
	}
	return nil
}

// readForms reads the issue templates among the files of a book. What is no
// template is left out.
func readForms(files map[string][]byte) []issueForm {
	var forms []issueForm
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if path.Dir(name) != formFolder {
			continue
		}
		form := issueForm{ID: path.Base(name)}
		front := files[name]
		switch path.Ext(name) {
		case ".yml", ".yaml":
		case ".md":
			head, text, found := bytes.Cut(bytes.TrimPrefix(front, []byte("---\n")), []byte("\n---"))
			if !found {
				continue
			}
			front, form.Text = head, strings.TrimSpace(string(text))
		default:
			continue
		}
		if err := yaml.Unmarshal(front, &form); err != nil || form.Name == "" {
			continue
		}
		if form.Description == "" {
			form.Description = form.About
		}
		forms = append(forms, form)
	}
	return forms
}

// noAnswer is what GitHub writes where a form's field was left empty.
const noAnswer = "_No response_"

// body is the issue that GitHub makes of what somebody filled in. values are
// by field id; of a check box field they are the numbers of those ticked.
func (f issueForm) body(values map[string][]string) string {
	var out strings.Builder
	for i, field := range f.Fields {
		if field.Type == "markdown" {
			continue
		}
		given := values[field.name(i)]
		out.WriteString("### " + field.Attributes.Label + "\n\n")
		if field.Type == "checkboxes" {
			for n, option := range field.Attributes.Options {
				mark := " "
				if slices.Contains(given, optionValue(n)) {
					mark = "X"
				}
				out.WriteString("- [" + mark + "] " + option.Label + "\n")
			}
			out.WriteString("\n")
			continue
		}
		answer := strings.TrimSpace(strings.ReplaceAll(strings.Join(given, ", "), "\r\n", "\n"))
		if answer == "" {
			answer = noAnswer
		}
		out.WriteString(answer + "\n\n")
	}
	return strings.TrimSpace(out.String())
}

// name is the field's name in the page's form.
func (f formField) name(i int) string { return "field-" + strconv.Itoa(i) }

// optionValue is what a ticked option sends.
func optionValue(n int) string { return strconv.Itoa(n) }
