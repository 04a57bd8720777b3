package handlers

import (
	"context"
	"time"

	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/report"
	"github.com/storybot-app/storybot/story/checks"
)

// help answers /help.
func help(_ context.Context, r *request) (answer, error) {
	return answer{Text: command.HelpOn(r.args)}, nil
}

// explain answers /explain with the page of a rule.
func explain(_ context.Context, r *request) (answer, error) {
	suite := checks.Suite()
	var rules []string
	for _, rule := range suite {
		rules = append(rules, rule.Name)
	}
	wanted, err := command.ParseRule(r.args, rules)
	if err != nil {
		return answer{}, err
	}
	for _, rule := range suite {
		if rule.Name == wanted {
			return answer{Text: report.Page(rule)}, nil
		}
	}
	return answer{}, nil
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
