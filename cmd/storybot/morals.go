package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/storybot-app/storybot/internal/format"
	"github.com/storybot-app/storybot/internal/review"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/morals"
)

const moralsLong = `Morals lists each moral of each story that's asked for morals, with who tells it,
its story and its theme. A theme is the words that several morals have in
common; only words are compared, so read the morals themselves.

An item of a list and a paragraph are a moral each. What a strong first
sentence, an item or a heading is followed by explains it. The JSON also has the
further questions of each FAQ, those that the template doesn't ask.

The book is the nearest directory above with a book.toml or a src/SUMMARY.md, or
DIR with --root.`

func newMorals(s streams) *cobra.Command {
	root, chosen := "", ""
	formats := format.MoralFormats()
	cmd := &cobra.Command{
		Use:        "morals",
		Short:      "List the morals of a book's stories, by theme",
		SuggestFor: []string{"moral", "themes", "lessons"},
		Long:       moralsLong,
		Example: `  storybot morals
  storybot morals --format csv > morals.csv`,
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error {
			if !slices.Contains(formats, chosen) {
				return fmt.Errorf("--format can't be %q. Choose one of %s", chosen, strings.Join(formats, ", "))
			}
			return printMorals(root, chosen, s)
		},
	}
	cmd.Flags().StringVar(&root, "root", "", "`directory` of the book")
	cmd.Flags().StringVar(&chosen, "format", "text", "output `FORMAT`: "+strings.Join(formats, ", "))
	_ = cmd.MarkFlagDirname("root")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// printMorals reads a book and prints what its stories teach.
func printMorals(given, chosen string, s streams) error {
	root, err := indexOptions{root: given}.directory()
	if err != nil {
		return err
	}
	b, err := (&target{root: root}).book()
	if err != nil {
		return err
	}
	var files []*story.File
	for _, name := range review.LocalBook(b).StoryPaths() {
		text, err := readNamed(filepath.Join(root, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		files = append(files, b.Parse(name, text))
	}
	if err := format.Morals(s.out, morals.Collect(files, b), chosen, columns(s.out)); err != nil {
		return fmt.Errorf("print morals: %w", err)
	}
	return nil
}
