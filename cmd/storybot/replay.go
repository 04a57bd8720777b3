package main

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/rs/zerolog"
	"github.com/spf13/cobra"

	"github.com/storybot-app/storybot/internal/githubsim"
	"github.com/storybot-app/storybot/internal/replay"
)

func newReplay(s streams) *cobra.Command {
	var o replay.Options
	var verbose bool
	command := &cobra.Command{
		Use:   "replay",
		Short: "Show what the bot would have said to a real pull request",
		Long: "Open a real pull request of a corpus in the simulator, let the whole bot look at it, and print\n" +
			"labels, comment, check and the requests made.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.Corpus == "" || o.Number <= 0 {
				return errors.New("replay needs --corpus DIR and --pr N")
			}
			o.Now, o.Logger = time.Now, zerolog.Nop()
			if verbose {
				o.Logger = zerolog.New(s.err).With().Timestamp().Logger()
			}
			seen, err := replay.Run(cmd.Context(), o)
			if err != nil {
				return fmt.Errorf("replay pull request %d: %w", o.Number, err)
			}
			return printSeen(s.out, seen)
		},
	}
	command.Flags().StringVar(&o.Corpus, "corpus", "", "folder of the corpus")
	command.Flags().IntVar(&o.Number, "pr", 0, "number of the pull request")
	command.Flags().IntVar(&o.Draft, "draft", 0, "an earlier state of it, from 1 (default: as it was merged)")
	command.Flags().BoolVar(&verbose, "verbose", false, "print the log to standard error")
	return command
}

// printSeen prints what people would have seen and what it cost.
func printSeen(w io.Writer, seen *replay.Seen) error {
	p := &printer{w: w}
	if seen.Known != replay.KnownTree {
		p.line("The corpus has only the touched files of this one; the rest is as it was at an earlier pull")
		p.line("request, or not there. Rules that need the whole book can be mistaken.")
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
