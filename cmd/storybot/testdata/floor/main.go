// Command floor is what a checker of Markdown cannot be faster than: it walks
// the directories and files it is given, reads the Markdown and parses it, and
// does nothing else. The benchmarks measure storybot against it.
package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/text"
	"golang.org/x/sync/errgroup"
)

func main() {
	for _, path := range os.Args[1:] {
		if err := parse(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func parse(path string) error {
	var names []string
	err := filepath.WalkDir(path, func(name string, _ fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(name) == ".md" {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		return err
	}
	md := goldmark.New().Parser()
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, name := range names {
		group.Go(func() error {
			source, err := os.ReadFile(name)
			if err == nil {
				md.Parse(text.NewReader(source))
			}
			return err
		})
	}
	return group.Wait()
}
