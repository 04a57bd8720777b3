package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/internal/review"
	"github.com/storybot-app/storybot/internal/starter"
	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/templates"
)

// initOptions are the flags of storybot init.
type initOptions struct {
	root   string
	dryRun bool
}

// newInit is storybot init.
func newInit(s streams) *cobra.Command {
	var o initOptions
	cmd := &cobra.Command{
		Use:        "init",
		Short:      "Add issue forms, templates and settings to a book's repository",
		SuggestFor: []string{"setup", "install", "start"},
		Long: `Add what a repository with a book needs so that people can send stories:

- an issue form for each kind of story, made from its template, so that nobody
  needs git to tell one (.github/ISSUE_TEMPLATE);
- a template for each kind of story, where the book has none;
- settings to choose from, all commented out (.github/storybot.yml).

A file that's already there is left as it is. The forms ask what the templates
ask: to make one anew after a template has changed, delete it and run this again.`,
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error { return o.start(s) },
	}
	cmd.Flags().StringVar(&o.root, "root", "", "root of the book (default: the book of the current directory)")
	cmd.Flags().BoolVar(&o.dryRun, "dry-run", false, "say what would be written, and write nothing")
	_ = cmd.MarkFlagDirname("root")
	return cmd
}

// start writes the files that are missing and says what it did.
func (o initOptions) start(s streams) error {
	dir, err := newOptions{root: o.root}.directory()
	if err != nil {
		return err
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return fmt.Errorf("find the book: %w", err)
	}
	if !isBook(dir) {
		return fmt.Errorf("%s is no book: it has no book.toml and no src/SUMMARY.md", dir)
	}
	repository := repositoryAround(dir)
	files, err := startFor(repository, dir)
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(repository)
	if err != nil {
		return fmt.Errorf("open the repository: %w", err)
	}
	wrote, err := o.write(s, root, files)
	if err := errors.Join(err, root.Close()); err != nil {
		return err
	}
	return o.next(s, repository, wrote)
}

// startFor are the files to begin with for the book in a directory of a
// repository.
func startFor(repository, dir string) ([]starter.File, error) {
	decided, err := settingsFor(dir)
	if err != nil {
		return nil, err
	}
	b, err := book.Load(directoryAt(dir), templates.Stories, review.Conventions(decided.Book))
	if err != nil {
		return nil, fmt.Errorf("read the book: %w", err)
	}
	inside, err := filepath.Rel(repository, dir)
	if err != nil {
		return nil, fmt.Errorf("find the book in its repository: %w", err)
	}
	return starter.Files(b, filepath.ToSlash(inside), review.IdeaWords(decided.Book))
}

// repositoryAround is the root of the repository that a directory is in, or the
// directory itself outside one.
func repositoryAround(dir string) string {
	for at := dir; ; at = filepath.Dir(at) {
		if _, err := os.Stat(filepath.Join(at, ".git")); err == nil {
			return at
		}
		if filepath.Dir(at) == at {
			return dir
		}
	}
}

// write writes what is missing, a line for each file, and returns how many.
func (o initOptions) write(s streams, root *os.Root, files []starter.File) (wrote int, err error) {
	for _, f := range files {
		word := "wrote"
		if o.dryRun {
			word = "would write"
		}
		switch _, err := root.Lstat(filepath.FromSlash(f.Path)); {
		case err == nil:
			word = "left"
		case !errors.Is(err, fs.ErrNotExist):
			return wrote, fmt.Errorf("look for %s: %w", f.Path, err)
		case !o.dryRun:
			if err := createFile(root, f.Path, f.Text); err != nil {
				return wrote, err
			}
		}
		if word != "left" {
			wrote++
		}
		if _, err := fmt.Fprintf(s.out, "%-5s %s: %s\n", word, f.Path, quote.Plain(f.What)); err != nil {
			return wrote, err
		}
	}
	return wrote, nil
}

// next says what to do after it.
func (o initOptions) next(s streams, repository string, wrote int) error {
	text := "Next: look the files over, commit them to the default branch, and try a form under Issues, New issue.\n"
	switch {
	case o.dryRun && wrote > 0:
		text = "Nothing was written. Run it without --dry-run to write them.\n"
	case wrote == 0:
		text = "Everything is there already, so there's nothing to do.\n"
	}
	if _, err := fmt.Fprint(s.out, "\n"+text); err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(repository, ".git")); err == nil {
		return nil
	}
	_, err := fmt.Fprintln(s.err, strings.TrimSpace("storybot: this is no git repository, so .github was put beside the book; it belongs at the repository's root ("+config.RepoPath+")"))
	return err
}
