package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/storybot-app/storybot/internal/format"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

// checkOptions are what `storybot check` was asked.
type checkOptions struct {
	root           string // directory of the book, "" to find it
	format         string
	failOn         string
	paths          []string
	fix, diff      bool
	changedSince   string // a revision, "" for everything
	explain        string // a rule, "" for none
	color          string
	quiet          bool
	requireStories bool
}

// failOns are the least severe findings a check can be made to fail on.
func failOns() []string { return []string{"error", "warning", "hint", "never"} }

const checkLong = `Check reads stories and says what a reviewer would: a question that has no
answer yet, template text that was left in, a reference that leads nowhere.

A PATH is a file of any extension, or a directory, whose Markdown files are all
read. Without a PATH, the whole book is checked. The book is the nearest
directory above with a book.toml or a src/SUMMARY.md, or DIR with --root;
outside a book the built-in questions and cast apply.

With --fix, whatever has only one possible fix is fixed, and the rest is
reported; --diff prints those changes and makes none. With --changed-since, only
lines changed since the branch left REV are checked and fixed, as on a pull
request.

It exits with 0 if nothing failed, with 1 if something did, and with 2 if it
couldn't do what it was asked to.`

func newCheck(s streams) *cobra.Command {
	o := checkOptions{}
	cmd := &cobra.Command{
		Use:        "check [PATH…]",
		Short:      "Check stories for what's missing and what was left over",
		SuggestFor: []string{"lint", "validate", "verify", "test", "fix", "diff"},
		Long:       checkLong,
		Example: `  storybot check
  storybot check src/vision/status_quo/grace_deploys_her_service.md
  storybot check --format json --fail-on never src
  storybot check --changed-since origin/main --format github
  storybot check --fix --changed-since origin/main`,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.paths = args
			if err := o.validate(cmd); err != nil {
				return err
			}
			if o.explain != "" {
				return explain(cmd, o.explain, s)
			}
			return check(cmd.Context(), o, s)
		},
	}
	o.flags(cmd)
	return cmd
}

func (o *checkOptions) flags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&o.root, "root", "", "`directory` of the book")
	flags.StringVar(&o.format, "format", "text", "output `FORMAT`: "+strings.Join(format.Formats(), ", "))
	flags.BoolVar(&o.fix, "fix", false, "fix whatever has only one possible fix")
	flags.BoolVar(&o.diff, "diff", false, "print what --fix would change")
	flags.StringVar(&o.changedSince, "changed-since", "", "look only at what changed since the branch left `REV`")
	flags.StringVar(&o.explain, "explain", "", "print the page of a `RULE`, as storybot explain does")
	flags.StringVar(&o.failOn, "fail-on", "error", "least `SEVERITY` that makes the exit code 1: "+strings.Join(failOns(), ", "))
	flags.BoolVar(&o.requireStories, "require-stories", false, "exit with 1 if no story was recognised")
	flags.BoolVarP(&o.quiet, "quiet", "q", false, "print only findings: no summary, notes or progress")
	flags.StringVar(&o.color, "color", colorAuto, "`WHEN` to use colours: "+strings.Join(colors(), ", "))
	_ = cmd.MarkFlagDirname("root")
	for flag, values := range map[string][]string{
		"format": format.Formats(), "fail-on": failOns(), "color": colors(), "explain": ruleNames(),
	} {
		_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
	}
}

// validate refuses what makes no sense.
func (o *checkOptions) validate(cmd *cobra.Command) error {
	return cmp.Or(
		atMostOne(cmd, "fix", "diff", "explain"),
		atMostOne(cmd, "changed-since", "explain"),
		oneOf(cmd, "format", o.format, format.Formats()),
		oneOf(cmd, "fail-on", o.failOn, failOns()),
		oneOf(cmd, "color", o.color, colors()),
	)
}

// maxMemory is from how much memory on, in bytes, it is collected more often
// instead: a hostile text can take three hundred times its size.
const maxMemory = 1 << 30

// check runs the command, book by book. What cannot be read is reported at the end;
// it does not keep the rest from being looked at.
func check(ctx context.Context, o checkOptions, s streams) error {
	// Little is kept of what was read: collecting half as often takes little more
	// memory and a tenth less time.
	debug.SetGCPercent(200)
	debug.SetMemoryLimit(maxMemory)
	targets, err := findTargets(o)
	if err != nil {
		return err
	}
	if o.diff {
		return o.diffTargets(ctx, targets, s)
	}
	out, err := format.NewOutput(o.format, s.out, format.OutputOptions{
		Color: colorful(o.color, s), Width: columns(s.out), Quiet: o.quiet, Fixing: o.fix, Version: semanticVersion(),
	})
	if err != nil {
		return err
	}
	sum, err := o.write(ctx, targets, out, s)
	if err != nil {
		return err
	}
	if sum.unread == nil && sum.stories == 0 && (!o.quiet || o.requireStories) {
		_, _ = fmt.Fprint(s.err, nothingRecognised(sum.files, sum.looked)) // nowhere is left to report to
	}
	if sum.unread == nil && (sum.failed || o.requireStories && sum.stories == 0) {
		return errFindings
	}
	return sum.unread
}

// checkSum is what came of a check as a whole.
type checkSum struct {
	files, stories int
	looked         []*story.Conventions // what was looked for, by book
	failed         bool
	unread         error
}

// write looks at targets and writes what is found.
func (o checkOptions) write(ctx context.Context, targets []*target, out format.Output, s streams) (checkSum, error) {
	ticker := time.NewTicker(progressTick)
	defer ticker.Stop()
	p := startProgress(o.progressTo(s), countFiles(targets), ticker.C)
	var sum checkSum
	for found := range o.looks(ctx, targets, s, p) {
		if ctx.Err() != nil {
			break
		}
		sum.add(found, o)
		if err := out.Book(found.Result); err != nil {
			p.end()
			return sum, err
		}
	}
	p.end()
	if ctx.Err() != nil {
		return sum, ctx.Err()
	}
	return sum, out.End()
}

func (c *checkSum) add(found looked, o checkOptions) {
	c.files += len(found.Files)
	for _, f := range found.Files {
		c.stories += len(f.Stories)
	}
	if c.stories == 0 && found.looked != nil {
		c.looked = append(c.looked, found.looked)
	}
	c.failed = c.failed || o.fails(found.Findings)
	c.unread = errors.Join(c.unread, found.err)
}

// progressTo is where to show progress, nil for nowhere: at a terminal, unless
// results are written to it at the same time.
func (o checkOptions) progressTo(s streams) io.Writer {
	if o.quiet || !isTerminal(s.err) || isTerminal(s.out) && o.format != "text" {
		return nil
	}
	return s.err
}

// fails reports whether a finding is severe enough to fail on.
func (o checkOptions) fails(findings []analysis.Diagnostic) bool {
	least := analysis.Severity(o.failOn).Rank()
	return least > 0 && slices.ContainsFunc(findings, func(d analysis.Diagnostic) bool { return d.Severity.Rank() >= least })
}

// errNoBook is a check without paths outside a book.
var errNoBook = errors.New("there's no book here (no book.toml and no src/SUMMARY.md, in this directory or above it): name the files to check, or the book's directory with --root")
