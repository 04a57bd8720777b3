package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/storybot-app/storybot/internal/review"
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
		Short:      "Find the stories nearest to a story or an idea",
		SuggestFor: []string{"similar", "near", "find", "search"},
		Long: `Related prints up to three stories of the book that speak of the same as a
text does, and the words they share. It prints nothing when nothing is near.

PATH is a story of the book, any other text file, or - for the standard input.
The book is the nearest directory above the file (or above the current
directory) with a book.toml or a src/SUMMARY.md, or DIR with --root.`,
		Example: `  storybot related src/vision/status_quo/grace_deploys_her_service.md
  echo "Grace cannot find out why her service hangs" | storybot related -`,
		Args: oneArgument("the file to find others for, or - for the standard input"),
		RunE: func(_ *cobra.Command, args []string) error {
			if !slices.Contains(relatedFormats, o.format) {
				return fmt.Errorf("--format %q: it is one of %s", o.format, strings.Join(relatedFormats, ", "))
			}
			return o.find(args[0], s)
		},
	}
	cmd.Flags().StringVar(&o.root, "root", "", "`directory` of the book")
	cmd.Flags().StringVar(&o.format, "format", "text", "how to print: "+strings.Join(relatedFormats, ", "))
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
	neighbours := review.Book{Book: b, Root: "."}
	texts := make(map[string][]byte)
	for _, name := range neighbours.StoryPaths() {
		if texts[name], err = readFile(filepath.Join(root, filepath.FromSlash(name))); err != nil {
			return err
		}
	}
	asked := neighbours.Doc(inBook(root, given), text)
	near := neighbours.Nearest(asked, neighbours.Docs(texts))
	for i := range near {
		near[i].Path = shown(filepath.Join(root, filepath.FromSlash(near[i].Path)))
	}
	return o.print(near, s.out)
}

// read reads a file, or the standard input.
func (o relatedOptions) read(given string, in io.Reader) ([]byte, error) {
	if given != "-" {
		return readFile(given)
	}
	text, err := io.ReadAll(io.LimitReader(in, maxFile))
	if err != nil {
		return nil, fmt.Errorf("read the standard input: %w", err)
	}
	return text, nil
}

// book is the directory of the book to look in.
func (o relatedOptions) book(given string) (string, error) {
	if o.root != "" {
		if info, err := os.Stat(o.root); err != nil || !info.IsDir() {
			return "", fmt.Errorf("--root %s: there is no such directory", o.root)
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
	return "", errors.New("no book here: name its directory with --root")
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

func (o relatedOptions) print(near []related.Match, out io.Writer) error {
	stories := make([]relatedStory, 0, len(near))
	for _, m := range near {
		stories = append(stories, relatedStory{m.Path, m.Title, m.Kind, m.Words, m.Score})
	}
	if o.format == "json" {
		return json.NewEncoder(out).Encode(map[string]any{"version": 1, "related": stories})
	}
	for _, one := range stories {
		if _, err := fmt.Fprintf(out, "%s: %s (both speak of: %s)\n", one.Path, one.Title, strings.Join(one.Words, ", ")); err != nil {
			return err
		}
	}
	return nil
}
