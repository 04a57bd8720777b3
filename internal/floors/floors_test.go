package floors_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/storybot-app/storybot/internal/floors"
)

const module = "github.com/storybot-app/storybot/"

// A listed is what `go list` says of a package, without its tests.
type listed struct {
	ImportPath, Name, Dir string
	GoFiles, Imports      []string
}

func (p listed) path() string { return strings.TrimPrefix(p.ImportPath, module) }

func TestImportsPointDown(t *testing.T) {
	plan := byPackage(t)
	for _, pkg := range packages(t) {
		floor, ok := plan[pkg.path()]
		if !ok {
			t.Errorf("%s has no floor: give it a place in internal/floors/floors.go", pkg.path())
			continue
		}
		for _, imported := range pkg.Imports {
			own, inside := strings.CutPrefix(imported, module)
			if inside && !allows(slices.Concat(floor.May, floors.Ground()), own) {
				t.Errorf("%s imports %s, which is not below it", pkg.path(), own)
			}
			if slices.Contains(floor.Never, imported) {
				t.Errorf("%s imports %s, and is to stay pure", pkg.path(), imported)
			}
		}
	}
}

func TestPlanNamesRealPackages(t *testing.T) {
	found := packages(t)
	for _, floor := range floors.Plan() {
		if !slices.ContainsFunc(found, func(p listed) bool { return p.path() == floor.Package }) {
			t.Errorf("the plan has a floor for %s, and there is no such package", floor.Package)
		}
	}
}

// TestPlanHolds proves of the plan itself that it has no ring, and that the two
// towers do not meet below the roof.
func TestPlanHolds(t *testing.T) {
	var below []string
	towers := map[string]string{}
	for _, floor := range floors.Plan() {
		for _, may := range floor.May {
			if !strings.HasSuffix(may, "...") && !slices.Contains(below, may) {
				t.Errorf("%s may import %s, which does not stand before it in the plan", floor.Package, may)
			}
		}
		below = append(below, floor.Package)
		towers[floor.Package] = tower(floor.Package)
		for _, may := range floor.May {
			from, to := towers[floor.Package], tower(may)
			if from == "story" && to != "story" || from == "plumbing" && to != "plumbing" {
				t.Errorf("%s (%s) may import %s (%s)", floor.Package, from, may, to)
			}
		}
	}
}

// tower says where a package belongs: story, plumbing, or the roof over both.
func tower(pkg string) string {
	switch {
	case pkg == "story" || strings.HasPrefix(pkg, "story/"):
		return "story"
	case slices.Contains([]string{
		"templates", "config", "internal/command", "internal/queue", "internal/store", "internal/ledger", "internal/gateway", "internal/web", "internal/page",
	}, pkg):
		return "plumbing"
	}
	return "roof"
}

func TestAllows(t *testing.T) {
	may := []string{"story", "internal/..."}
	for path, want := range map[string]bool{
		"story": true, "story/book": false, "internal/queue": true, "internals": false, "handlers": false,
	} {
		if got := allows(may, path); got != want {
			t.Errorf("allows(%v, %q) = %v, want %v", may, path, got, want)
		}
	}
	if !allows([]string{"..."}, "handlers") {
		t.Error(`"..." must allow every package`)
	}
}

func allows(may []string, path string) bool {
	return slices.ContainsFunc(may, func(pattern string) bool {
		prefix, all := strings.CutSuffix(pattern, "...")
		return pattern == path || all && strings.HasPrefix(path, prefix)
	})
}

func byPackage(t *testing.T) map[string]floors.Floor {
	t.Helper()
	plan := map[string]floors.Floor{}
	for _, floor := range floors.Plan() {
		if _, twice := plan[floor.Package]; twice {
			t.Fatalf("the plan lists %s twice", floor.Package)
		}
		plan[floor.Package] = floor
	}
	return plan
}

// packages asks the go command for every package of the module.
func packages(t *testing.T) []listed {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-e", "-json=ImportPath,Name,Dir,GoFiles,Imports", module+"...")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("read the answer of go list: %v", err)
		}
		if len(p.GoFiles) > 0 {
			all = append(all, p)
		}
	}
	if len(all) < 2 {
		t.Fatalf("go list found %d packages, want the whole module", len(all))
	}
	return all
}

// TestStoryTowerFitsABrowser asks the go command whether every package that
// the rules need exists for GOOS=js; .ci/run builds them.
func TestStoryTowerFitsABrowser(t *testing.T) {
	cmd := exec.CommandContext(t.Context(), "go", "list", "-deps", module+"story/...")
	cmd.Env = append(cmd.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("the story tower cannot be built for a browser: %v\n%s", err, out)
	}
	for _, banned := range []string{"database/sql", "net/http"} {
		if slices.Contains(strings.Fields(string(out)), banned) {
			t.Errorf("the story tower needs %s", banned)
		}
	}
}
