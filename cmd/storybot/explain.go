package main

import (
	"fmt"
	"strings"

	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/story/checks"
)

// ruleNames are the names of all rules.
func ruleNames() []string {
	var names []string
	for _, rule := range checks.Suite() {
		names = append(names, rule.Name)
	}
	return names
}

// explain prints the page of a rule.
func explain(name string, s streams) error {
	for _, rule := range checks.Suite() {
		if rule.Name == name {
			_, err := fmt.Fprintf(s.out, "# %s: %s (%s)\n\n%s\n", rule.Name, rule.Title, rule.Severity, strings.TrimSpace(rule.Doc))
			return err
		}
	}
	_, err := command.ParseRule(name, ruleNames(), nil)
	if err == nil {
		return fmt.Errorf("--explain %q: the rules are called %s", name, strings.Join(ruleNames(), ", "))
	}
	return fmt.Errorf("--explain %q: %w", name, err)
}
