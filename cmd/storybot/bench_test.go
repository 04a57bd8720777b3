package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// BenchmarkCheck checks one file, a book of 170 and fifty such books, and
// reports the time as multiples of the floor, which is taken in turns with it:
// a program that walks, reads and parses the same Markdown, and does nothing
// else. Both are whole processes, starting included. With STORYBOT_CORPUS the
// book is a real one.
func BenchmarkCheck(b *testing.B) {
	bin := b.TempDir()
	build(b, bin, ".", "./testdata/floor")
	targets := b.TempDir()
	for i := range 50 {
		writeBook(b, filepath.Join(targets, fmt.Sprint("book", i)))
	}
	book := filepath.Join(targets, "book0")
	for _, test := range []struct{ name, path string }{
		{"file", someStory(b, book)}, {"book", book}, {"fifty", targets},
	} {
		b.Run(test.name, func(b *testing.B) {
			var floor, ours time.Duration
			var peak int64
			for b.Loop() {
				took, _ := ran(b, filepath.Join(bin, "floor"), test.path)
				floor += took
				took, size := ran(b, filepath.Join(bin, "storybot"), "check", "--fail-on", "never", test.path)
				ours, peak = ours+took, max(peak, size)
			}
			b.ReportMetric(float64(ours)/float64(floor), "x-floor")
			b.ReportMetric(float64(ours.Microseconds())/float64(b.N)/1000, "ms/check")
			b.ReportMetric(float64(peak)/1024, "peak-MiB")
		})
	}
}

// build builds programs as a release is built.
func build(b *testing.B, dir string, programs ...string) {
	b.Helper()
	command := exec.Command("go", append([]string{"build", "-trimpath", "-o", dir}, programs...)...)
	command.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := command.CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
}

// ran runs a program to its end and tells how long it took and how much memory
// it had at most, in KiB.
func ran(b *testing.B, name string, args ...string) (took time.Duration, peak int64) {
	b.Helper()
	child := exec.Command(name, args...)
	start := time.Now()
	if err := child.Run(); err != nil {
		b.Fatal(err)
	}
	took = time.Since(start)
	if usage, ok := child.ProcessState.SysUsage().(*syscall.Rusage); ok {
		peak = usage.Maxrss
	}
	return took, peak
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
		"book.toml":         "[book]\ntitle = \"A long target\"\n",
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
