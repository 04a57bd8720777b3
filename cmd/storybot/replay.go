package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/rs/zerolog"
	"github.com/spf13/cobra"

	"github.com/storybot-app/storybot/internal/githubsim"
	"github.com/storybot-app/storybot/internal/replay"
)

// replayFlags are the flags of replay.
type replayFlags struct {
	corpus       string
	pull, draft  int
	all, details bool
	format       string
	atLeast      float64
	verbose      bool
}

func newReplay(s streams) *cobra.Command {
	var f replayFlags
	command := &cobra.Command{
		Use:        "replay",
		Short:      "Show what the bot would have said to real pull requests",
		SuggestFor: []string{"history"},
		Long: "Replay opens a real pull request of a corpus in the simulator, lets the whole bot look at it, and\n" +
			"prints labels, comment, check and the requests made. Or it replays all of them, and compares what\n" +
			"the bot said with what people found in the book later.",
		Example: "  storybot replay --corpus corpus --pr 7\n  storybot replay --corpus corpus --all --min 95",
		Args:    noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if f.corpus == "" || f.all == (f.pull > 0) {
				return errors.New("replay needs --corpus DIR, and --pr N or --all")
			}
			if f.format != "text" && f.format != "json" {
				return fmt.Errorf("--format is text or json, not %q", f.format)
			}
			logger := zerolog.Nop()
			if f.verbose {
				logger = zerolog.New(s.err).With().Timestamp().Logger()
			}
			if f.all {
				return replayAll(cmd.Context(), s, f, logger)
			}
			seen, err := replay.Run(cmd.Context(), replay.Options{Corpus: f.corpus, Number: f.pull, Draft: f.draft, Logger: logger, Now: time.Now})
			if err != nil {
				return fmt.Errorf("replay pull request %d: %w", f.pull, err)
			}
			return printSeen(s.out, seen)
		},
	}
	flags := command.Flags()
	flags.StringVar(&f.corpus, "corpus", "", "`DIRECTORY` of the corpus")
	flags.IntVar(&f.pull, "pr", 0, "number of the pull request")
	flags.IntVar(&f.draft, "draft", 0, "an earlier state of it, from 1 (default: as it was merged)")
	flags.BoolVar(&f.all, "all", false, "replay every pull request, from the first draft to the merge")
	flags.StringVar(&f.format, "format", "text", "with --all, the `FORMAT`: text or json")
	flags.Float64Var(&f.atLeast, "min", 0, "with --all: exit with 1 if the bot reported less than this share of the later findings, in percent")
	flags.BoolVar(&f.details, "details", false, "with --all: name every place where people and rules disagree")
	flags.BoolVar(&f.verbose, "verbose", false, "print the log to standard error")
	return command
}

// replayAll replays the whole history and prints it.
func replayAll(ctx context.Context, s streams, f replayFlags, logger zerolog.Logger) error {
	history, err := replay.All(ctx, replay.HistoryOptions{Corpus: f.corpus, Logger: logger, Now: time.Now})
	if err != nil {
		return err
	}
	if err := printHistory(s, history, f.format, f.details); err != nil {
		return err
	}
	if history.Fixups.Share() < f.atLeast {
		return errFindings
	}
	return nil
}

// printSeen prints what people would have seen and what it cost.
func printSeen(w io.Writer, seen *replay.Seen) error {
	p := &printer{w: w}
	if seen.Known != replay.KnownTree {
		p.line("The corpus has only the touched files of this one; the rest is as it was at another")
		p.line("time, or not there. Rules that need the whole book can be mistaken.")
	}
	p.line("\nLabels:")
	for _, label := range seen.View.Labels {
		p.line("  " + label.Name)
	}
	for _, comment := range seen.View.Comments {
		p.line("\nComment by " + comment.Author + ":\n" + comment.Body)
	}
	for _, check := range seen.View.Checks {
		p.line(fmt.Sprintf("\nCheck %s: %s, %q, %d annotations", check.Name, check.Conclusion, check.Title, len(check.Annotations)))
	}
	for _, review := range seen.View.Reviews {
		p.line(fmt.Sprintf("\nReview by %s with %d suggestions", review.Author, len(review.Comments)))
		for _, comment := range review.Comments {
			p.line(fmt.Sprintf("  %s:%d %s", comment.Path, comment.Line, comment.Body))
		}
	}
	p.requests("Requests for the pull request", seen.First)
	p.requests("Requests for the same event again", seen.Again)
	return p.err
}

// printer prints lines until one fails.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) line(text string) {
	if p.err == nil {
		_, p.err = fmt.Fprintln(p.w, text)
	}
}

func (p *printer) requests(title string, made []githubsim.Request) {
	cost := replay.Count(made)
	p.line(fmt.Sprintf("\n%s: %d reads + %d writes, and not counted: %d for tokens and names, %d for the book, %d new labels",
		title, cost.Reads, cost.Writes, cost.Identity, cost.Book, cost.NewLabels))
	for _, request := range made {
		p.line(fmt.Sprintf("  %d %-6s %s %s", request.Status, request.Method, request.Path, request.Operation))
	}
}
