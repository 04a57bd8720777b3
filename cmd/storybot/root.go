package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

// Exit codes.
const (
	exitClean    = 0
	exitFindings = 1
	exitUsage    = 2
)

// streams are where a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// errFindings ends a check that found something; it is no failure.
var errFindings = errors.New("findings")

// run is the program: it runs one command line and returns the exit code.
func run(ctx context.Context, args, env []string, s streams) int {
	root := newRoot(s, env)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return exitClean
	case errors.Is(err, errFindings):
		return exitFindings
	}
	_, _ = fmt.Fprintf(s.err, "storybot: %s\n", plainly(err)) // nowhere is left to report to
	return exitUsage
}

// newRoot builds the command tree. env is the environment as os.Environ gives
// it.
func newRoot(s streams, env []string) *cobra.Command {
	asked := false // for the version
	root := &cobra.Command{
		Use:           "storybot",
		Short:         "Look after the stories of a vision document",
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          unknownVerb,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if asked {
				return printVersion(s)
			}
			return cmd.Help()
		},
	}
	root.Flags().BoolVar(&asked, "version", false, "print the version")
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	root.SetFlagErrorFunc(wrongFlag)
	root.SetHelpCommand(newHelp())
	root.AddCommand(
		newCheck(s),
		newCommands(s),
		newDemo(s),
		newExplain(s),
		newIndex(s),
		newInit(s),
		newMan(s),
		newMorals(s),
		newNew(s),
		newRegister(s),
		newRelated(s),
		newReplay(s),
		newRules(s),
		newServe(s, env),
		newSplit(s),
		newVersion(s),
	)
	root.InitDefaultCompletionCmd()
	plainCompletion(root)
	return root
}

// plainCompletion lets cobra's completion command refuse what it does not know
// as the others do.
func plainCompletion(root *cobra.Command) {
	for _, cmd := range root.Commands() {
		if cmd.Name() != "completion" {
			continue
		}
		cmd.Args = unknownVerb
		cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
		for _, shell := range cmd.Commands() {
			shell.Args = noArguments
		}
	}
}
