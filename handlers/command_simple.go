package handlers

import (
	"context"
	"slices"
	"time"

	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/report"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/checks"
)

// help answers /help.
func help(_ context.Context, r *request) (answer, error) {
	return answer{Text: command.HelpOn(r.args)}, nil
}

// explain answers /explain with the page of a rule.
func explain(_ context.Context, r *request) (answer, error) {
	wanted, err := command.ParseRule(r.args, ruleNames())
	if err != nil {
		return answer{}, err
	}
	return answer{Text: report.Page(ruleCalled(wanted))}, nil
}

// ruleNames are the names of all rules.
func ruleNames() []string {
	var rules []string
	for _, rule := range checks.Suite() {
		rules = append(rules, rule.Name)
	}
	return rules
}

// ruleCalled is the rule of a name that is one of ruleNames.
func ruleCalled(name string) *analysis.Analyzer {
	suite := checks.Suite()
	return suite[slices.IndexFunc(suite, func(rule *analysis.Analyzer) bool { return rule.Name == name })]
}

const (
	// checkEvery is how often /check does something.
	checkEvery = time.Minute
	// maxChecked is of how many issues and pull requests that is remembered.
	maxChecked = 1024
)

// check answers /check: look again.
func check(_ context.Context, r *request) (answer, error) {
	if last, ok := r.checked.Get(r.key()); ok && r.Now().Sub(last) < checkEvery {
		return refuse("I looked less than a minute ago; please ask again a little later. After a change I look by myself."), nil
	}
	r.checked.Add(r.key(), r.Now())
	return answer{Look: true}, nil
}
