package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// packed is one file of an archive.
type packed struct {
	from, name string
	mode       fs.FileMode
}

// packTar writes a .tar.gz, the same for the same files and time.
func packTar(to string, files []packed, at time.Time) error {
	return written(to, func(w io.Writer) error {
		squeezed := gzip.NewWriter(w)
		archive := tar.NewWriter(squeezed)
		for _, f := range files {
			text, err := os.ReadFile(f.from)
			if err != nil {
				return err
			}
			head := &tar.Header{Name: f.name, Mode: int64(f.mode), Size: int64(len(text)), ModTime: at, Format: tar.FormatPAX}
			if err := archive.WriteHeader(head); err != nil {
				return err
			}
			if _, err := archive.Write(text); err != nil {
				return err
			}
		}
		return errors.Join(archive.Close(), squeezed.Close())
	})
}

// packZip writes a .zip, the same for the same files and time.
func packZip(to string, files []packed, at time.Time) error {
	return written(to, func(w io.Writer) error {
		archive := zip.NewWriter(w)
		for _, f := range files {
			text, err := os.ReadFile(f.from)
			if err != nil {
				return err
			}
			head := &zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: at}
			head.SetMode(f.mode)
			entry, err := archive.CreateHeader(head)
			if err != nil {
				return err
			}
			if _, err := entry.Write(text); err != nil {
				return err
			}
		}
		return archive.Close()
	})
}

// written writes a file as a whole.
func written(name string, write func(io.Writer) error) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(write(file), file.Close())
}

// sums is the file of checksums, as sha256sum writes and checks it.
const sums = "SHA256SUMS"

func writeSums(dir string, names []string) error {
	var out bytes.Buffer
	slices.Sort(names)
	for _, name := range names {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		fmt.Fprintf(&out, "%x  %s\n", sha256.Sum256(text), name)
	}
	return os.WriteFile(filepath.Join(dir, sums), out.Bytes(), 0o644)
}
