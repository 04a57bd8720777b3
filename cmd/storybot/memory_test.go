//go:build linux && !race

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/storybot-app/storybot/handlers"
	"github.com/storybot-app/storybot/internal/githubsim"
)

// hostileShapes are texts of about so many bytes that are cheap to send and,
// for a parser without bounds, expensive to read.
func hostileShapes(size int) map[string]string {
	fill := func(text string) string { return strings.Repeat(text, size/len(text)) }
	columns := min(5000, size/10)
	head := strings.Repeat("|a", columns) + "|\n" + strings.Repeat("|-", columns) + "|\n"
	table := func(indent, first string) string {
		var b strings.Builder
		for i, line := range strings.Split(head, "\n")[:2] {
			b.WriteString([]string{first, indent}[i] + line + "\n")
		}
		b.WriteString(strings.Repeat(indent+"a\n", max(0, size-b.Len())/(len(indent)+2)))
		return b.String()
	}
	depth := 1
	var list strings.Builder
	for ; list.Len() < size-2*depth; depth++ {
		list.WriteString(strings.Repeat(" ", 2*depth-2) + "- a\n")
	}
	var definitions strings.Builder
	for i := 0; definitions.Len() < size; i++ {
		fmt.Fprintf(&definitions, "[a%d]: /b\n", i)
	}
	return map[string]string{
		"table": table("", ""), "table in a list": table("  ", "- "), "table in a quotation": table("> ", "> "),
		"brackets": fill("["), "images": fill("!["), "links": fill("[a](b "), "definitions": definitions.String(),
		"deep list": list.String(), "list in a line": fill("- "), "quotations": fill("> "), "backticks": fill("`a``b```"),
		"emphasis": fill("*a_ **b__ "), "entities": fill("&amp;"), "html": fill("<a b='"), "comments": fill("<!-- "), "autolinks": fill("<a:"),
	}
}

// peak is the most memory, in MiB, that a process was resident in so far.
func peak(t *testing.T, pid int) int {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatal(err)
	}
	var kib int
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	if _, err := fmt.Sscan(after, &kib); err != nil {
		t.Fatal(err)
	}
	return kib >> 10
}

// figures reports whether the server's metrics have all these lines.
func (c *child) figures(t *testing.T, lines ...string) bool {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+c.address+"/metrics", nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatalf("the server is gone: %v", err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines {
		if !strings.Contains(string(text), "\n"+line+"\n") {
			return false
		}
	}
	return true
}

// TestHostileShapesTakeLittleMemory sends every shape as a comment, an idea and
// a fork's story. GOMEMLIMIT bounds what the collector may leave lying, never
// what is in use: one unbounded table alone is in use with gigabytes.
func TestHostileShapesTakeLittleMemory(t *testing.T) {
	const most = 400 // MiB
	none := githubsim.Limits{Core: -1, GraphQL: -1, Points: -1, ContentPerMinute: -1, ContentPerHour: -1}
	sim, err := githubsim.New(githubsim.Options{Now: time.Now, Limits: none, Events: handlers.Events()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(sim.Close)
	for _, login := range []string{"book", "ada"} {
		sim.AddUser(login, "Somebody")
	}
	repo, err := sim.CreateRepo("book", "vision", map[string][]byte{
		"book.toml": []byte("[book]\ntitle = \"A book\"\n"), "src/SUMMARY.md": []byte("# Summary\n"),
		"src/status_quo/template.md": []byte("# Status quo story: X\n"),
	})
	if err != nil {
		t.Fatal(err)
	}
	c := newChild(t, sim)
	c.env = append(c.env, "GOMEMLIMIT=256MiB")
	c.start(t)
	before := 0
	for _, size := range []int{40_000} {
		for name, text := range hostileShapes(size) {
			sendHostile(t, repo, text)
			if err := sim.Drain(t.Context()); err != nil {
				t.Fatal(err)
			}
			waitFor(t, fmt.Sprintf("%s of %d bytes", name, size), func() bool { return c.figures(t, "storybot_queue_pending 0") })
			if now := peak(t, c.process.Process.Pid); now > before {
				t.Logf("%s of %d bytes: %d MiB", name, size, now)
				before = now
			}
		}
	}
	if before > most {
		t.Errorf("%d MiB, want at most %d", before, most)
	}
	if !c.figures(t, "storybot_queue_failed 0") {
		t.Error("deliveries were set aside")
	}
	c.kill(t)
}

// sendHostile sends a text wherever GitHub would take one so long.
func sendHostile(t *testing.T, repo *githubsim.Repo, text string) {
	t.Helper()
	if len(text) <= 65_000 {
		number, err := repo.OpenIssue("ada", "Status quo story: "+text[:200], text, "status-quo")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := repo.Comment("ada", number, text); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := repo.OpenPullRequest(githubsim.PullRequestInput{
		Login: "ada", Fork: true, Title: "A story", Body: text[:min(len(text), 65_000)],
		Files: map[string][]byte{"src/status_quo/ada.md": []byte("# Status quo story: Ada waits\n\n" + text)},
	}); err != nil {
		t.Fatal(err)
	}
}

// maxRSS is the most memory, in MiB, of a process that has ended.
func maxRSS(process *exec.Cmd) int {
	return int(process.ProcessState.SysUsage().(*syscall.Rusage).Maxrss >> 10)
}

// TestCheckOfAHostileTableTakesLittleMemory: on a laptop too.
func TestCheckOfAHostileTableTakesLittleMemory(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"book.toml": "[book]\ntitle = \"A book\"\n", "src/SUMMARY.md": "# Summary\n",
		"src/status_quo/template.md": "# Status quo story: X\n",
		"src/status_quo/ada.md":      "# Status quo story: Ada waits\n\n" + hostileShapes(40_000)["table"],
	} {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	check := exec.Command("storybot", "check", "src/status_quo/ada.md")
	check.Dir = dir
	said, err := check.CombinedOutput()
	if !strings.Contains(string(said), "ada.md") {
		t.Fatalf("%v: %.500s", err, said)
	}
	used, most := maxRSS(check), 256
	t.Logf("%d MiB", used)
	if used > most {
		t.Errorf("%d MiB, want at most %d", used, most)
	}
}

// TestCheckOfALargeBookTakesLittleMemory: what is kept of a file is what links
// to it and the output need, whatever its size. Each has something to find.
func TestCheckOfALargeBookTakesLittleMemory(t *testing.T) {
	dir := t.TempDir()
	small, large := filepath.Join(dir, "small"), filepath.Join(dir, "large")
	writeBook(t, small)
	writeLarge(t, large, small, 50)
	check := exec.Command("storybot", "check", "--fail-on", "never", "--format", "json", large)
	said, err := check.Output()
	if err != nil {
		t.Fatal(err)
	}
	var out struct{ Stories, Findings []any }
	if err := json.Unmarshal(said, &out); err != nil {
		t.Fatal(err)
	}
	used, most := maxRSS(check), 128
	t.Logf("%d MiB for %d stories and %d findings", used, len(out.Stories), len(out.Findings))
	if used > most || len(out.Stories) < 3_000 {
		t.Errorf("%d MiB for %d stories, want at most %d", used, len(out.Stories), most)
	}
}
