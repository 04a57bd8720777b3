package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// rewritten is the ending of a text until it takes its file's place.
const rewritten = ".storybot-new"

// rewriteFile gives a file below root another text at once or not at all; its
// mode stays. It refuses to go through a symbolic link.
func rewriteFile(root *os.Root, name string, text []byte) (err error) {
	place := filepath.FromSlash(name)
	info, err := root.Lstat(place)
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	if info.Mode()&fs.ModeSymlink != 0 {
		return fmt.Errorf("%s is a symbolic link; only real files are written", name)
	}
	fresh, err := root.OpenFile(place+rewritten, os.O_WRONLY|os.O_CREATE|os.O_EXCL, info.Mode().Perm())
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	_, err = fresh.Write(text)
	if err = errors.Join(err, fresh.Close()); err == nil {
		err = root.Rename(place+rewritten, place)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, errors.Join(err, root.Remove(place+rewritten)))
	}
	return nil
}
