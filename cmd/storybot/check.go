package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"

	"github.com/storybot-app/storybot/internal/format"
	"github.com/storybot-app/storybot/story/analysis"
)

// checkOptions are what `storybot check` was asked.
type checkOptions struct {
	root         string // directory of the book, "" to find it
	format       string
	failOn       string
	paths        []string
	fix, diff    bool
	changedSince string // a revision, "" for everything
	explain      string // a rule, "" for none
	color        bool
}

var checkFailOns = []string{"error", "warning", "hint", "never"}

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

With --fix everything is fixed that can only be meant one way, and what is left
is told; --diff shows what that would change and changes nothing. With
--changed-since only lines that were changed since the branch left REV are
looked at, as on a pull request.

It ends with 0 if there is nothing to fail on, with 1 if there is, and with 2 if it
could not do what was asked.`,
		Example: `  storybot check
  storybot check src/vision/status_quo/grace_deploys_her_service.md
  storybot check --format json --fail-on never src
  storybot check --changed-since origin/main --format github
  storybot check --explain morals`,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.paths, o.color = args, colorful(s)
			if err := atMostOne(cmd, "fix", "diff", "changed-since", "explain"); err != nil {
				return err
			}
			if o.explain != "" {
				return explain(o.explain, s)
			}
			if err := o.validate(); err != nil {
				return err
			}
			return check(cmd.Context(), o, s)
		},
	}
	cmd.Flags().StringVar(&o.root, "root", "", "`directory` of the book")
	cmd.Flags().StringVar(&o.format, "format", "text", "how to print: "+strings.Join(format.Formats(), ", "))
	cmd.Flags().BoolVar(&o.fix, "fix", false, "fix what can only be meant one way")
	cmd.Flags().BoolVar(&o.diff, "diff", false, "print what --fix would change")
	cmd.Flags().StringVar(&o.changedSince, "changed-since", "", "look only at what changed since the branch left `REV`")
	cmd.Flags().StringVar(&o.explain, "explain", "", "print the page of a `RULE`")
	cmd.Flags().StringVar(&o.failOn, "fail-on", "error", "least severe finding that makes the exit code 1: "+strings.Join(checkFailOns, ", "))
	_ = cmd.MarkFlagDirname("root")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(format.Formats(), cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("fail-on", cobra.FixedCompletions(checkFailOns, cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("explain", cobra.FixedCompletions(ruleNames(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// atMostOne refuses flags that cannot be given together.
func atMostOne(cmd *cobra.Command, names ...string) error {
	var given []string
	for _, name := range names {
		if cmd.Flags().Changed(name) {
			given = append(given, "--"+name)
		}
	}
	if len(given) > 1 {
		return fmt.Errorf("%s cannot be given together: choose one", strings.Join(given, " and "))
	}
	return nil
}

// colorful reports whether to use colours: on a terminal, unless NO_COLOR is set
// (https://no-color.org), or anywhere with CLICOLOR_FORCE.
func colorful(s streams) bool {
	if os.Getenv("NO_COLOR") != "" {
		return false
	}
	if force := os.Getenv("CLICOLOR_FORCE"); force != "" && force != "0" {
		return true
	}
	file, ok := s.out.(*os.File)
	return ok && isatty.IsTerminal(file.Fd()) && os.Getenv("TERM") != "dumb"
}

func (o checkOptions) validate() error {
	if !slices.Contains(format.Formats(), o.format) {
		return fmt.Errorf("--format %q: it is one of %s", o.format, strings.Join(format.Formats(), ", "))
	}
	if !slices.Contains(checkFailOns, o.failOn) {
		return fmt.Errorf("--fail-on %q: it is one of %s", o.failOn, strings.Join(checkFailOns, ", "))
	}
	return nil
}

// maxMemory is from how much memory on, in bytes, it is collected more often
// instead: a hostile text can take three hundred times its size.
const maxMemory = 1 << 30

// manyFiles is from how many files of one book on memory is collected as often
// as usual: what is kept of them until the end is more than what one needs.
const manyFiles = 3000

// check runs the command, book by book. What cannot be read is reported at the end;
// it does not keep the rest from being looked at.
func check(ctx context.Context, o checkOptions, s streams) error {
	// Books are read and forgotten one by one: collecting half as often takes
	// little more memory and a sixth less time.
	debug.SetGCPercent(200)
	debug.SetMemoryLimit(maxMemory)
	targets, err := findTargets(o)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(targets, func(t *target) bool { return len(t.files) > manyFiles }) {
		debug.SetGCPercent(100)
	}
	if o.diff {
		return diffTargets(targets, s)
	}
	out, err := format.NewOutput(o.format, s.out, format.OutputOptions{Color: o.color, Version: version()})
	if err != nil {
		return err
	}
	failed := false
	var unread error
	for found, err := range o.looks(ctx, targets, s) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		unread = errors.Join(unread, err)
		failed = failed || o.fails(found.Findings)
		if err := out.Book(found); err != nil {
			return err
		}
	}
	if err := out.End(); err != nil {
		return err
	}
	if unread == nil && failed {
		return errFindings
	}
	return unread
}

// fails reports whether a finding is severe enough to fail on.
func (o checkOptions) fails(findings []analysis.Diagnostic) bool {
	least := analysis.Severity(o.failOn).Rank()
	return least > 0 && slices.ContainsFunc(findings, func(d analysis.Diagnostic) bool { return d.Severity.Rank() >= least })
}

// errNoBook is a check without paths outside a book.
var errNoBook = errors.New("no book here: name the files to check, or the book's directory with --root")
