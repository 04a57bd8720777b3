package checks_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/templates"
)

// bookFiles is a small book with templates of its own.
var bookFiles = map[string]string{
	"book.toml":                       "[book]\n",
	"src/SUMMARY.md":                  "# Summary\n\n- [Listed](./vision/grace_is_listed.md)\n",
	"src/wrong.md":                    "# Wrong\n",
	"src/vision/characters/alan.md":   "# Alan\n",
	"src/vision/characters/grace.md":  "# Grace\n",
	"src/vision/grace_is_listed.md":   "# Grace\n",
	"src/vision/guide.md":             "# Guide\n",
	"src/vision/status_quo/log.md":    "# Log\n",
	"src/vision/shiny_future/x.md":    "# X\n",
	"src/vision/how/to_write/page.md": "# Page\n",
	"src/vision/status_quo/template.md": "# 😱 Status quo stories: Template\n\n*This is a template for adding stories.*\n\n* *Create a new file in the directory.*\n\n" +
		"## 🚧 Warning: Draft status 🚧\n\nThis page may change. It [cannot be wrong], says the [guide].\n\n## The story\n\n*Write your story here!*\n\n" +
		"## 🤔 Frequently Asked Questions\n\n*Here are some standard FAQ.*\n\n### **What are the morals of the story?**\n*Talk about the major takeaways.*\n\n" +
		"### **What are the sources for this story?**\n*Talk about what the story is based on.*\n\n### **Why did you choose *NAME* to tell this story?**\n*Talk about the character you used for the story.*\n\n" +
		"### **How would this story have played out differently for the other characters?**\n*In some cases there are problems that only occur to some.*\n\n" +
		"[cannot be wrong]: ../../wrong.md\n[guide]: ../guide.md#how\n[Grace]: ../characters/grace.md\n",
	"src/vision/shiny_future/template.md": "# ✨ Shiny future stories: Template\n\n## The story\n\n*Write your story here!*\n\n## FAQ\n\n### What status quo stories are you retelling?\n\n*Link to them.*\n\n" +
		"### What are the key attributes of this shiny future?\n\n*Summarize the main attributes.*\n\n### What is the `best` of it?\n\n*Say it.*\n\n### What else? (Optional)\n\n*Say more.*\n",
}

