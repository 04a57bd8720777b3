package deploy_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// action is what the test looks at of action.yml.
type action struct {
	Inputs map[string]struct{ Default string }
	Runs   struct {
		Using string
		Steps []step
	}
}

type step struct {
	Name, Uses, Shell, Run string
	Dir                    string `yaml:"working-directory"`
	Env                    map[string]string
}

var (
	inputOf = regexp.MustCompile(`^\$\{\{ inputs\.([a-z-]+) \}\}$`)
	story   = "# Status quo stories: Grace waits\n\n## FAQ\n"
)

// TestActionChecksABook runs the shell steps of the action as a runner does.
func TestActionChecksABook(t *testing.T) {
	text, err := os.ReadFile("../action.yml")
	if err != nil {
		t.Fatal(err)
	}
	var a action
	if err := yaml.Unmarshal(text, &a); err != nil {
		t.Fatal(err)
	}
	if a.Runs.Using != "composite" || len(a.Runs.Steps) != 3 {
		t.Fatalf("%s with %d steps", a.Runs.Using, len(a.Runs.Steps))
	}
	book, temp := t.TempDir(), t.TempDir()
	for name, text := range map[string]string{"book.toml": "", "src/status_quo/grace_waits.md": story} {
		name = filepath.Join(book, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := run(t, a, a.Runs.Steps[1], book, temp, nil); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	tests := []struct {
		name   string
		inputs map[string]string
		fails  bool
		said   string
	}{
		{"as it is", nil, true, "::error file=src/status_quo/grace_waits.md,line="},
		{"never fails", map[string]string{"fail-on": "never"}, false, "::error file="},
		{"another directory", map[string]string{"root": "src; touch owned", "fail-on": "never"}, true, "there is no such directory"},
		{"an unknown revision", map[string]string{"changed-since": "$(touch owned)"}, true, "--changed-since"},
		{"to a file", map[string]string{"format": "sarif", "output": "out file.sarif", "fail-on": "never"}, false, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			out, err := run(t, a, a.Runs.Steps[2], book, temp, test.inputs)
			if (err != nil) != test.fails || !strings.Contains(out, test.said) {
				t.Errorf("it ended with %v and said\n%s", err, out)
			}
		})
	}
	if _, err := os.Stat(filepath.Join(book, "out file.sarif")); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(book, "owned")); err == nil {
		t.Error("an input was run as a command")
	}
}

// run runs a step with some inputs.
func run(t *testing.T, a action, s step, book, temp string, inputs map[string]string) (string, error) {
	t.Helper()
	if strings.Contains(s.Run, "${{") {
		t.Errorf("step %q puts an expression into a script", s.Name)
	}
	command := exec.CommandContext(t.Context(), "bash", "-e", "-o", "pipefail", "-c", s.Run)
	command.Dir = book
	if s.Dir != "" {
		command.Dir = ".."
	}
	command.Env = append(os.Environ(), "RUNNER_TEMP="+temp)
	for name, value := range s.Env {
		if found := inputOf.FindStringSubmatch(value); found != nil {
			value = a.Inputs[found[1]].Default
			if given, ok := inputs[found[1]]; ok {
				value = given
			}
		}
		command.Env = append(command.Env, fmt.Sprintf("%s=%s", name, value))
	}
	var out bytes.Buffer
	command.Stdout, command.Stderr = &out, &out
	err := command.Run()
	return out.String(), err
}

// TestHooksNameRealFlags runs the entries of the pre-commit hooks.
func TestHooksNameRealFlags(t *testing.T) {
	text, err := os.ReadFile("../.pre-commit-hooks.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var hooks []struct{ ID, Entry, Language, Files string }
	if err := yaml.Unmarshal(text, &hooks); err != nil || len(hooks) != 2 {
		t.Fatalf("%d hooks, %v", len(hooks), err)
	}
	// As a release is built, so that nothing is compiled only for this.
	storybot := filepath.Join(t.TempDir(), "storybot")
	build := exec.CommandContext(t.Context(), "go", "build", "-trimpath", "-o", storybot, "../cmd/storybot")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, hook := range hooks {
		words := strings.Fields(hook.Entry)
		if words[0] != "storybot" || hook.Language != "golang" || !regexp.MustCompile(hook.Files).MatchString("src/a.md") {
			t.Errorf("hook %+v", hook)
		}
		out, err := exec.CommandContext(t.Context(), storybot, append(words[1:], "--help")...).CombinedOutput()
		if err != nil || !bytes.Contains(out, []byte("Usage")) {
			t.Errorf("%s: %v\n%s", hook.Entry, err, out)
		}
	}
}
