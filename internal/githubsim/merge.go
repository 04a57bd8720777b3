package githubsim

import (
	"maps"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// mergeTrees merges head into base as git's three-way merge does, file by
// file. It returns the changes to make on base; false means a conflict.
func (r *Repo) mergeTrees(base, head plumbing.Hash) (map[string]treeChange, bool) {
	root, ok := r.mergeBase(base, head)
	if !ok {
		return nil, false
	}
	ours, errOurs := r.treeDelta(root, base)
	theirs, errTheirs := r.treeDelta(root, head)
	if errOurs != nil || errTheirs != nil {
		return nil, false
	}
	changes := map[string]treeChange{}
	for path, their := range theirs {
		our, both := ours[path]
		switch {
		case !both:
			changes[path] = their
		case our == their:
		default:
			merged, ok := r.mergeFile(root, path, our, their)
			if !ok {
				return nil, false
			}
			changes[path] = merged
		}
	}
	return changes, true
}

// mergedTree writes the tree that merging head into base makes; false means a
// conflict.
func (r *Repo) mergedTree(base, head plumbing.Hash) (plumbing.Hash, bool, error) {
	changes, ok := r.mergeTrees(base, head)
	if !ok {
		return plumbing.ZeroHash, false, nil
	}
	commit, err := r.commit(base)
	if err != nil {
		return plumbing.ZeroHash, false, err
	}
	tree, err := r.writeTree(commit.TreeHash, changes)
	return tree, err == nil, err
}

// treeDelta is what changed between two commits, by path, renames apart.
func (r *Repo) treeDelta(from, to plumbing.Hash) (map[string]treeChange, error) {
	a, err := r.tree(from)
	if err != nil {
		return nil, err
	}
	b, err := r.tree(to)
	if err != nil {
		return nil, err
	}
	diff, err := object.DiffTree(a, b)
	if err != nil {
		return nil, err
	}
	delta := map[string]treeChange{}
	for _, c := range diff {
		if c.From.Name != "" && c.From.Name != c.To.Name {
			delta[c.From.Name] = treeChange{}
		}
		if c.To.Name != "" {
			delta[c.To.Name] = treeChange{c.To.TreeEntry.Hash, c.To.TreeEntry.Mode}
		}
	}
	return delta, nil
}

func (r *Repo) mergeFile(root plumbing.Hash, path string, our, their treeChange) (treeChange, bool) {
	e, ok := r.entry(root, path)
	if !ok || our.hash.IsZero() || their.hash.IsZero() {
		return treeChange{}, false
	}
	old, _ := r.blob(e.Hash)
	mine, _ := r.blob(our.hash)
	yours, _ := r.blob(their.hash)
	if binary(old) || binary(mine) || binary(yours) {
		return treeChange{}, false
	}
	text, ok := mergeText(string(old), string(mine), string(yours))
	if !ok {
		return treeChange{}, false
	}
	hash, err := r.writeBlob([]byte(text))
	return treeChange{hash, our.mode}, err == nil
}

// edit replaces lines from..to (0-based, half-open) of the old text.
type edit struct {
	from, to int
	lines    []string
}

// mergeText merges two changes of one text. Edits that overlap or touch are a
// conflict unless they are the same.
func mergeText(old, ours, theirs string) (string, bool) {
	a, okA := editsOf(old, ours)
	b, okB := editsOf(old, theirs)
	if !okA || !okB {
		return "", false
	}
	for _, x := range a {
		for _, y := range b {
			if same := x.from == y.from && x.to == y.to && slices.Equal(x.lines, y.lines); !same && x.from <= y.to && y.from <= x.to {
				return "", false
			}
		}
	}
	all := map[int]edit{}
	for _, e := range slices.Concat(a, b) {
		all[e.from] = e
	}
	lines := slices.Collect(strings.Lines(old))
	var out strings.Builder
	at := 0
	for _, from := range slices.Sorted(maps.Keys(all)) {
		out.WriteString(strings.Join(lines[at:from], ""))
		out.WriteString(strings.Join(all[from].lines, ""))
		at = all[from].to
	}
	out.WriteString(strings.Join(lines[at:], ""))
	return out.String(), true
}

func editsOf(old, fresh string) ([]edit, bool) {
	ops, ok := diffLines(old, fresh)
	var edits []edit
	line, open := 0, false
	for _, op := range ops {
		if op.kind == ' ' {
			line, open = line+1, false
			continue
		}
		if !open {
			edits, open = append(edits, edit{from: line, to: line}), true
		}
		e := &edits[len(edits)-1]
		if op.kind == '-' {
			line++
			e.to = line
		} else {
			e.lines = append(e.lines, op.text)
		}
	}
	return edits, ok
}
