package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/idea"
	"github.com/storybot-app/storybot/story/scaffold"
	"github.com/storybot-app/storybot/templates"
)

// newOptions are the flags of storybot new.
type newOptions struct {
	root      string
	character string
	title     string
	template  string
}

// newNew is storybot new.
func newNew(s streams) *cobra.Command {
	var o newOptions
	cmd := &cobra.Command{
		Use:        "new KIND --character NAME --title TITLE",
		Short:      "Start a story from the book's own template",
		SuggestFor: []string{"create", "scaffold", "add", "begin", "start"},
		Long: `New starts a story from the book's own template and prints the path of the new
file.

KIND is a kind of story of the book, such as status-quo or shiny-future. The
book is the one you're in, unless --root names another. A file that's already
there is never changed. In a book where the stories of the kind are sections of
one page, the story becomes a section there, in the form of the others, and the
path is the page's.`,
		Example: `  storybot new status-quo --character Alan --title "Alan tries to debug a hang"`,
		Args:    oneArgument("the kind of story, such as status-quo"),
		RunE: func(_ *cobra.Command, args []string) error {
			created, err := o.create(args[0])
			if err != nil {
				return err
			}
			if scaffold.Hidden(o.title) {
				_, err = fmt.Fprintln(s.err, "storybot: the title has invisible characters (control characters, direction marks); they were left out")
			}
			_, printed := fmt.Fprintln(s.out, created)
			return errors.Join(err, printed)
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return o.complete(kindsOf)
		},
	}
	cmd.Flags().StringVar(&o.character, "character", "", "who tells the story: a `NAME` from the book's cast")
	cmd.Flags().StringVar(&o.title, "title", "", "`TITLE` of the story, in a few words")
	cmd.Flags().StringVar(&o.template, "template", "", "file `NAME` of the template to use, if the kind has several (default: the first)")
	cmd.Flags().StringVar(&o.root, "root", "", "`DIRECTORY` of the book (default: the book you're in)")
	_ = cmd.MarkFlagDirname("root")
	_ = cmd.RegisterFlagCompletionFunc("character", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return o.complete(castOf)
	})
	return cmd
}

// create writes a new story, as a file or as a section of one, and returns the
// path of that file.
func (o newOptions) create(kind string) (created string, err error) {
	err = o.withBook(func(root *os.Root, b *book.Book) error {
		if !isBook(root.Name()) && !b.OwnTemplate(kind) {
			return fmt.Errorf("%s isn't a book: it has no book.toml, no src/SUMMARY.md and no template for such a story", root.Name())
		}
		if strings.TrimSpace(o.character) == "" && b.Conventions.Teller == story.Anyone {
			return errors.New("--character is missing: say who tells the story; any name will do")
		}
		if strings.TrimSpace(o.character) == "" && b.Conventions.Teller == story.OneOfCast {
			return fmt.Errorf("--character is missing; the book's characters are: %s", strings.Join(castOf(b), ", "))
		}
		begun, err := scaffold.Begin(b, scaffold.Idea{Kind: kind, Title: idea.Title(o.title, b.Conventions), Character: o.character, Template: o.template})
		if err != nil {
			return fmt.Errorf("new story: %w", err)
		}
		created = filepath.Join(root.Name(), filepath.FromSlash(begun.Path))
		if begun.Section == "" {
			err = createFile(root, begun.Path, begun.Text)
		} else {
			err = rewriteFile(root, begun.Path, begun.Text)
		}
		created = shown(created)
		return err
	})
	return created, err
}

// withBook opens the book the flags name.
func (o newOptions) withBook(do func(*os.Root, *book.Book) error) (err error) {
	dir, err := o.directory()
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("open the book: %w", err)
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	decided, err := decidedFor(dir)
	if err != nil {
		return err
	}
	b, err := book.Load(directoryIn(root), templates.Stories, decided)
	if err != nil {
		return fmt.Errorf("read the book: %w", err)
	}
	return do(root, b)
}

// directory is the root of the book the flags name.
func (o newOptions) directory() (string, error) {
	if o.root != "" {
		return o.root, nil
	}
	here, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("current directory: %w", err)
	}
	found, ok := nearestBook(here)
	if !ok {
		return "", fmt.Errorf("there's no book here: neither %s nor a directory above it has a book.toml or a src/SUMMARY.md; name the book with --root", here)
	}
	return found, nil
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

// complete offers words of the book to a command line; of a book that cannot
// be read it offers none.
func (o newOptions) complete(words func(*book.Book) []string) (offered []string, rule cobra.ShellCompDirective) {
	err := o.withBook(func(_ *os.Root, b *book.Book) error {
		offered = words(b)
		return nil
	})
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	return offered, cobra.ShellCompDirectiveNoFileComp
}

func kindsOf(b *book.Book) []string {
	var ids []string
	for _, k := range b.Conventions.Kinds {
		ids = append(ids, k.ID)
	}
	return ids
}

func castOf(b *book.Book) []string {
	var names []string
	for _, character := range b.Conventions.Cast {
		names = append(names, character.Name)
	}
	return names
}
