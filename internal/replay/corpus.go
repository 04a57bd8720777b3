package replay

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
)

// row is a pull request of the corpus, as far as a replay needs it.
type row struct {
	Number int    `json:"number"`
	Title  string `json:"title"`
	Author string `json:"author"`
	Files  []struct {
		Path     string `json:"path"`
		Status   string `json:"status"`
		Previous string `json:"previous_path"`
	} `json:"files"`
}

// pull is a pull request ready to be opened.
type pull struct {
	row
	base    map[string][]byte // the repository before
	changes map[string][]byte // what it changes; nil removes
	whole   bool              // base is the whole tree
}

// maxRow bounds a line of the corpus, in bytes.
const maxRow = 16 << 20

// readPull reads pull request number from the corpus at dir, in the state of a
// draft, or at its head when draft is 0.
func readPull(dir string, number, draft int) (*pull, error) {
	found, err := findRow(filepath.Join(dir, "prs.jsonl"), number)
	if err != nil {
		return nil, err
	}
	p := &pull{row: *found, whole: true}
	folder := filepath.Join(dir, "prs", strconv.Itoa(number))
	if p.base, err = readFolder(filepath.Join(folder, "base-tree")); errors.Is(err, fs.ErrNotExist) {
		p.whole = false
		if p.base, err = readFolder(filepath.Join(folder, "base")); errors.Is(err, fs.ErrNotExist) {
			p.base, err = map[string][]byte{}, nil
		}
	}
	if err != nil {
		return nil, err
	}
	state := filepath.Join(folder, "head")
	if draft > 0 {
		state = filepath.Join(folder, "drafts", strconv.Itoa(draft))
	}
	if p.changes, err = readFolder(state); err != nil {
		return nil, fmt.Errorf("pull request %d has no such state: %w", number, err)
	}
	if draft == 0 {
		for _, file := range p.Files {
			if file.Status == "removed" {
				p.changes[file.Path] = nil
			}
			if file.Status == "renamed" {
				p.changes[file.Previous] = nil
			}
		}
	}
	if len(p.base) == 0 {
		p.base["README.md"] = []byte("# A book\n")
	}
	return p, nil
}

// findRow finds a pull request in the table of them.
func findRow(path string, number int) (*row, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open the corpus: %w", err)
	}
	defer func() { _ = file.Close() }()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, maxRow)
	for lines.Scan() {
		var r row
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
		if r.Number == number {
			return &r, nil
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return nil, fmt.Errorf("the corpus has no pull request %d", number)
}

// readFolder reads every file below a folder, by its path from there.
func readFolder(dir string) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		below, err := filepath.Rel(dir, name)
		files[filepath.ToSlash(below)] = text
		return err
	})
	return files, err
}
