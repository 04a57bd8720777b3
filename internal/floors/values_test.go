package floors_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/storybot-app/storybot/internal/floors"
)

// TestDecidingUsesValuesOnly proves that between gathering and applying nothing
// is read, written or timed: of the packages that do such things the deciding
// ones name types alone.
func TestDecidingUsesValuesOnly(t *testing.T) {
	for _, pkg := range packages(t) {
		if !slices.Contains(floors.Deciding(), pkg.path()) {
			continue
		}
		for _, name := range pkg.GoFiles {
			file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(pkg.Dir, name), nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			for _, used := range doing(file) {
				t.Errorf("%s/%s uses %s: it is to decide, and to do nothing", pkg.path(), name, used)
			}
		}
	}
}

// doing lists what a file uses of the names that do something.
func doing(file *ast.File) []string {
	names := map[string][]string{} // by the name a package goes by in the file
	for _, spec := range file.Imports {
		imported, _ := strconv.Unquote(spec.Path.Value)
		as := path.Base(imported)
		if spec.Name != nil {
			as = spec.Name.Name
		}
		names[as] = floors.Values()[strings.TrimPrefix(imported, module)]
	}
	var found []string
	ast.Inspect(file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if pkg, ok := sel.X.(*ast.Ident); ok && slices.Contains(names[pkg.Name], sel.Sel.Name) {
				found = append(found, pkg.Name+"."+sel.Sel.Name)
			}
		}
		return true
	})
	return found
}

func TestDoing(t *testing.T) {
	const text = `package x
import ("time"; g "github.com/storybot-app/storybot/internal/gateway")
func f(s g.State) time.Duration { var _ *g.Gateway; return time.Since(time.Time{}) }`
	file, err := parser.ParseFile(token.NewFileSet(), "x.go", text, 0)
	if err != nil {
		t.Fatal(err)
	}
	if got := doing(file); !slices.Equal(got, []string{"g.Gateway", "time.Since"}) {
		t.Errorf("found %q", got)
	}
}
