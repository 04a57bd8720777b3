package replay

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
)

// What is known of the repository a pull request was made for.
const (
	// KnownTree: the whole book as it was.
	KnownTree = "tree"
	// KnownNear: the touched files as they were, the rest as it was at another
	// time.
	KnownNear = "near"
	// KnownTouched: the touched files only.
	KnownTouched = "touched"
)

// pull is a pull request ready to be opened.
type pull struct {
	row
	base    map[string][]byte // the repository before
	known   string
	states  []version // in order, the head last
	standIn bool      // the corpus names the files but has no texts
}

// version is one state of a pull request's branch: what differs from the base.
type version struct {
	name    string // "draft1", "draft2", …, "head"
	changes map[string][]byte
}

// head is the name of the last state.
const head = "head"

// pull reads a pull request.
func (c *corpus) pull(r row) (*pull, error) {
	p := &pull{row: r}
	if err := c.readBase(p); err != nil {
		return nil, fmt.Errorf("read pull request %d: %w", r.Number, err)
	}
	if err := c.readStates(p); err != nil {
		return nil, fmt.Errorf("read pull request %d: %w", r.Number, err)
	}
	if len(p.base) == 0 {
		p.base["README.md"] = []byte("# A book\n")
	}
	return p, nil
}

// readBase reads the repository before. Where the corpus has only the touched
// files, the others are those of the nearest whole book.
func (c *corpus) readBase(p *pull) (err error) {
	if p.base, err = readFolder(filepath.Join(c.dir, p.folder, "base-tree")); err != nil || len(p.base) > 0 {
		p.known = KnownTree
		return err
	}
	p.known = KnownTouched
	if near := c.near(p); near != "" {
		p.known = KnownNear
		if p.base, err = readFolder(near); err != nil {
			return err
		}
	}
	touched, err := readFolder(filepath.Join(c.dir, p.folder, "base"))
	maps.Copy(p.base, touched)
	return err
}

// near is the folder of the whole book that is nearest to what the pull request
// was made for: the one last seen before, or the last one of all, that has the
// directories it writes into. "" if there was none before.
func (c *corpus) near(p *pull) string {
	var trees []string
	for _, earlier := range c.rows {
		if earlier.Date > p.Date {
			break
		}
		if tree := filepath.Join(c.dir, earlier.folder, "base-tree"); isFolder(tree) {
			trees = append(trees, tree)
		}
	}
	if len(trees) == 0 {
		return ""
	}
	slices.Reverse(trees)
	nearest, most := "", -1
	for _, tree := range append(trees, filepath.Join(c.dir, "final")) {
		fits := 0
		for _, file := range p.Files {
			if isFolder(filepath.Join(tree, filepath.FromSlash(path.Dir(file.Path)))) {
				fits++
			}
		}
		if fits > most {
			nearest, most = tree, fits
		}
	}
	return nearest
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// readStates reads the drafts and the head.
func (c *corpus) readStates(p *pull) error {
	for draft := 1; ; draft++ {
		files, err := readFolder(filepath.Join(c.dir, p.folder, "drafts", strconv.Itoa(draft)))
		if err != nil {
			return err
		}
		if len(files) == 0 {
			break
		}
		p.states = append(p.states, version{"draft" + strconv.Itoa(draft), files})
	}
	files, err := readFolder(filepath.Join(c.dir, p.folder, "head"))
	if err != nil {
		return err
	}
	if p.standIn = len(files) == 0; p.standIn {
		p.touchFiles(files)
	}
	for _, file := range p.Files {
		if file.Status == "removed" {
			files[file.Path] = nil
		}
		if file.Status == "renamed" {
			files[file.Previous] = nil
		}
		if file.Status == "added" || file.Status == "renamed" {
			delete(p.base, file.Path) // a book seen at another time may have it
		}
	}
	p.states = append(p.states, version{head, files})
	return nil
}

// touchFiles changes a line in each file of a pull request whose texts are not
// known.
func (p *pull) touchFiles(files map[string][]byte) {
	for _, file := range p.Files {
		name := file.Path
		if file.Status == "renamed" {
			name = file.Previous
		}
		text, known := p.base[name]
		if !known && file.Status != "added" {
			text = []byte("A line.\n")
			p.base[name] = text
		}
		files[file.Path] = slices.Concat(text, []byte("\nOne more line.\n"))
	}
}

// push is what has to be pushed to come from one state of the branch to the
// next; the base is the state before the first. nil removes a file.
func (p *pull) push(from, to map[string][]byte) map[string][]byte {
	now := func(changes map[string][]byte, name string) []byte {
		if text, changed := changes[name]; changed {
			return text
		}
		return p.base[name]
	}
	push := map[string][]byte{}
	for _, changes := range []map[string][]byte{from, to} {
		for name := range changes {
			before, after := now(from, name), now(to, name)
			if !bytes.Equal(before, after) || (before == nil) != (after == nil) {
				push[name] = after
			}
		}
	}
	return push
}
