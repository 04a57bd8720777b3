package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/story/checks"
)

// newExplain is storybot explain.
func newExplain(s streams) *cobra.Command {
	return &cobra.Command{
		Use:        "explain RULE",
		Short:      "Print the page of a rule: what it looks for, and why",
		SuggestFor: []string{"why", "rule", "describe"},
		Example:    "  storybot explain morals",
		Args:       cobra.ArbitraryArgs,
		RunE:       func(cmd *cobra.Command, args []string) error { return explain(cmd, strings.Join(args, " "), s) },
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return ruleNames(), cobra.ShellCompDirectiveNoFileComp
		},
	}
}

// newRules is storybot rules.
func newRules(s streams) *cobra.Command {
	return &cobra.Command{
		Use:        "rules",
		Short:      "List all rules",
		SuggestFor: []string{"list", "ls"},
		Long:       "Rules lists every rule with its severity and what it finds. storybot explain RULE\nprints the page of one.",
		Args:       noArguments,
		RunE: func(*cobra.Command, []string) error {
			table := tabwriter.NewWriter(s.out, 0, 8, 2, ' ', 0)
			for _, rule := range checks.Suite() {
				_, _ = fmt.Fprintf(table, "%s\t%s\t%s\n", rule.Name, rule.Severity, rule.Title) // Flush says what went wrong
			}
			if err := table.Flush(); err != nil {
				return fmt.Errorf("print the rules: %w", err)
			}
			return nil
		},
	}
}

// ruleNames are the names of all rules.
func ruleNames() []string {
	var names []string
	for _, rule := range checks.Suite() {
		names = append(names, rule.Name)
	}
	return names
}

// explain prints the page of a rule, however people write its name, with what it
// counts as in the book here.
func explain(cmd *cobra.Command, name string, s streams) error {
	known, err := command.ParseRule(name, ruleNames(), nil)
	if err != nil {
		return &usageError{cmd, err.Error()}
	}
	decided, err := decidedFor(".")
	if err != nil {
		return err
	}
	for _, rule := range checks.Suite() {
		if rule.Name == known {
			_, err = fmt.Fprintf(s.out, "# %s: %s (%s)\n\n%s\n", rule.Name, rule.Title, rule.Decided(decided), strings.TrimSpace(rule.Doc))
		}
	}
	return err
}
