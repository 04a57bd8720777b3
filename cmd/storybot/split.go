package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/index"
	"github.com/storybot-app/storybot/story/split"
	"github.com/storybot-app/storybot/templates"
)

// splitOptions are the flags of storybot split.
type splitOptions struct {
	root  string
	write bool
}

const splitLong = `Split takes a page whose sections are stories apart: each becomes a file, with the
headings of the kind's template and all that it said. The page stays and lists
the new files, every page that linked to a section links to its file, the files
are added to SUMMARY.md, and book.toml leads readers of the old addresses to the
new ones.

It prints what it would change, as a patch; with --write it changes the files.
A page that holds no stories as sections stays as it is, so a second run changes
nothing. The book is the one that PAGE is in, unless --root names another.`

func newSplit(s streams) *cobra.Command {
	var o splitOptions
	cmd := &cobra.Command{
		Use:        "split PAGE",
		Short:      "Make one file a story of a page whose sections are stories",
		SuggestFor: []string{"divide", "separate", "unbundle", "files"},
		Long:       splitLong,
		Example: `  storybot split src/status_quo.md
  storybot split src/status_quo.md --write`,
		Args: oneArgument("the page whose sections are stories"),
		RunE: func(_ *cobra.Command, args []string) error { return o.run(args[0], s) },
	}
	cmd.Flags().StringVar(&o.root, "root", "", "root of the book (default: the book of the page)")
	cmd.Flags().BoolVar(&o.write, "write", false, "change the files")
	_ = cmd.MarkFlagDirname("root")
	return cmd
}

// run splits the page, or prints what that would be.
func (o splitOptions) run(given string, s streams) (err error) {
	if _, err := readNamed(given); err != nil {
		return err
	}
	dir, err := (relatedOptions{root: o.root}).book(given)
	if err != nil {
		return err
	}
	name := inBook(dir, given)
	if name == "" {
		return fmt.Errorf("%s is not in the book at %s", given, shown(dir))
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("open the book: %w", err)
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	files, err := o.files(dir, directoryIn(root), name)
	if err != nil {
		return fmt.Errorf("split %w", err)
	}
	if len(files) == 0 {
		_, err = fmt.Fprintf(s.err, "%s has no stories as sections, so there's nothing to split.\n", given)
		return err
	}
	for _, f := range files {
		switch place := filepath.Join(dir, filepath.FromSlash(f.Path)); {
		case !o.write:
			_, err = s.out.Write(splitPatch(place, f))
		case f.Before == nil:
			err = createFile(root, f.Path, f.After)
		default:
			err = rewriteFile(root, f.Path, f.After)
		}
		if err == nil && o.write {
			_, err = fmt.Fprintln(s.out, shown(filepath.Join(dir, filepath.FromSlash(f.Path))))
		}
		if err != nil {
			return fmt.Errorf("split: %w", err)
		}
	}
	return nil
}

// files are what the book becomes: new files, pages, table of contents and
// redirects, and last the page itself.
func (o splitOptions) files(dir string, tree fs.FS, name string) ([]split.File, error) {
	decided, err := decidedFor(dir)
	if err != nil {
		return nil, err
	}
	b, err := book.Load(tree, templates.Stories, decided)
	if err != nil {
		return nil, err
	}
	files, moves, err := split.Page(tree, b, name)
	if err != nil || len(files) == 0 {
		return nil, err
	}
	texts := map[string][]byte{}
	for _, f := range files {
		texts[f.Path] = f.After
	}
	after, changed := b.With(texts)
	contents, err := index.Update(changed, after, index.Options{Moves: moves})
	if err != nil {
		return nil, err
	}
	for _, e := range contents.Edits {
		if base := path.Base(e.Path); base == "SUMMARY.md" || base == "book.toml" {
			files = append(files[:len(files)-1], split.File{Path: e.Path, Before: e.Before, After: e.After}, files[len(files)-1])
		}
	}
	return files, nil
}

// splitPatch is the change of one file, as a patch for git apply -p1.
func splitPatch(place string, f split.File) []byte {
	from, to := patchName("a/", place), patchName("b/", place)
	head := fmt.Sprintf("diff --git %s %s\n", from, to)
	if f.Before == nil {
		head, from = head+"new file mode 100644\n", "/dev/null"
	}
	hunks := diff.Diff(from, f.Before, to, f.After)
	if _, rest, ok := bytes.Cut(hunks, []byte("\n")); ok {
		hunks = rest // the tool's own first line
	}
	return append([]byte(head), hunks...)
}
