package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"syscall"
	"time"

	"github.com/rs/zerolog"
	"github.com/spf13/cobra"

	"github.com/storybot-app/storybot/internal/demo"
)

// demoOptions are the flags of storybot demo.
type demoOptions struct {
	addr        string
	repo        string
	walkthrough bool
	json        bool
}

// patience is how long running work may take to end.
const patience = 5 * time.Second

// freePort is any free port of this machine.
const freePort = "127.0.0.1:0"

func newDemo(s streams) *cobra.Command {
	var o demoOptions
	cmd := &cobra.Command{
		Use:        "demo",
		Short:      "Try storybot on this machine, without an account or a network",
		SuggestFor: []string{"try", "tour"},
		Long: `Demo starts a simulated GitHub with a sample book, and storybot with it, on one
port of this machine, and prints the address of a page where you can file an
idea, comment, push, merge, and watch the bot answer. Nothing is kept when it
ends.

With --walkthrough it does all that on its own, prints each step with what the
bot did, and exits with 0 only if every step went as expected.`,
		Example: `  storybot demo
  storybot demo --repo path/to/book
  storybot demo --walkthrough`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch {
			case o.json && !o.walkthrough:
				return errors.New("--json goes with --walkthrough")
			case o.repo != "" && o.walkthrough:
				return errors.New("--walkthrough always uses the sample book; leave out --repo")
			case o.repo != "" && !isBook(o.repo):
				return fmt.Errorf("--repo %s: this isn't a book: it has no book.toml and no src/SUMMARY.md", o.repo)
			case o.walkthrough:
				return o.walk(cmd.Context(), s)
			}
			return o.run(cmd.Context(), s, cmd.Flags().Changed("addr"))
		},
	}
	cmd.Flags().StringVar(&o.addr, "addr", "127.0.0.1:8080", "loopback `address` to listen on; any free port if this one is taken")
	cmd.Flags().StringVar(&o.repo, "repo", "", "`directory` with a book to show instead of the sample")
	cmd.Flags().BoolVar(&o.walkthrough, "walkthrough", false, "go through all of it, and exit")
	cmd.Flags().BoolVar(&o.json, "json", false, "print the walkthrough as JSON")
	_ = cmd.MarkFlagDirname("repo")
	return cmd
}

// run starts the demo and waits until it is interrupted.
func (o demoOptions) run(ctx context.Context, s streams, chosen bool) error {
	opts := demo.Options{Repo: o.repo, Addr: o.addr, Now: time.Now, Logger: quietLogger(s)}
	d, err := demo.New(ctx, opts)
	if errors.Is(err, syscall.EADDRINUSE) && !chosen {
		opts.Addr = freePort
		d, err = demo.New(ctx, opts)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.out, `A simulated GitHub and storybot are running. Open

    %s

and file an idea. Press Ctrl+C to end; nothing is kept.
`, d.URL)
	if err == nil {
		<-ctx.Done()
	}
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	return errors.Join(err, d.Close(ending))
}

// walk runs the walkthrough.
func (o demoOptions) walk(ctx context.Context, s streams) error {
	steps := 0
	opts := demo.Options{Addr: freePort, Now: time.Now, Logger: quietLogger(s)}
	report, err := demo.Walk(ctx, opts, func(step demo.Step) error {
		steps++
		if o.json {
			return nil
		}
		return step.Print(s.out, steps)
	})
	if o.json && report.Version > 0 {
		encoder := json.NewEncoder(s.out)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		err = errors.Join(err, encoder.Encode(report))
	}
	switch {
	case err != nil:
		return fmt.Errorf("walkthrough: %w", err)
	case !report.OK:
		return errors.New("walkthrough: not everything went as expected")
	case o.json:
		return nil
	}
	_, err = fmt.Fprintf(s.out, "%d steps, %d requests, all as expected.\n", steps, report.Requests)
	return err
}

// quietLogger tells of trouble alone.
func quietLogger(s streams) zerolog.Logger {
	return zerolog.New(s.err).Level(zerolog.WarnLevel).With().Timestamp().Logger()
}
