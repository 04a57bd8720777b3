//go:build corpus

package related_test

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/related"
	"github.com/storybot-app/storybot/templates"
)

// leastRecall is the share of stories, in percent, for which one of three must
// be a story that its questions name; leastStories how many must have such.
const leastRecall, leastStories = 50, 10

// TestRelatedStories asks for the nearest three of every story whose answers
// link another one. The ranking sees no link and no answer that names a pair.
// STORYBOT_CORPUS is the directory of the corpus.
func TestRelatedStories(t *testing.T) {
	b, files := corpus(t)
	docs := related.Docs(files, b.Conventions)
	ix := related.New(docs, related.Reading("en", b.Conventions))
	named := named(files)
	stories, met := 0, 0
	for _, doc := range docs {
		want := named[doc.Path]
		if len(want) == 0 {
			continue
		}
		near := ix.Nearest(doc, 3)
		stories++
		ok := slices.ContainsFunc(near, func(m related.Match) bool { return slices.Contains(want, m.Path) })
		if ok {
			met++
		}
		t.Logf("%v %s: names %v", ok, path.Base(doc.Path), want)
		for _, m := range near {
			t.Logf("    %.3f %s %v", m.Score, path.Base(m.Path), m.Words)
		}
	}
	t.Logf("%d stories name a related one; recall at 3: %d (%d %%)", stories, met, 100*met/max(1, stories))
	if stories < leastStories || 100*met < leastRecall*stories {
		t.Errorf("recall is %d of %d stories; at least %d %% of at least %d is wanted", met, stories, leastRecall, leastStories)
	}
}

// corpus reads the final book of the corpus.
func corpus(t *testing.T) (*book.Book, []*story.File) {
	t.Helper()
	dir := os.Getenv("STORYBOT_CORPUS")
	if dir == "" {
		t.Fatal("STORYBOT_CORPUS does not name the corpus")
	}
	tree := os.DirFS(filepath.Join(dir, "final"))
	b, err := book.Load(tree, templates.Stories, nil)
	if err != nil {
		t.Fatal(err)
	}
	var files []*story.File
	for _, name := range b.Paths {
		if path.Ext(name) != ".md" {
			continue
		}
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			t.Fatal(err)
		}
		if f := b.Parse(name, text); len(f.Stories) > 0 {
			files = append(files, f)
		}
	}
	return b, files
}

// named lists, by path, the stories that a story's answers link.
func named(files []*story.File) map[string][]string {
	byName := make(map[string]string)
	for _, f := range files {
		byName[strings.TrimSuffix(path.Base(f.Path), ".md")] = f.Path
	}
	found := make(map[string][]string)
	for _, f := range files {
		for _, s := range f.Stories {
			var targets []string
			for _, a := range s.Questions {
				if a.Linked {
					for _, l := range f.LinksIn(a.AnswerSpan) {
						targets = append(targets, l.Target)
					}
				}
			}
			for _, l := range f.LinksIn(s.FAQ) {
				targets = append(targets, l.Target)
			}
			if s.Pair.Linked {
				targets = append(targets, s.Pair.Target)
			}
			for _, target := range targets {
				page, _, _ := strings.Cut(target, "#")
				name := strings.TrimSuffix(path.Base(page), path.Ext(page))
				if other, ok := byName[name]; ok && other != f.Path && !slices.Contains(found[f.Path], other) {
					found[f.Path] = append(found[f.Path], other)
				}
			}
		}
	}
	return found
}
