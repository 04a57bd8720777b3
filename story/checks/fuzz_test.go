package checks_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/checks"
)

// FuzzFixAll looks for texts that break a rule or a fix: a finding outside of the
// text, or a text that is never done being fixed.
func FuzzFixAll(f *testing.F) {
	addTexts(f, "testdata")
	f.Add([]byte("# Status quo stories: Grace reads\n\n"+wideTable+strings.Repeat("a\n", 1000)), uint8(0))
	if corpus := os.Getenv("STORYBOT_CORPUS"); corpus != "" {
		addTexts(f, filepath.Join(corpus, "prs"))
	}
	f.Fuzz(func(t *testing.T, text []byte, place uint8) {
		b := smallBook(t)
		path := []string{
			"src/vision/status_quo/grace_reads.md", "src/vision/shiny_future/Alan-Reads.md", "src/vision/status_quo.md",
			"src/vision/status_quo/grace_reads/a.md", "src/vision/grace_reads.md",
		}[int(place)%5]
		file := b.Parse(path, text)
		for _, d := range analysis.Run(analysis.Input{Files: []*story.File{file}, Book: b}, checks.Suite()) {
			if d.Span.Start < 0 || d.Span.End < d.Span.Start || d.Span.End > len(text) || d.Line < 1 || d.EndLine < d.Line {
				t.Fatalf("%s: span %v, lines %d to %d of a text of %d bytes", d.Rule, d.Span, d.Line, d.EndLine, len(text))
			}
		}
		fixed, err := analysis.FixAll(b, path, text, checks.Suite())
		if err != nil {
			t.Fatal(err)
		}
		again, err := analysis.FixAll(b, fixed.Path, fixed.Text, checks.Suite())
		if err != nil || again.Path != fixed.Path || !bytes.Equal(again.Text, fixed.Text) {
			t.Fatalf("fixed to\n%q\nand once more to\n%q at %s: %v", fixed.Text, again.Text, again.Path, err)
		}
	})
}

// addTexts takes the Markdown below a folder for seeds.
func addTexts(f *testing.F, folder string) {
	f.Helper()
	err := filepath.WalkDir(folder, func(name string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".md") {
			return err
		}
		text, err := os.ReadFile(name)
		f.Add(text, uint8(len(text)))
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
}
