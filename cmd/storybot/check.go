package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/storybot-app/storybot/internal/report"
	"github.com/storybot-app/storybot/story/analysis"
)

// checkOptions are what `storybot check` was asked.
type checkOptions struct {
	root   string // directory of the book, "" to find it
	format string
	failOn string
	paths  []string
}

var (
	checkFormats = []string{"text", "json"}
	checkFailOns = []string{"error", "warning", "hint", "never"}
)

func newCheck(s streams) *cobra.Command {
	o := checkOptions{}
	cmd := &cobra.Command{
		Use:   "check [PATH…]",
		Short: "Check stories: what is still missing, what was left over",
		Long: `Check reads stories and tells what a reviewer would: a question that is still
to be answered, template text that was left, a reference that leads nowhere.

A PATH is a file, read whatever its ending, or a directory, of which every
Markdown file is read. Without a PATH every story of the book is checked. The
book is the nearest directory above with a book.toml or a src/SUMMARY.md, or
DIR with --root; outside a book the built-in questions and cast apply.

It ends with 0 if there is nothing to fail on, with 1 if there is, and with 2 if it
could not do what was asked.`,
		Example: `  storybot check
  storybot check src/vision/status_quo/grace_deploys_her_service.md
  storybot check --format json --fail-on never src`,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.paths = args
			if err := o.validate(); err != nil {
				return err
			}
			return check(cmd.Context(), o, s)
		},
	}
	cmd.Flags().StringVar(&o.root, "root", "", "`directory` of the book")
	cmd.Flags().StringVar(&o.format, "format", "text", "how to print: "+strings.Join(checkFormats, " or "))
	cmd.Flags().StringVar(&o.failOn, "fail-on", "error", "least severe finding that makes the exit code 1: "+strings.Join(checkFailOns, ", "))
	_ = cmd.MarkFlagDirname("root")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(checkFormats, cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("fail-on", cobra.FixedCompletions(checkFailOns, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func (o checkOptions) validate() error {
	if !slices.Contains(checkFormats, o.format) {
		return fmt.Errorf("--format %q: it is one of %s", o.format, strings.Join(checkFormats, ", "))
	}
	if !slices.Contains(checkFailOns, o.failOn) {
		return fmt.Errorf("--fail-on %q: it is one of %s", o.failOn, strings.Join(checkFailOns, ", "))
	}
	return nil
}

// check runs the command.
func check(ctx context.Context, o checkOptions, s streams) error {
	shelves, err := findShelves(o)
	if err != nil {
		return err
	}
	var result report.Result
	for _, shelf := range shelves {
		found, err := shelf.check(ctx)
		if err != nil {
			return err
		}
		result.Files = append(result.Files, found.Files...)
		result.Findings = append(result.Findings, found.Findings...)
	}
	write := report.Text
	if o.format == "json" {
		write = report.JSON
	}
	if err := write(s.out, result); err != nil {
		return err
	}
	if o.fails(result.Findings) {
		return errFindings
	}
	return nil
}

// fails tells whether a finding is severe enough to fail on.
func (o checkOptions) fails(findings []analysis.Diagnostic) bool {
	least := analysis.Severity(o.failOn).Rank()
	return least > 0 && slices.ContainsFunc(findings, func(d analysis.Diagnostic) bool { return d.Severity.Rank() >= least })
}

// errNoBook is a check without paths outside a book.
var errNoBook = errors.New("no book here: name the files to check, or the book's directory with --root")
