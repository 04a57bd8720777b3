package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCreateFile(t *testing.T) {
	dir := t.TempDir()
	outside := t.TempDir()
	for _, made := range []error{
		os.MkdirAll(filepath.Join(dir, "real"), 0o755), os.WriteFile(filepath.Join(dir, "real", "old.md"), []byte("old"), 0o644),
		os.Symlink(filepath.Join(dir, "real"), filepath.Join(dir, "inside")), os.Symlink(outside, filepath.Join(dir, "outside")),
		os.Symlink(filepath.Join(outside, "stolen.md"), filepath.Join(dir, "real", "link.md")),
	} {
		if made != nil {
			t.Fatal(made)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	tests := []struct{ name, says string }{
		{"real/new.md", ""},
		{"src/a/b/new.md", ""},
		{"real/old.md", "already exists"},
		{"real/link.md", "already exists"},
		{"inside/new.md", "symbolic link"},
		{"outside/new.md", "symbolic link"},
		{"real/old.md/new.md", "is a file"},
		{"../new.md", "escapes"},
	}
	for _, test := range tests {
		err := createFile(root, test.name, []byte("new"))
		if test.says == "" && err != nil || test.says != "" && (err == nil || !strings.Contains(err.Error(), test.says)) {
			t.Errorf("createFile(%q) = %v; want an error saying %q", test.name, err, test.says)
		}
	}
	if got, err := os.ReadFile(filepath.Join(dir, "real", "old.md")); string(got) != "old" {
		t.Errorf("old.md = %q, %v", got, err)
	}
	if err := rewriteFile(root, "real/link.md", []byte("new")); err == nil || !strings.Contains(err.Error(), "symbolic link") {
		t.Errorf("through a link: %v", err)
	}
	if err := rewriteFile(root, "real/old.md", []byte("newer")); err != nil {
		t.Error(err)
	}
	if got, err := os.ReadFile(filepath.Join(dir, "real", "old.md")); string(got) != "newer" {
		t.Errorf("old.md = %q, %v", got, err)
	}
	if left, err := os.ReadDir(outside); len(left) > 0 || err != nil {
		t.Errorf("written outside: %v, %v", left, err)
	}
}

func TestNearestBook(t *testing.T) {
	dir := t.TempDir()
	deep := filepath.Join(dir, "book", "src", "stories")
	if err := os.MkdirAll(deep, 0o755); err != nil {
		t.Fatal(err)
	}
	if got, ok := nearestBook(deep); ok {
		t.Errorf("nearestBook without a book = %q", got)
	}
	if err := os.WriteFile(filepath.Join(dir, "book", "src", "SUMMARY.md"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if got, ok := nearestBook(deep); !ok || got != filepath.Join(dir, "book") {
		t.Errorf("nearestBook = %q, %t", got, ok)
	}
}