func smallBook(t testing.TB) *book.Book {
	t.Helper()
	tree := fstest.MapFS{}
	for name, text := range bookFiles {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	b, err := book.Load(tree, templates.Stories, nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// builtinBook is no book: the built-in conventions alone.
func builtinBook(t testing.TB) *book.Book {
	t.Helper()
	b, err := book.Builtin(templates.Stories, nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// A draft is a story as a writer may have left it, and the lines that are the
// writer's own.
type draft struct {
	path string
	text string
	own  []string
}

// drafter makes drafts by chance: each begins from a template, and more or less
// of that is left, lost or written in another way.
type drafter struct {
	*rand.Rand
	out   strings.Builder
	own   []string
	lines int
}

func newDraft(seed uint64) draft {
	d := &drafter{Rand: rand.New(rand.NewPCG(seed, 1))}
	if d.chance(1, 10) {
		return d.index()
	}
	path := d.pick("src/vision/status_quo/grace_reads_a_log.md", "src/vision/status_quo/alan-reads.md", "src/vision/grace_reads_a_log.md",
		"src/drafts/Log.markdown", "src/vision/shiny_future/grace_reads_it_again.md", "src/vision/status_quo/grace_reads", "src/vision/grace_is_listed.md")
	shiny := strings.Contains(path, "shiny") && d.chance(4, 5)
	d.head(shiny)
	d.story()
	d.questions(shiny)
	d.tail()
	return d.done(path)
}

// index makes a page that holds several stories.
func (d *drafter) index() draft {
	d.write(d.pick("# Status quo\n\n", ""))
	for range 1 + d.IntN(4) {
		d.write("## ", d.pick("Grace reads", "Alan and Grace read", "They read"), "\n\n| Character | Shiny Future |\n| --- | --- |\n| ", d.pick("Grace", "[Alan]", ""), " | ", d.pick("not yet written", "[Again](./shiny_future.md#again)", ""), " |\n\n")
		d.body()
		if d.chance(3, 4) {
			d.write("\n#### Frequently Asked Questions\n\n", d.pick("", "", "* Write these\n"))
			for _, asked := range []string{"What are the morals of the story?", "What are the sources for this story?", "Is this the writer's own question?"} {
				if d.chance(1, 2) {
					d.question(1, asked, "Talk about the major takeaways.")
				}
			}
		}
		d.write("\n")
	}
	d.tail()
	return d.done("src/vision/status_quo.md")
}

// done ends a draft with one sort of line ending, with or without a last one.
func (d *drafter) done(path string) draft {
	text := d.out.String()
	switch d.IntN(5) {
	case 0:
		text = strings.ReplaceAll(text, "\n", "\r\n")
	case 1:
		text = strings.TrimRight(text, "\n")
	case 2:
		text = "\ufeff" + text
	}
	return draft{path, text, d.own}
}

func (d *drafter) pick(choices ...string) string { return choices[d.IntN(len(choices))] }

func (d *drafter) chance(n, of int) bool { return d.IntN(of) < n }

func (d *drafter) write(text ...string) {
	for _, t := range text {
		d.out.WriteString(t)
	}
}

// mine writes a line of the writer's own.
func (d *drafter) mine(indent string) {
	d.lines++
	line := fmt.Sprintf("Line %d of hers%s.", d.lines, d.pick("", "", " doesnâ€™t end", ", says [Grace]", ", *all* of it [cannot be wrong]", " and of [nobody]", " <b>in bold</b>", " in [guide][]", ": TODO", " [there](../guide.md)"))
	d.own = append(d.own, line)
	d.write(indent, line, "\n")
}

func (d *drafter) head(shiny bool) {
	prefix := "😱 Status quo stories: "
	if shiny {
		prefix = "✨ Shiny future stories: "
	}
	name := d.pick("Grace reads a log", "Alan and Grace read", "Template", "", "Somebody reads")
	switch d.IntN(7) {
	case 0:
	case 1:
		d.write("## ", prefix, name, "\n\n")
	case 2:
		d.write(prefix, name, "\n======\n", d.pick("", "\n"))
	case 3:
		d.write("# ", name, "\n")
	default:
		d.write("# ", prefix, name, "\n\n")
	}
	if d.chance(1, 4) {
		d.write("*This is a template for adding stories.*\n\n* *Create a new file in the directory.*\n\n")
	}
	if d.chance(2, 3) {
		d.write("## 🚧 Warning: Draft status 🚧\n\nThis page may change.\n\n")
	}
}

func (d *drafter) story() {
	d.write(d.pick("## The story\n\n", "## The story\n", "### Problem\n\n", ""))
	if d.chance(1, 3) {
		d.write(d.pick("*Write your story here!*\n\n", "* *Write your story here!*\n", "*Write your story here!*\n"))
	}
	for range d.IntN(4) {
		d.body()
	}
}

// body writes one block of the writer's own.
func (d *drafter) body() {
	switch d.IntN(8) {
	case 0:
		d.write("```", d.pick("", "rust", "text"), "\n")
		d.mine("")
		d.write("[code]\n\n```\n\n")
	case 1:
		d.write("* ")
		d.mine("")
		d.mine("    * ")
	case 2:
		d.write("> ")
		d.mine("")
		d.write("\n")
	case 3:
		d.write("<details><summary>More</summary>\n\n")
		d.mine("")
		d.write("\n</details>\n\n")
	case 4:
		d.write("### Part\n\n")
		d.mine("")
	case 5:
		d.write("[here]: https://example.org\n\n")
	default:
		d.mine("")
		d.write(d.pick("\n", "\n\n", ""))
	}
}

func (d *drafter) questions(shiny bool) {
	asked := [][2]string{
		{"What are the morals of the story?", "Talk about the major takeaways."},
		{"What are the sources for this story?", "Talk about what the story is based on."},
		{"Why did you choose *NAME* to tell this story?", "Talk about the character you used for the story."},
		{"How would this story have played out differently for the other characters?", "In some cases there are problems that only occur to some."},
	}
	if shiny {
		asked = [][2]string{
			{"What status quo stories are you retelling?", "Link to them."},
			{"What are the key attributes of this shiny future?", "Summarize the main attributes."},
			{"What is the `best` of it?", "Say it."},
			{"What else? (Optional)", "Say more."},
		}
	}
	d.write(d.pick("", "\n## 🤔 Frequently Asked Questions\n\n", "\n## FAQ\n", "\nFAQ\n---\n\n", "\n#### Frequently asked questions\n\n"))
	if d.chance(1, 4) {
		d.write("*Here are some standard FAQ.*\n\n")
	}
	style := d.IntN(4)
	if d.chance(1, 5) {
		d.Shuffle(len(asked), func(i, j int) { asked[i], asked[j] = asked[j], asked[i] })
	}
	for _, q := range asked {
		if d.chance(1, 4) {
			q[0] = d.pick("Is this the writer's own question?", "And this?")
			d.question(style, q[0], q[1])
			continue
		}
		if d.chance(3, 4) {
			d.question(style, strings.ReplaceAll(q[0], "NAME", d.pick("NAME", "Grace")), q[1])
		}
	}
}

func (d *drafter) question(style int, asked, prompt string) {
	indent := ""
	switch style {
	case 0:
		d.write("### **", asked, "**\n")
	case 1:
		d.write("* **", asked, "**\n")
		indent = "    * "
	case 2:
		d.write("**", asked, "**\n\n")
	default:
		d.write("### ", asked, "\n\n")
	}
	if d.chance(1, 2) {
		d.write(indent, "*", prompt, "*\n", d.pick("", "\n"))
	}
	for range d.IntN(3) {
		if indent == "" && d.chance(1, 2) {
			d.body()
		} else {
			d.mine(indent)
		}
	}
	if style != 1 {
		d.write("\n")
	}
}

func (d *drafter) tail() {
	if d.chance(1, 10) {
		d.write(d.pick("```\nopen\n", "<!-- open\n", "<pre>\nopen\n", "> [quoted]: https://example.org\n", "* [item]: https://example.org\n"))
	}
	if d.chance(1, 2) {
		d.write("[Alan]: ../characters/alan.md\n", d.pick("", "[guide]: ../guide.md\n"), d.pick("", "\n[more]: ../status_quo/log.md\n"))
	}
}
