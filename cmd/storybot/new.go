package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/scaffold"
	"github.com/storybot-app/storybot/templates"
)

// newOptions are the flags of storybot new.
type newOptions struct {
	root      string
	character string
	title     string
}

// newNew is storybot new.
func newNew(s streams) *cobra.Command {
	var o newOptions
	cmd := &cobra.Command{
		Use:   "new KIND --character NAME --title TITLE",
		Short: "Begin a story from the book's own template",
		Long: `Begin a story from the book's own template and print the path of the new file.

KIND is a kind of story of the book, such as status-quo or shiny-future. The
book is the one the current directory stands in, unless --root names another.
A file that is there already is never changed.`,
		Example: `  storybot new status-quo --character Alan --title "Alan tries to debug a hang"`,
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			created, err := o.create(args[0])
			if err != nil {
				return err
			}
			if scaffold.Hidden(o.title) {
				fmt.Fprintln(s.err, "storybot: the title has marks that do not show (control characters, direction marks); they were left out")
			}
			_, err = fmt.Fprintln(s.out, created)
			return err
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return o.kinds(), cobra.ShellCompDirectiveNoFileComp
		},
	}
	cmd.Flags().StringVar(&o.character, "character", "", "who tells the story: a name of the book's cast")
	cmd.Flags().StringVar(&o.title, "title", "", "title of the story, in a few words")
	cmd.Flags().StringVar(&o.root, "root", "", "root of the book (default: the book of the current directory)")
	_ = cmd.MarkFlagDirname("root")
	_ = cmd.RegisterFlagCompletionFunc("character", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return o.cast(), cobra.ShellCompDirectiveNoFileComp
	})
	return cmd
}

// create writes the file of a new story and returns its path.
func (o newOptions) create(kind string) (created string, err error) {
	root, b, err := o.open()
	if err != nil {
		return "", err
	}
	defer root.Close()
	if strings.TrimSpace(o.character) == "" {
		return "", fmt.Errorf("--character is missing; the book's characters are: %s", strings.Join(castOf(b), ", "))
	}
	if !isBook(root.Name()) && !b.OwnTemplate(kind) {
		return "", fmt.Errorf("%s is no book: it has no book.toml, no src/SUMMARY.md and no template for such a story", root.Name())
	}
	name, text, err := scaffold.File(b, scaffold.Idea{Kind: kind, Title: o.title, Character: o.character})
	if err != nil {
		return "", fmt.Errorf("new story: %w", err)
	}
	if err := createFile(root, name, text); err != nil {
		return "", err
	}
	return shown(filepath.Join(root.Name(), filepath.FromSlash(name))), nil
}

// open opens the book the flags name.
func (o newOptions) open() (*os.Root, *book.Book, error) {
	dir := o.root
	if dir == "" {
		here, err := os.Getwd()
		if err != nil {
			return nil, nil, fmt.Errorf("current directory: %w", err)
		}
		found, ok := nearestBook(here)
		if !ok {
			return nil, nil, fmt.Errorf("no book here: neither %s nor a directory above it has a book.toml or a src/SUMMARY.md; name the book with --root", here)
		}
		dir = found
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, nil, fmt.Errorf("open the book: %w", err)
	}
	b, err := book.Load(root.FS(), templates.Stories)
	if err != nil {
		root.Close()
		return nil, nil, fmt.Errorf("read the book: %w", err)
	}
	return root, b, nil
}

// shown is a path from the current directory where that is below it.
func shown(name string) string {
	here, err := os.Getwd()
	if err != nil {
		return name
	}
	absolute, err := filepath.Abs(name)
	if err != nil {
		return name
	}
	if relative, err := filepath.Rel(here, absolute); err == nil && filepath.IsLocal(relative) {
		return relative
	}
	return name
}

// kinds are the kinds of the book, to complete a command line.
func (o newOptions) kinds() []string {
	root, b, err := o.open()
	if err != nil {
		return nil
	}
	defer root.Close()
	var ids []string
	for _, k := range b.Conventions.Kinds {
		ids = append(ids, k.ID)
	}
	return ids
}

// cast are the names of the book's characters, to complete a command line.
func (o newOptions) cast() []string {
	root, b, err := o.open()
	if err != nil {
		return nil
	}
	defer root.Close()
	return castOf(b)
}

func castOf(b *book.Book) []string {
	var names []string
	for _, character := range b.Conventions.Cast {
		names = append(names, character.Name)
	}
	return names
}
