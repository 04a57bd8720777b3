package deploy_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
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
	Name, Uses, Shell, Run, If string
	Dir                        string `yaml:"working-directory"`
	Env                        map[string]string
}

var (
	inputOf = regexp.MustCompile(`^\$\{\{ (?:inputs\.)?([a-z_.-]+) \}\}$`)
	story   = "# Status quo stories: Grace waits\n\n## FAQ\n"
)

func readAction(t *testing.T) action {
	t.Helper()
	text, err := os.ReadFile("../action.yml")
	if err != nil {
		t.Fatal(err)
	}
	var a action
	if err := yaml.Unmarshal(text, &a); err != nil {
		t.Fatal(err)
	}
	if a.Runs.Using != "composite" || len(a.Runs.Steps) != 4 {
		t.Fatalf("%s with %d steps", a.Runs.Using, len(a.Runs.Steps))
	}
	return a
}

// releases serves a release of the program for this system, with its sum as
// given.
func releases(t *testing.T, sum string) *httptest.Server {
	t.Helper()
	var archive bytes.Buffer
	squeezed := gzip.NewWriter(&archive)
	w := tar.NewWriter(squeezed)
	name := "storybot_1.2.3_" + runtime.GOOS + "_" + runtime.GOARCH
	script := []byte("#!/bin/sh\necho released\n")
	if err := errors.Join(w.WriteHeader(&tar.Header{Name: name + "/storybot", Mode: 0o755, Size: int64(len(script))}), func() error { _, err := w.Write(script); return err }(), w.Close(), squeezed.Close()); err != nil {
		t.Fatal(err)
	}
	if sum == "" {
		sum = fmt.Sprintf("%x", sha256.Sum256(archive.Bytes()))
	}
	mux := http.NewServeMux()
	const below = "GET /storybot-app/storybot/releases/download/v1.2.3/"
	mux.HandleFunc(below+name+".tar.gz", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(archive.Bytes()) })
	mux.HandleFunc(below+"SHA256SUMS", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = fmt.Fprintf(w, "%064d  another.zip\n%s  %s.tar.gz\n", 0, sum, name)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server
}

// TestActionUsesTheRelease: a tag that has a release is not built, unless the
// release is not what its checksum says.
func TestActionUsesTheRelease(t *testing.T) {
	a := readAction(t)
	for _, test := range []struct {
		name, ref, sum string
		found, fails   bool
	}{
		{"a release", "v1.2.3", "", true, false},
		{"a tag without one", "v1.2.4", "", false, false},
		{"a branch", "main", "", false, false},
		{"a hostile name", "v1.2.3/../../x; touch owned", "", false, false},
		{"another file", "v1.2.3", strings.Repeat("0", 64), false, true},
	} {
		temp := t.TempDir()
		t.Setenv("GITHUB_OUTPUT", filepath.Join(temp, "output"))
		out, err := run(t, a, a.Runs.Steps[0], temp, temp, map[string]string{
			"github.action_ref": test.ref, "github.action_repository": "storybot-app/storybot", "github.server_url": releases(t, test.sum).URL,
		})
		if (err != nil) != test.fails {
			t.Errorf("%s ended with %v\n%s", test.name, err, out)
		}
		output, _ := os.ReadFile(filepath.Join(temp, "output")) // not there if nothing was found
		if found := string(output) == "found=true\n"; found != test.found {
			t.Errorf("%s: found %t\n%s", test.name, found, out)
		}
		if said, err := exec.CommandContext(t.Context(), filepath.Join(temp, "storybot")).Output(); test.found && string(said) != "released\n" {
			t.Errorf("%s: it says %q, %v", test.name, said, err)
		}
	}
	for _, s := range a.Runs.Steps[1:3] {
		if s.If != "steps.release.outputs.found != 'true'" {
			t.Errorf("step %s%s runs if %q", s.Name, s.Uses, s.If)
		}
	}
}

// TestActionChecksABook runs the shell steps of the action as a runner does.
func TestActionChecksABook(t *testing.T) {
	a := readAction(t)
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
	if out, err := run(t, a, a.Runs.Steps[2], book, temp, nil); err != nil {
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
		{"another directory", map[string]string{"root": "src; touch owned", "fail-on": "never"}, true, "there's no such directory"},
		{"an unknown revision", map[string]string{"changed-since": "$(touch owned)"}, true, "--changed-since"},
		{"to a file", map[string]string{"format": "sarif", "output": "out file.sarif", "fail-on": "never"}, false, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			out, err := run(t, a, a.Runs.Steps[3], book, temp, test.inputs)
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

// run runs a step with some inputs, and values of the context by their names.
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
