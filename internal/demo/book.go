package demo

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
)

//go:embed all:book
var sample embed.FS

// Book is the sample book, rooted at its own root.
func Book() fs.FS {
	root, err := fs.Sub(sample, "book")
	if err != nil {
		panic("demo: " + err.Error()) // the folder is embedded above
	}
	return root
}

// Bounds of a book that is read from a disk.
const (
	maxFile  = 4 << 20
	maxTotal = 64 << 20
)

var errTooLarge = errors.New("larger than 64 MiB; name the directory of the book alone")

// readFiles reads the files of a book. Version control, links and very large
// files are left out.
func readFiles(fsys fs.FS) (map[string][]byte, error) {
	files := map[string][]byte{}
	total := 0
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == ".git" || entry.Name() == "node_modules"):
			return fs.SkipDir
		case !entry.Type().IsRegular():
			return nil
		}
		info, err := entry.Info()
		if err != nil || info.Size() > maxFile {
			return err
		}
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		if total += len(text); total > maxTotal {
			return errTooLarge
		}
		files[name] = text
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the book: %w", err)
	}
	return files, nil
}

// openBook reads the book of a directory, or the sample book for "". No file
// outside of the directory is read.
func openBook(dir string) (map[string][]byte, error) {
	if dir == "" {
		return readFiles(Book())
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open the book: %w", err)
	}
	defer func() { _ = root.Close() }() // it was only read
	files, err := readFiles(root.FS())
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("read the book: %s holds no files", dir)
	}
	return files, err
}

// isMarkdown reports whether the page shows a file as rendered text.
func isMarkdown(name string) bool { return strings.EqualFold(path.Ext(name), ".md") }
