package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// writeBook writes a book of 170 files, about 0.9 MB, most of them stories that
// link each other; or the real one.
func writeBook(t testing.TB, root string) {
	t.Helper()
	if corpus := os.Getenv("STORYBOT_CORPUS"); corpus != "" {
		if err := os.CopyFS(root, os.DirFS(filepath.Join(corpus, "final"))); err != nil {
			t.Fatal(err)
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
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
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

// writeLarge writes one book that holds the Markdown of a book so many times.
// Copies are links: they take no time and no room.
func writeLarge(t testing.TB, root, book string, copies int) {
	t.Helper()
	source := filepath.Join(book, "src")
	var links [][2]string
	for i := range copies {
		part := filepath.Join(root, "src", fmt.Sprint("part", i))
		err := filepath.WalkDir(source, func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			to := part + strings.TrimPrefix(name, source)
			if d.IsDir() {
				return os.MkdirAll(to, 0o755)
			}
			links = append(links, [2]string{name, to})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, link := range append(links, [2]string{filepath.Join(source, "SUMMARY.md"), filepath.Join(root, "src", "SUMMARY.md")}) {
		if err := os.Link(link[0], link[1]); err != nil {
			t.Fatal(err)
		}
	}
}
