package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/index"
)

// indexOptions are what `storybot index` was asked.
type indexOptions struct {
	root         string // directory of the book, "" to find it
	write        bool
	changedSince string // a revision, "" for none
}

const indexLong = `Index lists every story in SUMMARY.md, under its heading's title and where its
siblings stand. It leaves out stories that are gone, corrects a word that's
misspelled or there twice where the heading has it right, and fills in tables
that say a story's partner isn't written yet. It changes lines and nothing else.

It prints what it would change, as a patch; with --write it changes the files.
What a person has to decide, such as a title that differs from the heading, is
told beside that. With --changed-since, pages that were moved since the branch
left REV keep their entries, and book.toml leads readers of the old addresses
to the new ones. The book is the nearest directory above with a book.toml or a
src/SUMMARY.md, or DIR with --root.

It exits with 0 if nothing is left to change, with 1 if something is, and with 2
if it couldn't do what it was asked to.`

func newIndex(s streams) *cobra.Command {
	o := indexOptions{}
	cmd := &cobra.Command{
		Use:        "index",
		Short:      "Bring the book's table of contents up to date",
		SuggestFor: []string{"summary", "toc", "contents", "list"},
		Long:       indexLong,
		Example: `  storybot index
  storybot index --write
  storybot index --write --changed-since HEAD~1`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context(), s) },
	}
	cmd.Flags().StringVar(&o.root, "root", "", "`directory` of the book")
	cmd.Flags().BoolVar(&o.write, "write", false, "change the files")
	cmd.Flags().StringVar(&o.changedSince, "changed-since", "", "take into account what was moved since the branch left `REV`")
	_ = cmd.MarkFlagDirname("root")
	return cmd
}

// run finds out what there is to do, prints it or does it, and says what is left.
func (o indexOptions) run(ctx context.Context, s streams) error {
	root, err := o.directory()
	if err != nil {
		return err
	}
	book := &target{root: root}
	result, err := o.update(ctx, book)
	if err != nil {
		return err
	}
	for _, e := range result.Edits {
		file := fixed{targetFile{filepath.Join(root, filepath.FromSlash(e.Path)), e.Path}, analysis.Fixed{Path: e.Path, Text: e.After}, e.Before}
		if o.write {
			err = file.write(file.given)
		} else {
			_, err = s.out.Write(file.patch(file.given))
		}
		if err != nil {
			return fmt.Errorf("index: %w", err)
		}
	}
	if o.write {
		for _, n := range result.Done {
			n.Line = 0 // it is another by now
			tell(s, root, []index.Note{n})
		}
		if result, err = o.update(ctx, book); err != nil {
			return err
		}
	}
	tell(s, root, result.Notes)
	if len(result.Edits) > 0 {
		return errFindings
	}
	return nil
}

// update is what there is to do.
func (o indexOptions) update(ctx context.Context, at *target) (index.Result, error) {
	b, err := at.book()
	if err != nil {
		return index.Result{}, err
	}
	moves, err := o.moves(ctx, repository{at.root})
	if err != nil {
		return index.Result{}, fmt.Errorf("--changed-since %s: %w", o.changedSince, err)
	}
	result, err := index.Update(directoryAt(at.root), b, index.Options{Moves: moves})
	if err != nil {
		return index.Result{}, fmt.Errorf("index of %s: %w", at.root, err)
	}
	return result, nil
}

// moves are the files that were moved since the branch left the revision: where
// each was, and where it is.
func (o indexOptions) moves(ctx context.Context, g repository) (map[string]string, error) {
	if o.changedSince == "" {
		return nil, nil
	}
	base, err := g.mergeBase(ctx, o.changedSince)
	if err != nil {
		return nil, err
	}
	renamed, err := g.git(ctx, "diff", "--relative", "--name-status", "--find-renames", "--diff-filter=R", "-z", base)
	if err != nil {
		return nil, err
	}
	moves := map[string]string{}
	fields := strings.Split(strings.TrimSuffix(string(renamed), "\x00"), "\x00")
	for i := 0; i+2 < len(fields); i += 3 {
		moves[fields[i+1]] = fields[i+2]
	}
	return moves, nil
}

// tell prints notes where they are not mixed with a patch.
func tell(s streams, root string, notes []index.Note) {
	for _, n := range notes {
		place := shown(filepath.Join(root, filepath.FromSlash(n.Path)))
		if n.Line > 0 {
			place = fmt.Sprintf("%s:%d", place, n.Line)
		}
		_, _ = fmt.Fprintf(s.err, "%s: %s\n", place, quote.Plain(n.Message)) // nowhere is left to report to
	}
}

// directory is the root of the book.
func (o indexOptions) directory() (string, error) {
	if o.root == "" {
		here, err := os.Getwd()
		if err != nil {
			return "", fmt.Errorf("current directory: %w", err)
		}
		found, ok := nearestBook(here)
		if !ok {
			return "", errors.New("there's no book here (no book.toml and no src/SUMMARY.md, in this directory or above it): name its directory with --root")
		}
		return found, nil
	}
	if info, err := os.Stat(o.root); err != nil || !info.IsDir() {
		return "", fmt.Errorf("--root %s: there's no such directory", o.root)
	}
	absolute, err := filepath.Abs(o.root)
	if err != nil {
		return "", fmt.Errorf("--root %s: %w", o.root, err)
	}
	if !isBook(absolute) {
		return "", fmt.Errorf("--root %s is no book: it has no book.toml and no src/SUMMARY.md", o.root)
	}
	return absolute, nil
}
