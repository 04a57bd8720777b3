package book_test

import (
	"path"
	"testing"

	"github.com/storybot-app/storybot/story/book"
)

func TestRoot(t *testing.T) {
	fsys := tree(map[string]string{
		"a/book.toml": "", "a/src/x/y.md": "", "b/src/SUMMARY.md": "", "c/d.md": "", "docsrc/book.toml": "", "docsrc/pages/e.md": "",
	})
	for name, want := range map[string]string{
		"a/src/x/y.md": "a", "b/src/status_quo/x.md": "b", "c/d.md": "", "a/book.toml": "a", "docsrc/pages/e.md": "docsrc",
	} {
		if got, _ := book.Root(fsys, name); got != want {
			t.Errorf("Root(%s) = %q, want %q", name, got, want)
		}
	}
}

func TestRootAmong(t *testing.T) {
	for name, tt := range map[string]struct {
		paths []string
		want  string
	}{
		"at the root":           {[]string{"README.md", "book.toml", "src/SUMMARY.md"}, "."},
		"no book.toml":          {[]string{"README.md", "src/SUMMARY.md"}, "."},
		"docsrc":                {[]string{"docsrc/book.toml", "docsrc/src/SUMMARY.md"}, "docsrc"},
		"docsrc, pages in it":   {[]string{"docsrc/SUMMARY.md", "docsrc/book.toml"}, "docsrc"},
		"docsrc, no book":       {[]string{"docsrc/SUMMARY.md"}, "."},
		"src":                   {[]string{"src/book.toml", "src/src/SUMMARY.md"}, "src"},
		"src, pages in it":      {[]string{"src/SUMMARY.md", "src/book.toml"}, "src"},
		"two":                   {[]string{"a/b/book.toml", "docs/book.toml"}, "docs"},
		"two, one at the root":  {[]string{"book.toml", "docs/book.toml"}, "."},
		"two of the same depth": {[]string{"handbook/book.toml", "docs/book.toml"}, "docs"},
		"none":                  {[]string{"README.md", "status_quo/alan_waits.md"}, "."},
	} {
		if got := book.RootAmong(tt.paths); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func TestHome(t *testing.T) {
	b := load(t, logs)
	for id, want := range map[string]string{"status-quo": "text/vision/status_quo", "shiny-future": "text/shiny_future"} {
		if got, found := b.Home(b.Conventions.Kind(id)); got != want || found != (id == "status-quo") {
			t.Errorf("Home(%s) = %s, %v, want %s", id, got, found, want)
		}
	}
	bare := load(t, map[string]string{"src/a/b/status_quo/x.md": "", "src/z/Status_Quo/x.md": "", "status_quo/x.md": ""})
	if got, _ := bare.Home(bare.Conventions.Kind("status-quo")); got != "src/z/Status_Quo" {
		t.Errorf("Home in a book without templates = %s, want the one nearest to the root", got)
	}
}

func TestHoldsStories(t *testing.T) {
	b := load(t, logs)
	for name, want := range map[string]int{ // levels that must be looked at; 0: the name is enough, -1: none are enough
		"text/vision/status_quo/otto_writes.md": 1, "text/vision/Status_Quo/tale/first.md": 2, "text/status_quo.md": 0,
		"text/vision/otto_writes.md": -1, "otto_writes.md": -1,
	} {
		for depth := range 4 {
			if got := b.HoldsStories(name, depth); got != (want >= 0 && depth >= want) {
				t.Errorf("HoldsStories(%s, %d) = %v", name, depth, got)
			}
		}
		if at := b.KindAt(path.Dir(name)); (at != nil) != (want == 1) {
			t.Errorf("KindAt(%s) = %v", path.Dir(name), at)
		}
	}
}
