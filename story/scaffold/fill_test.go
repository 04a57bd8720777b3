package scaffold

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const tideTemplate = `# 🌊 Tide stories: Template

*This is a template. Do the following:*

* *Copy [this file]
  now.*
* *Fill it in.*
* Enjoy.

Stories are [short].

[this file]: template.md
[short]: short.md

## Draft

This is a draft; it [cannot be wrong].

## The story

*Write here!*

## FAQ

*Some to begin with.*

### **What are the morals?**
*Say what stays.*

* **What are the sources?**
    *Say where from.*

### **Why *NAME*?**
*Say why.*

[cannot be wrong]: right.md
[projects]: projects.md
`

const tideStory = `# 🌊 Tide stories: Grace waits

* Enjoy.

Stories are [short].

[short]: short.md

## Draft

This is a draft; it [cannot be wrong].

## The story

She waits.

*Write here!*

## FAQ

*Some to begin with.*

### **What are the morals?**

* Wait.

  Long.
* See.

* **What are the sources?**
    * My notes.

### **Why Grace?**
*Say why.*

[cannot be wrong]: right.md
[projects]: projects.md
`

func TestFill(t *testing.T) {
	ids := map[string]string{"### **What are the morals?**": "morals", "* **What are the sources?**": "sources", "### **Why *NAME*?**": "why"}
	tests := []struct {
		name, template, prefix, want string
		filling                      filling
	}{
		{
			name: "everything", template: tideTemplate, prefix: "Other: ", want: tideStory,
			filling: filling{
				title: "Grace waits", character: "Grace", story: "She waits.",
				answers: map[string][]string{"morals": {"Wait.\n\nLong.", "See."}, "sources": {"My notes."}},
			},
		},
		{name: "an empty template", template: "", prefix: "P: ", want: "# P: T\n\nS\n", filling: filling{title: "T", story: "S"}},
		{name: "only a title", template: "# Template", want: "# T\n\nS\n", filling: filling{title: "T", story: "S"}},
		{name: "no title", template: "## Story\n\n*Write.*\n", want: "# T\n\n## Story\n\nS\n\n*Write.*\n", filling: filling{title: "T", story: "S"}},
		{name: "an underlined title", template: "Template\n========\n\nText\n", want: "# T\n\nS\n\nText\n", filling: filling{title: "T", story: "S"}},
		{
			name: "a story section by its name", template: "# Template\n\n## Before\n\n*Read.*\n\n## Our story\n\nWrite.\n",
			want:    "# T\n\n## Before\n\n*Read.*\n\n## Our story\n\nS\n\nWrite.\n",
			filling: filling{title: "T", story: "S", names: []string{"our story"}},
		},
		{name: "nothing given", template: "# Template\n\n## Story\n\n*Write.*\n\n## Why *NAME*?\n", want: "# T\n\n## Story\n\n*Write.*\n\n## Why *NAME*?\n", filling: filling{title: "T"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.filling.nameToken = "NAME"
			questions := map[int]string{}
			for line, id := range ids {
				if at := strings.Index(test.template, line); at >= 0 {
					questions[at] = id
				}
			}
			got := joined(fill(cutSections(test.template, questions), test.prefix, test.filling))
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("fill (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSourceLine(t *testing.T) {
	tests := map[string]string{
		"https://github.com/o/r/issues/7":      "This story began as [an idea](https://github.com/o/r/issues/7).",
		"https://a.example/x) [y](javascript:": "This story began as [an idea](https://a.example/x%29%20%5By%5D%28javascript:).",
		"javascript:alert(1)":                  "",
		"":                                     "",
		"https://":                             "",
	}
	for source, want := range tests {
		if got := sourceLine(source); got != want {
			t.Errorf("sourceLine(%q) = %q; want %q", source, got, want)
		}
	}
}
