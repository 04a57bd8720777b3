//go:build corpus

package index_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/index"
	"github.com/storybot-app/storybot/templates"
)

func corpus(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("STORYBOT_CORPUS")
	if dir == "" {
		t.Fatal("STORYBOT_CORPUS does not name the corpus")
	}
	return dir
}

// overlay puts the files below a directory into a tree.
func overlay(t *testing.T, tree fstest.MapFS, dir string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		tree[name] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestCorpusFinal holds that of the book as it is five titles are corrected, and
// nothing else is changed.
func TestCorpusFinal(t *testing.T) {
	tree := fstest.MapFS{}
	overlay(t, tree, filepath.Join(corpus(t), "final"))
	got := update(t, tree, index.Options{})
	if len(got.Edits) != 1 {
		t.Fatalf("%d files are changed", len(got.Edits))
	}
	before, after := strings.Split(string(got.Edits[0].Before), "\n"), strings.Split(string(got.Edits[0].After), "\n")
	if len(before) != len(after) {
		t.Fatalf("%d lines became %d", len(before), len(after))
	}
	var changed []string
	for i := range before {
		if before[i] != after[i] {
			changed = append(changed, path.Base(strings.TrimSuffix(after[i], ")"))+": "+differs(before[i], after[i]))
		}
	}
	want := []string{
		"alan_tries_processing_some_files.md: tries tries -> tries", "encountering_pin.md: Encoutering -> Encountering", "getting_ready_to_deploy.md: deply -> deploy",
		"barbara_wants_single_threaded_optimizations.md: awants -> wants", "barbara_wishes_for_easy_runtime_switch.md: runtim -> runtime",
	}
	if diff := cmp.Diff(want, changed); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	settled(t, tree, got)
}

// differs is how one line's title differs from another's: the words that were
// replaced, and what they were replaced by.
func differs(before, after string) string {
	words := func(line string) []string {
		_, line, _ = strings.Cut(line, "[")
		line, _, _ = strings.Cut(line, "](")
		return strings.Fields(line)
	}
	a, b := words(before), words(after)
	if len(a) > len(b) {
		for i := 1; i < len(a); i++ {
			if a[i] == a[i-1] {
				return a[i] + " " + a[i] + " -> " + a[i]
			}
		}
	}
	for len(a) > 1 && len(b) > 1 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 1 && len(b) > 1 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return strings.Join(a, " ") + " -> " + strings.Join(b, " ")
}

// A merge is one pull request of the corpus.
type merge struct {
	Number int
	Date   string
	Files  []struct {
		Path, Status string
		Previous     string `json:"previous_path"`
	}
}

func merges(t *testing.T) []merge {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(corpus(t), "prs.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var all []merge
	for line := range strings.Lines(string(text)) {
		var m merge
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatal(err)
		}
		all = append(all, m)
	}
	return all
}

// apply makes a tree what a merge makes of it, and says which pages it moved.
func (m merge) apply(t *testing.T, tree fstest.MapFS, dir string) map[string]string {
	t.Helper()
	moves := map[string]string{}
	for _, f := range m.Files {
		switch {
		case f.Previous != "":
			delete(tree, f.Previous)
			moves[f.Previous] = f.Path
		case f.Status == "removed":
			delete(tree, f.Path)
		}
	}
	overlay(t, tree, filepath.Join(dir, "head"))
	return moves
}

// unlisted are the stories that a tree's table of contents does not list.
func unlisted(t *testing.T, tree fstest.MapFS) []string {
	t.Helper()
	b, err := book.Load(tree, templates.Stories, nil)
	if err != nil {
		t.Fatal(err)
	}
	var missing []string
	for _, name := range b.Paths {
		if path.Ext(name) != ".md" || !strings.HasPrefix(name, b.Source+"/") || len(b.Parse(name, tree[name].Data).Stories) == 0 {
			continue
		}
		if _, listed := b.Summary().Entry(name); !listed {
			missing = append(missing, name)
		}
	}
	return missing
}

// TestCorpusTrees brings every tree of the past up to date: each story is listed
// once, no line goes that is no story's, mdBook can read it, and nothing is left
// to do.
func TestCorpusTrees(t *testing.T) {
	trees, added := 0, 0
	for _, m := range merges(t) {
		dir := filepath.Join(corpus(t), "prs", strconv.Itoa(m.Number))
		if _, err := os.Stat(filepath.Join(dir, "base-tree")); err != nil {
			continue
		}
		trees++
		tree := fstest.MapFS{}
		overlay(t, tree, filepath.Join(dir, "base-tree"))
		moves := m.apply(t, tree, dir)
		missing := unlisted(t, tree)
		got := update(t, tree, index.Options{Moves: moves})
		before := string(tree[summary].Data)
		write(tree, got)
		added += len(missing)
		if left := unlisted(t, tree); len(left) > 0 {
			t.Errorf("#%d: not listed: %q", m.Number, left)
		}
		chapters, err := readAsMdbook(string(tree[summary].Data))
		if err != nil {
			t.Errorf("#%d: mdBook fails: %v", m.Number, err)
		}
		if kept := len(chapters) - len(missing); kept != len(strings.Split(before, "]("))-1 {
			t.Errorf("#%d: of %d entries %d stayed", m.Number, len(strings.Split(before, "]("))-1, kept)
		}
		for _, name := range missing {
			if !sortedIn(chapters, name) {
				t.Errorf("#%d: not in its place: %s", m.Number, name)
			}
		}
		settled(t, tree, index.Result{})
	}
	if t.Logf("%d trees, %d stories added", trees, added); trees < 18 {
		t.Errorf("only %d trees", trees)
	}
}

// write makes the edits of a result.
func write(tree fstest.MapFS, got index.Result) {
	for _, e := range got.Edits {
		tree[e.Path] = &fstest.MapFile{Data: e.After}
	}
}

// sortedIn reports whether a new chapter stands where no other place among its
// siblings is better, or last. The siblings of stories that have chapters tell
// those in their own order.
func sortedIn(all []chapter, name string) bool {
	var siblings []string
	at := -1
	for _, c := range all {
		if path.Join("src", path.Dir(c.path)) != path.Dir(name) || path.Base(c.path) == "template.md" {
			continue
		}
		if path.Join("src", c.path) == name {
			at = len(siblings)
		}
		siblings = append(siblings, strings.ToLower(c.title))
	}
	wrong := func(at int, others []string, own string) int {
		n := 0
		for i, other := range others {
			if i < at && other > own || i >= at && other < own {
				n++
			}
		}
		return n
	}
	if at < 0 {
		return false
	}
	others := slices.Delete(slices.Clone(siblings), at, at+1)
	best := len(others)
	for i := range others {
		best = min(best, wrong(i, others, siblings[at]))
	}
	return at == len(others) || wrong(at, others, siblings[at]) <= best || strings.Contains(path.Dir(name), "aws_engineer")
}

// TestCorpusCampaign merges all pull requests in their order: how many merges a
// story is out of the table of contents by hand, and with what the index says
// after each.
func TestCorpusCampaign(t *testing.T) {
	byHand, withIndex := fstest.MapFS{}, fstest.MapFS{}
	out := map[string]int{}
	var late []int
	stories := 0
	all := merges(t)
	slices.SortStableFunc(all, func(a, b merge) int { return a.when().Compare(b.when()) })
	for _, m := range all {
		dir := filepath.Join(corpus(t), "prs", strconv.Itoa(m.Number))
		if _, err := os.Stat(filepath.Join(dir, "base-tree")); err == nil {
			clear(byHand)
			overlay(t, byHand, filepath.Join(dir, "base-tree"))
			kept := withIndex[summary]
			clear(withIndex)
			overlay(t, withIndex, filepath.Join(dir, "base-tree"))
			if kept != nil {
				withIndex[summary] = kept
			}
		}
		if len(byHand) == 0 {
			continue // of the first, no table of contents is known
		}
		m.apply(t, byHand, dir)
		moves := m.apply(t, withIndex, dir)
		now := unlisted(t, byHand)
		for name, merges := range out {
			if !slices.Contains(now, name) {
				late = append(late, merges)
				delete(out, name)
			}
		}
		for _, name := range now {
			out[name]++
		}
		got := update(t, withIndex, index.Options{Moves: moves})
		stories += len(got.Done)
		write(withIndex, got)
		if missing := unlisted(t, withIndex); len(missing) > 0 {
			t.Errorf("#%d: not listed: %q; notes %q", m.Number, missing, said(got.Notes))
		}
	}
	for _, merges := range out {
		late = append(late, merges)
	}
	slices.Sort(late)
	t.Logf("by hand %d stories were out of the index for %d merges (median), at most %d; with it, %d lines were written",
		len(late), late[len(late)/2], late[len(late)-1], stories)
}

func (m merge) when() time.Time {
	at, _ := time.Parse(time.RFC3339, m.Date)
	return at
}
