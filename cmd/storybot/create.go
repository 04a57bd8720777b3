package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/storybot-app/storybot/story/book"
)

// nearestBook is the folder of the book that dir is in: the nearest of it
// and its parents with a book.toml or a src/SUMMARY.md.
func nearestBook(dir string) (root string, ok bool) {
	for {
		if isBook(dir) {
			return dir, true
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", false
		}
		dir = parent
	}
}

// isBook reports whether a folder is the root of a book.
func isBook(dir string) bool { return book.IsRoot(os.DirFS(dir)) }

// createFile writes a new file below root and makes the folders it needs. It
// refuses to overwrite, and to go through a symbolic link on the way.
func createFile(root *os.Root, name string, text []byte) (err error) {
	if err := createFolders(root, path.Dir(name)); err != nil {
		return err
	}
	file, err := root.OpenFile(filepath.FromSlash(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s already exists; nothing was written", name)
	}
	if err != nil {
		return fmt.Errorf("create %s: %w", name, err)
	}
	if _, err := file.Write(text); err != nil {
		return fmt.Errorf("write %s: %w", name, errors.Join(err, file.Close(), root.Remove(filepath.FromSlash(name))))
	}
	if err := file.Close(); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

// createFolders makes a folder below root and those above it.
func createFolders(root *os.Root, dir string) error {
	at := ""
	for step := range strings.SplitSeq(dir, "/") {
		at = path.Join(at, step)
		info, err := root.Lstat(filepath.FromSlash(at))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			if err := root.Mkdir(filepath.FromSlash(at), 0o755); err != nil {
				return fmt.Errorf("create the directory %s: %w", at, err)
			}
		case err != nil:
			return fmt.Errorf("look at the directory %s: %w", at, err)
		case info.Mode()&fs.ModeSymlink != 0:
			return fmt.Errorf("%s is a symbolic link; files are only written to real directories", at)
		case !info.IsDir():
			return fmt.Errorf("%s is a file, and a folder should be there", at)
		}
	}
	return nil
}
