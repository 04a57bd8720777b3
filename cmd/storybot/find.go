package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// findTargets lists what to check, by book, in the order it was asked for.
func findTargets(o checkOptions) ([]*target, error) {
	if o.root != "" {
		if info, err := os.Stat(o.root); err != nil || !info.IsDir() {
			return nil, fmt.Errorf("--root %s: there's no such directory", o.root)
		}
	}
	f := finder{root: o.root, byRoot: map[string]*target{}}
	if len(o.paths) == 0 {
		return f.wholeBook()
	}
	for _, given := range o.paths {
		if err := f.add(given); err != nil {
			return nil, err
		}
	}
	return f.targets, nil
}

type finder struct {
	root    string // as given with --root
	targets []*target
	byRoot  map[string]*target
	roots   map[string]string // book of a directory, found before
	seen    map[string]bool
}

// wholeBook takes all Markdown of the book here, or of the one given.
func (f *finder) wholeBook() ([]*target, error) {
	root := f.root
	if root == "" {
		here, err := os.Getwd()
		if err != nil {
			return nil, fmt.Errorf("find the current directory: %w", err)
		}
		found, ok := nearestBook(here)
		if !ok {
			return nil, errNoBook
		}
		if root, err = filepath.Rel(here, found); err != nil {
			root = found
		}
	}
	f.root = root
	return f.targets, f.walk(root)
}

// add takes one path: a file, or a directory to walk.
func (f *finder) add(given string) error {
	info, err := os.Stat(given)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: there's no such file or directory", given)
	}
	if err != nil {
		return fmt.Errorf("look at %s: %w", given, err)
	}
	if info.IsDir() {
		return f.walk(given)
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s is neither a file nor a directory", given)
	}
	return f.file(given)
}

// walk takes the Markdown files below a directory; hidden ones are left out.
func (f *finder) walk(dir string) error {
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("walk %s: %w", dir, err)
		}
		hidden := strings.HasPrefix(d.Name(), ".") && name != dir
		switch {
		case d.IsDir() && hidden:
			return filepath.SkipDir
		case d.Type().IsRegular() && !hidden && strings.EqualFold(filepath.Ext(name), ".md"):
			return f.file(name)
		}
		return nil
	})
}

// file puts a file on the target of its book.
func (f *finder) file(given string) error {
	absolute, err := filepath.Abs(given)
	if err != nil {
		return fmt.Errorf("find %s: %w", given, err)
	}
	if f.seen[absolute] {
		return nil
	}
	root, err := f.bookOf(filepath.Dir(absolute))
	if err != nil {
		return err
	}
	name := strings.TrimPrefix(filepath.ToSlash(absolute), "/")
	if root != "" {
		relative, err := filepath.Rel(root, absolute)
		if err != nil || relative == ".." || strings.HasPrefix(relative, ".."+string(filepath.Separator)) {
			root = ""
		} else {
			name = filepath.ToSlash(relative)
		}
	}
	s := f.byRoot[root]
	if s == nil {
		s = &target{root: root}
		f.byRoot[root] = s
		f.targets = append(f.targets, s)
	}
	if f.seen == nil {
		f.seen = map[string]bool{}
	}
	f.seen[absolute] = true
	s.files = append(s.files, targetFile{given, name})
	return nil
}

// bookOf is the book a directory belongs to, "" if none.
func (f *finder) bookOf(dir string) (string, error) {
	if f.root != "" {
		absolute, err := filepath.Abs(f.root)
		if err != nil {
			return "", fmt.Errorf("find %s: %w", f.root, err)
		}
		return absolute, nil
	}
	if root, ok := f.roots[dir]; ok {
		return root, nil
	}
	if f.roots == nil {
		f.roots = map[string]string{}
	}
	root, _ := nearestBook(dir)
	f.roots[dir] = root
	return root, nil
}
