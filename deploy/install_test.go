package deploy_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestGoInstallLine: go install takes a program of another module only from a
// path within it, and only if its go.mod replaces and excludes nothing.
func TestGoInstallLine(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	line := regexp.MustCompile(`(?m)^\$ go install (\S+)@latest$`).FindSubmatch(readme)
	if line == nil {
		t.Fatal("README.md has no line for go install")
	}
	edit := exec.CommandContext(t.Context(), "go", "mod", "edit", "-json")
	edit.Dir = ".."
	out, err := edit.Output()
	if err != nil {
		t.Fatal(err)
	}
	var mod struct {
		Module           struct{ Path string }
		Replace, Exclude []any
	}
	if err := json.Unmarshal(out, &mod); err != nil {
		t.Fatal(err)
	}
	if len(mod.Replace)+len(mod.Exclude) > 0 {
		t.Error("go.mod replaces or excludes modules: go install refuses that")
	}
	dir, ok := strings.CutPrefix(string(line[1]), mod.Module.Path+"/")
	if main, err := os.ReadFile("../" + dir + "/main.go"); !ok || err != nil || !strings.Contains(string(main), "package main") {
		t.Errorf("%s is no program of %s: %v", line[1], mod.Module.Path, err)
	}
}

// TestRecipesParse: what docs/ci.md shows is YAML, and uploading SARIF has the
// permission it needs.
func TestRecipesParse(t *testing.T) {
	page, err := os.ReadFile("../docs/ci.md")
	if err != nil {
		t.Fatal(err)
	}
	uploads := 0
	for _, block := range regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllSubmatch(page, -1) {
		var recipe struct {
			Permissions map[string]string
			Steps       []step
		}
		if err := yaml.Unmarshal(block[1], &recipe); err != nil {
			t.Errorf("%v in\n%s", err, block[1])
		}
		for _, s := range recipe.Steps {
			if strings.HasPrefix(s.Uses, "github/codeql-action/upload-sarif@") {
				uploads++
				if recipe.Permissions["security-events"] != "write" {
					t.Error("uploading SARIF needs security-events: write")
				}
			}
		}
	}
	if uploads != 1 {
		t.Errorf("%d recipes upload SARIF", uploads)
	}
}
