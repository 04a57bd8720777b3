package floors_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// localLink matches the target of a Markdown link to a file of this repository.
var localLink = regexp.MustCompile(`\]\(([^)#:\s]+)(?:#[^)]*)?\)`)

// code matches what a document shows rather than says: examples of links in it
// lead nowhere, and are not to.
var code = regexp.MustCompile("(?s)```.*?```|`[^`\n]*`|\n {4}[^\n]*")

// TestLinksOfTheDocumentsLead keeps the documents from pointing at files that
// have moved.
func TestLinksOfTheDocumentsLead(t *testing.T) {
	var links int
	for _, pattern := range []string{"../../*.md", "../../docs/*.md", "../../deploy/*.md"} {
		documents, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, document := range documents {
			text := code.ReplaceAllString(string(read(t, document)), "")
			for _, m := range localLink.FindAllStringSubmatch(text, -1) {
				links++
				if _, err := os.Stat(filepath.Join(filepath.Dir(document), m[1])); err != nil {
					t.Errorf("%s links to %s, and there is no such file", strings.TrimPrefix(document, "../../"), m[1])
				}
			}
		}
	}
	if links == 0 {
		t.Error("no document links to a file: the pattern is wrong")
	}
}
