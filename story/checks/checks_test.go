package checks_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/analysis/analysistest"
	"github.com/storybot-app/storybot/story/checks"
	"github.com/storybot-app/storybot/templates"
)

// TestSuite runs every rule over its own directory in testdata.
func TestSuite(t *testing.T) {
	for _, rule := range checks.Suite() {
		t.Run(rule.Name, func(t *testing.T) {
			analysistest.Run(t, filepath.Join("testdata", rule.Name), rule, templates.Stories, changeFor(rule.Name))
		})
	}
}

// changeFor is what a pull request changes in the tests of the rules that look
// at one.
func changeFor(rule string) func(string) *analysis.Change {
	if rule != "summary" {
		return nil
	}
	return func(path string) *analysis.Change {
		c := &analysis.Change{Added: map[string]bool{path: true}}
		if strings.Contains(path, "alan_") {
			c.SummaryAdds = []analysis.SummaryLine{
				{Path: "src/SUMMARY.md", Line: 3, Text: "- [Alan reads a log](./status_quo/alan_reads_a_log.md)\n"},
				{Path: "src/SUMMARY.md", Line: 7, Text: "- [Somebody else's](./status_quo/barbara_reads_a_log.md)\n"},
			}
		}
		return c
	}
}

func TestSuiteIsValid(t *testing.T) {
	if err := analysis.Validate(checks.Suite()); err != nil {
		t.Error(err)
	}
}
