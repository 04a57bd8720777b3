package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// maxFile is the largest file that is read, in bytes. Parsing one takes up to
// three hundred times its size.
const maxFile = 16 << 20

// errNotRegular is why a device, a pipe or a socket is not read: it may never end.
var errNotRegular = errors.New("it is neither a file nor a link to one")

// readFile reads a file of bounded size.
func readFile(name string) ([]byte, error) {
	text, err := readUpTo(name, maxFile)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return text, nil
}

// readUpTo reads a regular file of at most so many bytes, with no more calls of
// the system than that takes.
func readUpTo(name string, most int64) ([]byte, error) {
	file, err := os.OpenFile(name, reading, 0)
	if err != nil {
		return nil, err
	}
	return readOpened(file, most)
}

// reading is how files are opened: a pipe that nobody writes to must not hold
// us up before we have seen that it is one.
const reading = os.O_RDONLY | syscall.O_NONBLOCK

// readOpened reads and closes a file.
func readOpened(file *os.File, most int64) ([]byte, error) {
	defer func() { _ = file.Close() }() // it was only read
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() && !info.IsDir() { // reading a directory names it as one
		return nil, errNotRegular
	}
	if info.Size() > most {
		return nil, fmt.Errorf("it has %s; storybot reads up to %s of such a file", size(info.Size()), size(most))
	}
	text := make([]byte, info.Size())
	n, err := io.ReadFull(file, text)
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		err = nil // it is shorter by now
	}
	return text[:n], err
}

// size is a number of bytes as people read it, rounded up.
func size(bytes int64) string {
	if bytes < 1<<20 {
		return fmt.Sprintf("%d KB", (bytes+1<<10-1)>>10)
	}
	return fmt.Sprintf("%d MB", (bytes+1<<20-1)>>20)
}

// A directory is the tree of a book, of which only regular files of bounded
// size are read.
type directory struct {
	fs.FS
	open func(name string) (*os.File, error)
}

// directoryAt is a directory; links in it may lead anywhere.
func directoryAt(dir string) directory {
	return directory{os.DirFS(dir), func(name string) (*os.File, error) {
		return os.OpenFile(filepath.Join(dir, filepath.FromSlash(name)), reading, 0)
	}}
}

// directoryIn is a directory that links cannot lead out of.
func directoryIn(root *os.Root) directory {
	return directory{root.FS(), func(name string) (*os.File, error) {
		return root.OpenFile(filepath.FromSlash(name), reading, 0)
	}}
}

// ReadFile implements fs.ReadFileFS.
func (d directory) ReadFile(name string) ([]byte, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	file, err := d.open(name)
	if err != nil {
		return nil, err
	}
	text, err := readOpened(file, maxFile)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Clean(file.Name()), err)
	}
	return text, nil
}

// Stat implements fs.StatFS: nothing is opened to be looked at.
func (d directory) Stat(name string) (fs.FileInfo, error) { return fs.Stat(d.FS, name) }

// ReadDir implements fs.ReadDirFS.
func (d directory) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(d.FS, name) }
