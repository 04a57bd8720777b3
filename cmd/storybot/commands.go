package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/storybot-app/storybot/handlers"
	"github.com/storybot-app/storybot/internal/command"
)

// commandFormats are how commands can be listed.
var commandFormats = []string{"text", "json"}

// newCommands is storybot commands.
func newCommands(s streams) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "commands",
		Short: "List what people can ask of the App in comments",
		Long: "Commands lists every command that the App takes in comments, reviews and\n" +
			"descriptions. docs/commands.md says more about each, and so does JSON.",
		Example: "  storybot commands\n  storybot commands --format json",
		Args:    noArguments,
		RunE: func(*cobra.Command, []string) error {
			if !slices.Contains(commandFormats, format) {
				return fmt.Errorf("--format can't be %q. Choose one of %s", format, strings.Join(commandFormats, ", "))
			}
			if err := printCommands(s, format); err != nil {
				return fmt.Errorf("print the commands: %w", err)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "output `FORMAT`: "+strings.Join(commandFormats, ", "))
	// The flag is there: there is nothing that could go wrong.
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(commandFormats, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// commandList is the list of commands in JSON.
type commandList struct {
	Version  int           `json:"version"`
	Commands []commandItem `json:"commands"`
}

type commandItem struct {
	Name     string          `json:"name"`
	Usage    string          `json:"usage"`
	Summary  string          `json:"summary"`
	Detail   string          `json:"detail"`
	Who      []command.Right `json:"who"`
	Where    []string        `json:"where"`
	Examples []string        `json:"examples"`
}

func printCommands(s streams, format string) error {
	list := commandList{Version: 1}
	table := tabwriter.NewWriter(s.out, 0, 8, 2, ' ', 0)
	for _, one := range handlers.Commands() {
		item := commandItem{Name: one.Name, Usage: one.Usage, Summary: one.Summary, Detail: one.Detail, Who: one.Who, Examples: one.Examples}
		for _, pull := range []bool{false, true} {
			if one.Where.Holds(pull) {
				item.Where = append(item.Where, map[bool]string{false: "ideas", true: "pull requests"}[pull])
			}
		}
		list.Commands = append(list.Commands, item)
		if format == "text" {
			_, _ = fmt.Fprintf(table, "%s\t%s\n", one.Usage, one.Plainly()) // Flush says what went wrong
		}
	}
	if format == "text" {
		return table.Flush()
	}
	encoder := json.NewEncoder(s.out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(list)
}
