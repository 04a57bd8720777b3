package githubsim

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"
	"github.com/go-git/go-git/v5/utils/merkletrie"
)

// GitHub's limits for showing differences.
const (
	maxFilePatch   = 500 << 10 // bytes of one file's patch
	maxFileLines   = 20_000
	maxTotalPatch  = 1 << 20 // bytes of all patches of one comparison
	maxTotalLines  = 20_000
	maxComparisons = 32 // kept in memory
)

// comparison is what head has that base has not, from their merge base on.
type comparison struct {
	mergeBase plumbing.Hash
	files     []fileDiff
	ahead     []*object.Commit // parents first
	behind    int
}

// fileDiff is one changed file.
type fileDiff struct {
	path      string
	previous  string // of a renamed file
	status    string // added modified removed renamed changed
	additions int
	deletions int
	patch     string // empty when binary, large, or past the total
	sha       plumbing.Hash
	hunks     []hunk // empty when patch is

	from, to   object.TreeEntry // without a hash where there is no file
	binary     bool
	cut        bool // too large to be shown
	similarity int  // of a renamed file, in percent
}

// compare works out the difference between two commits, as a pull request
// shows it. false: they share no history, or one does not exist.
func (r *Repo) compare(base, head plumbing.Hash) (*comparison, bool) {
	key := [2]plumbing.Hash{base, head}
	if c := r.s.comparisons[key]; c != nil {
		return c, true
	}
	mergeBase, ok := r.mergeBase(base, head)
	if !ok {
		return nil, false
	}
	files, err := r.diffTrees(mergeBase, head)
	if err != nil {
		return nil, false
	}
	c := &comparison{mergeBase: mergeBase, files: files, ahead: r.between(base, head), behind: len(r.between(head, base))}
	if len(r.s.compared) >= maxComparisons {
		delete(r.s.comparisons, r.s.compared[0])
		r.s.compared = r.s.compared[1:]
	}
	r.s.comparisons[key], r.s.compared = c, append(r.s.compared, key)
	return c, true
}

// diffTrees lists the files that differ between two commits, by path.
func (r *Repo) diffTrees(from, to plumbing.Hash) ([]fileDiff, error) {
	a, err := r.tree(from)
	if err != nil {
		return nil, err
	}
	b, err := r.tree(to)
	if err != nil {
		return nil, err
	}
	changes, err := object.DiffTreeWithOptions(context.Background(), a, b, &object.DiffTreeOptions{
		DetectRenames: true, RenameScore: 50, RenameLimit: 400,
	})
	if err != nil {
		return nil, fmt.Errorf("githubsim: compare trees: %w", err)
	}
	files, bytesLeft, linesLeft := make([]fileDiff, 0, len(changes)), maxTotalPatch, maxTotalLines
	for _, change := range changes {
		f, err := r.diffFile(change)
		if err != nil {
			return nil, err
		}
		lines := f.additions + f.deletions
		if len(f.patch) > min(bytesLeft, maxFilePatch) || lines > min(linesLeft, maxFileLines) {
			f.patch, f.hunks, f.cut = "", nil, true
		}
		bytesLeft, linesLeft = bytesLeft-len(f.patch), linesLeft-lines
		files = append(files, f)
	}
	return sortedFiles(files), nil
}

func (r *Repo) diffFile(change *object.Change) (fileDiff, error) {
	action, err := change.Action()
	if err != nil {
		return fileDiff{}, fmt.Errorf("githubsim: compare trees: %w", err)
	}
	f := fileDiff{
		path: change.To.Name, sha: change.To.TreeEntry.Hash, status: "modified", from: change.From.TreeEntry, to: change.To.TreeEntry,
	}
	switch {
	case action == merkletrie.Insert:
		f.status = "added"
	case action == merkletrie.Delete:
		f.path, f.sha, f.status = change.From.Name, change.From.TreeEntry.Hash, "removed"
	case change.From.Name != change.To.Name:
		f.previous, f.status = change.From.Name, "renamed"
	case change.From.TreeEntry.Hash == change.To.TreeEntry.Hash:
		f.status = "changed" // only the mode
	}
	old, fresh := r.blobOrNone(f.from.Hash), r.blobOrNone(f.to.Hash)
	if f.previous != "" {
		f.similarity = similarity(old, fresh)
	}
	f.compare(old, fresh)
	return f, nil
}

// compare fills in counts and patch from the two contents.
func (f *fileDiff) compare(old, fresh []byte) {
	f.binary = binary(old) || binary(fresh)
	if f.binary || bytes.Equal(old, fresh) {
		return
	}
	ops, ok := diffLines(string(old), string(fresh))
	if !ok {
		f.cut = true
		f.additions, f.deletions = bytes.Count(fresh, []byte("\n")), bytes.Count(old, []byte("\n"))
		return
	}
	for _, op := range ops {
		switch op.kind {
		case '+':
			f.additions++
		case '-':
			f.deletions++
		}
	}
	f.hunks = hunksOf(ops)
	texts := make([]string, len(f.hunks))
	for i, h := range f.hunks {
		texts[i] = h.text
	}
	f.patch = strings.Join(texts, "\n")
}

// binary guesses as git does: a NUL among the first 8,000 bytes.
func binary(content []byte) bool {
	return bytes.IndexByte(content[:min(len(content), 8000)], 0) >= 0
}

func sortedFiles(files []fileDiff) []fileDiff {
	slices.SortFunc(files, func(a, b fileDiff) int { return strings.Compare(a.path, b.path) })
	return files
}

// file finds a changed file by its new path.
func (c *comparison) file(path string) *fileDiff {
	for i := range c.files {
		if c.files[i].path == path {
			return &c.files[i]
		}
	}
	return nil
}
