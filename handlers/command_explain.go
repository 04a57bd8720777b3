package handlers

import (
	"slices"

	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/report"
	"github.com/storybot-app/storybot/internal/review"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/checks"
)

// explain shows the page of a rule.
var explain = Command{
	Spec: command.Spec{
		Name: "explain", Usage: "/explain [RULE]", Where: command.Anywhere, Who: []command.Right{command.Anyone},
		Summary: "explains what a finding means and why it matters, with an example",
		Detail: "Each finding in the report ends with the name of its rule. A finding never says that a " +
			"story is wrong: a story can't be wrong. Without a name, it lists what was found on this pull request.",
		Examples: []string{"/explain morals", "/explain"},
	},
	Answers: true,
	Run: func(r *request) (answer, error) {
		if r.args == "" {
			return answer{Text: report.RulesHere(r.rulesHere(), r.IsPull())}, nil
		}
		wanted, err := command.ParseRule(r.args, ruleNames(), r.namesHere)
		if err != nil {
			return answer{}, err
		}
		return answer{Text: report.Page(ruleNamed(wanted), r.Book.Conventions)}, nil
	},
}

// rulesHere are the rules that found something on the pull request, in the order
// of the report; none on an idea.
func (r *request) rulesHere() []*analysis.Analyzer {
	if !r.IsPull() {
		return nil
	}
	found := review.PullRequest(r.Case) // as commands before this one left it
	var here []*analysis.Analyzer
	for _, severity := range []analysis.Severity{analysis.Error, analysis.Warning, analysis.Hint} {
		for _, finding := range found.Findings {
			if finding.Severity == severity && slices.Contains(ruleNames(), finding.Rule) && !slices.Contains(names(here), finding.Rule) {
				here = append(here, ruleNamed(finding.Rule))
			}
		}
	}
	return here
}

// namesHere are their names. To find out, all rules are run.
func (r *request) namesHere() []string { return names(r.rulesHere()) }

func names(rules []*analysis.Analyzer) []string {
	var all []string
	for _, rule := range rules {
		all = append(all, rule.Name)
	}
	return all
}

// ruleNames are the names of all rules.
func ruleNames() []string { return names(checks.Suite()) }

// ruleNamed is the rule of a name that is one of ruleNames.
func ruleNamed(name string) *analysis.Analyzer {
	suite := checks.Suite()
	return suite[slices.IndexFunc(suite, func(rule *analysis.Analyzer) bool { return rule.Name == name })]
}
