package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/text"
	"golang.org/x/sync/errgroup"
)

// BenchmarkCheck checks a book of 170 files and fifty such books, and reports
// the time as multiples of the floor, which is taken in turns with it: to walk,
// read and parse the same Markdown, and nothing else. With STORYBOT_CORPUS the
// book is a real one. One file is checked, and parsed, by processes of their
// own, since starting is most of that; so are fifty books to find the peak of
// memory.
func BenchmarkCheck(b *testing.B) {
	shelves := b.TempDir()
	for i := range 50 {
		writeBook(b, filepath.Join(shelves, fmt.Sprint("book", i)))
	}
	book := filepath.Join(shelves, "book0")
	b.Run("file", func(b *testing.B) {
		story := someStory(b, book)
		compare(b,
			func() error { return exec.Command("storybot-floor", story).Run() },
			func() error { return exec.Command("storybot", "check", "--fail-on", "never", story).Run() })
	})
	b.Run("book", func(b *testing.B) {
		compare(b, func() error { return parseAll(book) }, func() error { return checkQuietly(book) })
	})
	b.Run("fifty", func(b *testing.B) {
		compare(b, func() error { return parseAll(shelves) }, func() error { return checkQuietly(shelves) })
	})
	b.Run("memory", func(b *testing.B) {
		for b.Loop() {
			child := exec.Command("storybot", "check", "--fail-on", "never", shelves)
			if err := child.Run(); err != nil {
				b.Fatal(err)
			}
			if usage, ok := child.ProcessState.SysUsage().(*syscall.Rusage); ok {
				b.ReportMetric(float64(usage.Maxrss)/1024, "peak-MiB")
			}
		}
	})
}

// compare takes both in turns.
func compare(b *testing.B, floor, check func() error) {
	b.Helper()
	var least, ours time.Duration
	for b.Loop() {
		least += took(b, floor)
		ours += took(b, check)
	}
	b.ReportMetric(float64(ours)/float64(least), "x-floor")
	b.ReportMetric(float64(ours.Microseconds())/float64(b.N)/1000, "ms/check")
}

func took(b *testing.B, do func() error) time.Duration {
	b.Helper()
	start := time.Now()
	if err := do(); err != nil {
		b.Fatal(err)
	}
	return time.Since(start)
}

func checkQuietly(path string) error {
	quiet := streams{in: strings.NewReader(""), out: io.Discard, err: io.Discard}
	if code := run(context.Background(), []string{"check", "--fail-on", "never", path}, nil, quiet); code != 0 {
		return fmt.Errorf("check ended with %d", code)
	}
	return nil
}

// parseAll is the floor.
func parseAll(path string) error {
	md := goldmark.New().Parser()
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	err := filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".md" {
			return err
		}
		group.Go(func() error {
			source, err := os.ReadFile(name)
			if err == nil {
				md.Parse(text.NewReader(source))
			}
			return err
		})
		return nil
	})
	if err != nil {
		return err
	}
	return group.Wait()
}

// floor is the program that only parses.
func floor() {
	if err := parseAll(os.Args[1]); err != nil {
		os.Exit(1)
	}
}

// someStory is a story of a book, neither the shortest nor the longest.
func someStory(b *testing.B, book string) string {
	b.Helper()
	var stories []string
	err := filepath.WalkDir(book, func(name string, _ fs.DirEntry, err error) error {
		if strings.HasPrefix(filepath.Base(name), "grace_") {
			stories = append(stories, name)
		}
		return err
	})
	if err != nil || len(stories) == 0 {
		b.Fatalf("%d stories, %v", len(stories), err)
	}
	return stories[len(stories)/2]
}

// writeBook writes a book of 170 files, about 0.9 MB, most of them stories that
// link each other; or the real one.
func writeBook(b *testing.B, root string) {
	b.Helper()
	if corpus := os.Getenv("STORYBOT_CORPUS"); corpus != "" {
		if err := os.CopyFS(root, os.DirFS(filepath.Join(corpus, "final"))); err != nil {
			b.Fatal(err)
		}
		return
	}
	files := map[string]string{
		"book.toml":         "[book]\ntitle = \"A long shelf\"\n",
		"src/characters.md": "# Characters\n\n## Alan: new here\n\n## Grace: an expert\n\n## Niklaus: a learner\n\n## Barbara: a maintainer\n",
	}
	summary := "# Summary\n\n"
	for i := range 168 {
		name := fmt.Sprintf("status_quo/grace_waits_%d.md", i)
		summary += fmt.Sprintf("- [Grace waits %d](./%s)\n", i, name)
		files["src/"+name] = longStory(i)
	}
	files["src/SUMMARY.md"] = summary
	for name, text := range files {
		full := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
}

func longStory(n int) string {
	part := fmt.Sprintf("Grace asks on the [forum], reads `log.txt` and *hopes* for the best. She goes\non, as [the next one](./grace_waits_%d.md#the-story) says, and finds nothing but **dates**.\n"+
		strings.Repeat("Every line of it is like the one before, and the one before says that somebody waits.\n", 3)+"\n"+
		"* one thing after the other\n* and [another](https://example.org/%d)\n\n```text\n%d: waiting\n```\n\n", (n+1)%168, n, n)
	return fmt.Sprintf("# 😱 Status quo stories: Grace waits, %d\n\n## The story\n\n", n) + strings.Repeat(part, 9) +
		"## Frequently Asked Questions\n\n### What are the morals of the story?\n\n* Waiting costs.\n\n" +
		"### What are the sources for this story?\n\nA talk on the [forum].\n\n" +
		"### Why did you choose Grace to tell this story?\n\nShe waits a lot.\n\n" +
		"### How would this story have played out differently for the other characters?\n\nAlan would have asked.\n\n[forum]: https://example.org\n"
}
