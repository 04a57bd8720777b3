package handlers

import (
	"slices"

	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/report"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/checks"
)

// explain shows the page of a rule.
var explain = Command{
	Spec: command.Spec{
		Name: "explain", Usage: "/explain RULE", Where: command.Anywhere, Who: []command.Right{command.Anyone}, NeedsArgs: true,
		Summary: "explains what a finding means and why it matters, with an example",
		Detail: "Each finding in the report ends with the name of its rule. A finding never says that a " +
			"story is wrong: a story can't be wrong.",
		Examples: []string{"/explain morals", "/explain file-name"},
	},
	Run: func(r *request) (answer, error) {
		wanted, err := command.ParseRule(r.args, ruleNames())
		if err != nil {
			return answer{}, err
		}
		return answer{Text: report.Page(ruleNamed(wanted))}, nil
	},
}

// ruleNames are the names of all rules.
func ruleNames() []string {
	var rules []string
	for _, rule := range checks.Suite() {
		rules = append(rules, rule.Name)
	}
	return rules
}

// ruleNamed is the rule of a name that is one of ruleNames.
func ruleNamed(name string) *analysis.Analyzer {
	suite := checks.Suite()
	return suite[slices.IndexFunc(suite, func(rule *analysis.Analyzer) bool { return rule.Name == name })]
}
