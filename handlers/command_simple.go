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

// checked is when /check last looked at something, and whether somebody who
// asked again was told to wait.
type checked struct {
	at   time.Time
	told bool
}

// check answers /check: look again. Of those who ask too often the first is
// told why nothing happens; a face is enough for the rest.
func check(_ context.Context, r *request) (answer, error) {
	last, ok := r.checked.Get(r.key())
	if !ok || r.Now().Sub(last.at) >= checkEvery {
		r.checked.Add(r.key(), checked{at: r.Now()})
		return answer{Look: true}, nil
	}
	if last.told {
		return answer{Refused: true}, nil
	}
	last.told = true
	r.checked.Add(r.key(), last)
	return refuse("I looked less than a minute ago; please ask again a little later. After a change I look by myself."), nil
}
