package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/storybot-app/storybot/internal/review"
	"github.com/storybot-app/storybot/internal/words"
	"github.com/storybot-app/storybot/story/related"
)

// relatedOptions are what `storybot related` was asked.
type relatedOptions struct {
	root   string // directory of the book, "" to find it
	format string
}

var relatedFormats = []string{"text", "json"}

func newRelated(s streams) *cobra.Command {
	o := relatedOptions{}
	cmd := &cobra.Command{
		Use:        "related PATH",
		Short:      "Find the stories that look similar to a story or an idea",
		SuggestFor: []string{"similar", "near", "find", "search"},
		Long: `Related prints up to three stories of the book that use similar words, titles
most of all, and says so when there are none. It compares words and nothing
else, so have a look yourself. On GitHub, /related finds the same stories, and open
ideas, too.

PATH is a story of the book, any other text file, or - for standard input. In
a text that isn't a story yet, the first line is the title if it's a heading or
has an empty line below it.

The book is the nearest directory above the file (or above the current
directory) with a book.toml or a src/SUMMARY.md, or DIR with --root.`,
		Example: `  storybot related src/vision/status_quo/grace_deploys_her_service.md
  echo "Grace wants to deploy her service and is hit by obstacles" | storybot related -`,
		Args: oneArgument("the file to find others for, or - for standard input"),
		RunE: func(_ *cobra.Command, args []string) error {
			if !slices.Contains(relatedFormats, o.format) {
				return fmt.Errorf("--format can't be %q. Choose one of %s", o.format, strings.Join(relatedFormats, ", "))
			}
			return o.find(args[0], s)
		},
	}
	cmd.Flags().StringVar(&o.root, "root", "", "`directory` of the book")
	cmd.Flags().StringVar(&o.format, "format", "text", "output `FORMAT`: "+strings.Join(relatedFormats, ", "))
	_ = cmd.MarkFlagDirname("root")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(relatedFormats, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// find reads the text and its book, and prints what is near.
func (o relatedOptions) find(given string, s streams) error {
	text, err := o.read(given, s.in)
	if err != nil {
		return err
	}
	root, err := o.book(given)
	if err != nil {
		return err
	}
	b, err := (&target{root: root}).book()
	if err != nil {
		return err
	}
	from := review.LocalBook(b)
	texts := make(map[string][]byte)
	for _, name := range from.StoryPaths() {
		if texts[name], err = readNamed(filepath.Join(root, filepath.FromSlash(name))); err != nil {
			return err
		}
	}
	stories := from.Docs(texts)
	near := from.Nearest(from.Doc(inBook(root, given), text), stories)
	for i := range near {
		near[i].Path = shown(filepath.Join(root, filepath.FromSlash(near[i].Path)))
	}
	return o.print(near, len(stories), s.out)
}

// read reads a file, or the standard input.
func (o relatedOptions) read(given string, in io.Reader) ([]byte, error) {
	if given != "-" {
		return readNamed(given)
	}
	text, err := io.ReadAll(io.LimitReader(in, maxFile))
	if err != nil {
		return nil, fmt.Errorf("read standard input: %w", err)
	}
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, errors.New("standard input is empty: write a sentence about the story, or its title")
	}
	return text, nil
}

// readNamed reads a file that somebody named, and says in plain words why it
// can't be read.
func readNamed(name string) ([]byte, error) {
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return nil, fmt.Errorf("%s is a directory: name a story in it", name)
	}
	text, err := readFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there's no file %s", name)
	case errors.Is(err, fs.ErrPermission):
		return nil, fmt.Errorf("you have no permission to read %s", name)
	}
	return text, err
}

// book is the directory of the book to look in.
func (o relatedOptions) book(given string) (string, error) {
	if o.root != "" {
		if info, err := os.Stat(o.root); err != nil || !info.IsDir() {
			return "", fmt.Errorf("--root %s: there's no such directory", o.root)
		}
		return filepath.Abs(o.root)
	}
	for _, near := range []string{filepath.Dir(given), "."} {
		absolute, err := filepath.Abs(near)
		if err != nil {
			return "", fmt.Errorf("find %s: %w", near, err)
		}
		if root, ok := nearestBook(absolute); ok && (given != "-" || near == ".") {
			return root, nil
		}
	}
	return "", errors.New("there's no book here: name its directory with --root")
}

// inBook is a file as the book calls it, "" if it is outside.
func inBook(root, given string) string {
	absolute, err := filepath.Abs(given)
	if err != nil || given == "-" {
		return ""
	}
	name, err := filepath.Rel(root, absolute)
	if err != nil || !filepath.IsLocal(name) {
		return ""
	}
	return filepath.ToSlash(name)
}

// relatedStory is one story of the output in JSON.
type relatedStory struct {
	Path  string   `json:"path"`
	Title string   `json:"title"`
	Kind  string   `json:"kind"`
	Words []string `json:"words"`
	Score float64  `json:"score"`
}

// onlyWords says what an answer is worth.
const onlyWords = "I only compared words, so have a look yourself."

// print writes a line for each story, and what to think of them.
func (o relatedOptions) print(near []related.Match, among int, out io.Writer) error {
	stories := make([]relatedStory, 0, len(near))
	for _, m := range near {
		stories = append(stories, relatedStory{m.Path, m.Title, m.Kind, slices.Concat([]string{}, m.Words), m.Score})
	}
	if o.format == "json" {
		return json.NewEncoder(out).Encode(map[string]any{"version": 1, "related": stories})
	}
	switch {
	case among == 0:
		_, err := fmt.Fprintln(out, "There are no stories in this book yet, so there's nothing to compare with.")
		return err
	case len(near) == 0:
		_, err := fmt.Fprintln(out, "I found no story here that uses similar words. "+onlyWords)
		return err
	}
	for _, one := range stories {
		mention := ""
		if len(one.Words) > 0 {
			mention = " (both mention " + words.List(one.Words, "and") + ")"
		}
		if _, err := fmt.Fprintf(out, "%s: %s%s\n", one.Path, one.Title, mention); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(out, onlyWords)
	return err
}
