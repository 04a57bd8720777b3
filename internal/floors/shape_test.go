package floors_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// maxLines is where a file has become two.
const maxLines = 300

func TestPackagesSayWhatTheyAre(t *testing.T) {
	for _, pkg := range packages(t) {
		if slices.Contains([]string{"util", "utils", "common", "helpers", "shared", "types", "misc"}, pkg.Name) {
			t.Errorf("%s: a package named %s says nothing", pkg.path(), pkg.Name)
		}
		docs := 0
		for _, name := range pkg.GoFiles {
			if file := parse(t, filepath.Join(pkg.Dir, name)); file.Doc != nil {
				docs++
			}
		}
		if docs != 1 {
			t.Errorf("%s has %d package comments, want one", pkg.path(), docs)
		}
	}
}

func TestNoInitFunctions(t *testing.T) {
	for _, pkg := range packages(t) {
		for _, name := range pkg.GoFiles {
			for _, decl := range parse(t, filepath.Join(pkg.Dir, name)).Decls {
				if f, ok := decl.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
					t.Errorf("%s/%s has an init function: let the caller say when", pkg.path(), name)
				}
			}
		}
	}
}

func TestFilesAreShort(t *testing.T) {
	for _, pkg := range packages(t) {
		for _, name := range pkg.GoFiles {
			if n := bytes.Count(read(t, filepath.Join(pkg.Dir, name)), []byte("\n")); n > maxLines {
				t.Errorf("%s/%s has %d lines, want at most %d: make two files of it", pkg.path(), name, n, maxLines)
			}
		}
	}
}

// TestTestsDoNotSkip keeps a test from passing because it did not run.
func TestTestsDoNotSkip(t *testing.T) {
	for _, pkg := range packages(t) {
		names, err := filepath.Glob(filepath.Join(pkg.Dir, "*_test.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			ast.Inspect(parse(t, name), func(n ast.Node) bool {
				if call, ok := n.(*ast.SelectorExpr); ok && slices.Contains([]string{"Skip", "Skipf", "SkipNow"}, call.Sel.Name) {
					t.Errorf("%s skips: a check that does not run proves nothing", strings.TrimPrefix(name, pkg.Dir))
				}
				return true
			})
		}
	}
}

func parse(t *testing.T, path string) *ast.File {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, read(t, path), parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
