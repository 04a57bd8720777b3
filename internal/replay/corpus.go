package replay

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// row is a pull request of the corpus, as far as a replay needs it.
type row struct {
	Number int    `json:"number"`
	Title  string `json:"title"`
	Author string `json:"author"`
	Date   string `json:"date"`
	Files  []struct {
		Path     string `json:"path"`
		Status   string `json:"status"`
		Previous string `json:"previous_path"`
	} `json:"files"`
	Labels struct {
		Class string `json:"class"`
	} `json:"labels"`
	folder string // of its texts, relative to the corpus
	story  bool   // it touches a story
}

// corpus is a folder of pull requests with what people said of them.
type corpus struct {
	dir  string
	rows []row // by date
}

// openCorpus reads the tables of pull requests. The one of those that touch no
// story may be missing.
func openCorpus(dir string) (*corpus, error) {
	c := &corpus{dir: dir}
	for _, table := range []string{"prs", "prs_other"} {
		rows, err := readTable[row](filepath.Join(dir, table+".jsonl"))
		if errors.Is(err, fs.ErrNotExist) && table != "prs" {
			continue
		}
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			r.folder, r.story = filepath.Join(table, strconv.Itoa(r.Number)), table == "prs"
			c.rows = append(c.rows, r)
		}
	}
	slices.SortStableFunc(c.rows, func(a, b row) int { return strings.Compare(a.Date, b.Date) })
	return c, nil
}

// find finds a pull request by its number.
func (c *corpus) find(number int) (row, error) {
	for _, r := range c.rows {
		if r.Number == number {
			return r, nil
		}
	}
	return row{}, fmt.Errorf("the corpus has no pull request %d", number)
}

// maxRow bounds a line of the corpus, in bytes.
const maxRow = 16 << 20

// readTable reads a table: one JSON object a line.
func readTable[T any](path string) ([]T, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open the corpus: %w", err)
	}
	defer func() { _ = file.Close() }()
	var table []T
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, maxRow)
	for lines.Scan() {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var one T
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
		table = append(table, one)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return table, nil
}

// readFolder reads every file below a folder, by its path from there; a folder
// that is not there has none.
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
	if errors.Is(err, fs.ErrNotExist) && len(files) == 0 {
		return files, nil
	}
	return files, err
}
