package review_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/review"
	"github.com/storybot-app/storybot/templates"
)

// grace is a story with two of the template's questions open.
const grace = `# 😱 Status quo stories: Grace waits

## The story

Grace waits for the build.

## 🤔 Frequently Asked Questions

### **What are the morals of the story?**

### **What are the sources for this story?**

### **Why did you choose Grace to tell this story?**

She knows builds.

### **How would this story have played out differently for the other characters?**

Not much.
`

// library is a small book with these further files, or files in place of its own.
func library(t *testing.T, more map[string]string) review.Book {
	t.Helper()
	files := map[string]string{
		"book.toml":         "[book]\ntitle = \"The kiln\"\n",
		"src/SUMMARY.md":    "# Summary\n\n- [Characters](./characters.md)\n",
		"src/characters.md": "# Characters\n\n## Alan: new here\n\n## Grace: an expert\n",
	}
	maps.Copy(files, more)
	tree := fstest.MapFS{}
	for name, text := range files {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	b, err := review.OpenBook(tree, slices.Sorted(maps.Keys(files)), templates.Stories, config.Book{})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// added is a file that a pull request brings.
func added(name, text string) gateway.ChangedFile {
	return gateway.ChangedFile{
		Path: name, Status: "added", Read: true, Head: []byte(text),
		Touched: []gateway.LineRange{{From: 1, To: strings.Count(text, "\n")}},
	}
}

// modified is a file of which a pull request changes some lines.
func modified(name, text string, lines ...gateway.LineRange) gateway.ChangedFile {
	return gateway.ChangedFile{Path: name, Status: "modified", Read: true, Head: []byte(text), Touched: lines}
}

// pull is an open pull request with these files.
func pull(b review.Book, files ...gateway.ChangedFile) review.Case {
	return review.Case{Book: b, Snapshot: &gateway.Snapshot{
		Subject:     gateway.Subject{Number: 7, Open: true, Author: gateway.User{Login: "wendy"}},
		PullRequest: &gateway.PullRequest{Files: files, HeadOID: "head"},
	}}
}

// issue is an open issue.
func issue(title, body string, labels ...string) review.Case {
	return review.Case{Snapshot: &gateway.Snapshot{Subject: gateway.Subject{
		Number: 7, Open: true, Title: title, Body: body, Labels: labels, Author: gateway.User{Login: "wendy"},
	}}}
}

// rules are the names of the rules that found something more than a hint, each
// once.
func rules(found review.Found) []string {
	var names []string
	for _, d := range found.Findings {
		if d.Severity != "hint" && !slices.Contains(names, d.Rule) {
			names = append(names, d.Rule)
		}
	}
	slices.Sort(names)
	return names
}
