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
	_, _ = fmt.Fprintf(s.err, "storybot: %v\n", err) // nowhere is left to report to
	return exitUsage
}

// oneArgument asks for one argument, and says what it is.
func oneArgument(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != 1 {
			return fmt.Errorf("%s takes one argument, %s; it was given %d", cmd.Name(), what, len(args))
		}
		return nil
	}
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
		Args:          cobra.NoArgs,
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
	root.AddCommand(
		newCheck(s),
		newDemo(s),
		newNew(s),
		newRelated(s),
		newReplay(s),
		newServe(s, env),
		newVersion(s),
	)
	return root
}
