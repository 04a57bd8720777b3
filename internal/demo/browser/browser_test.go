package browser

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// names are what Chromium is called, from distribution to distribution.
func names() []string {
	return []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"}
}

// site is a demo that runs.
type site struct{ url string }

// start builds the program and runs its demo.
func start(t *testing.T) site {
	t.Helper()
	program := filepath.Join(t.TempDir(), "storybot")
	build := exec.CommandContext(t.Context(), "go", "build", "-trimpath", "-o", program, "./cmd/storybot")
	build.Dir, build.Env = filepath.Join("..", "..", ".."), append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	running := exec.CommandContext(t.Context(), program, "demo", "--addr", "127.0.0.1:0")
	running.Stderr = os.Stderr
	running.Cancel = func() error { return running.Process.Signal(os.Interrupt) }
	out, err := running.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := running.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = running.Wait() }) // it was told to end
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if address := regexp.MustCompile(`http://\S+`).FindString(lines.Text()); address != "" {
			return site{address}
		}
	}
	t.Fatal("the demo printed no address")
	return site{}
}

// open starts a browser of its own. It asks nobody for updates.
func open(t *testing.T) context.Context {
	t.Helper()
	var program string
	for _, name := range names() {
		if found, err := exec.LookPath(name); err == nil {
			program = found
			break
		}
	}
	if program == "" {
		t.Fatalf("there is no Chromium to test with: install one of %s (Debian: apt-get install chromium)", strings.Join(names(), ", "))
	}
	flags := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program), chromedp.UserDataDir(t.TempDir()), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	allocated, end := chromedp.NewExecAllocator(t.Context(), flags...)
	t.Cleanup(end)
	tab, closed := chromedp.NewContext(allocated)
	t.Cleanup(closed)
	if err := chromedp.Do(tab); err != nil { // the browser lives as long as this context
		t.Fatalf("start %s: %v", program, err)
	}
	return tab
}

// other is somebody else, without a browser of their own.
func (s site) other(t *testing.T, login string) func(path string, values ...string) {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar, Timeout: patience}
	post := func(path string, values ...string) {
		t.Helper()
		form := url.Values{}
		for i := 0; i < len(values); i += 2 {
			form.Add(values[i], values[i+1])
		}
		answer, err := client.PostForm(s.url+path, form)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		if answer.StatusCode != http.StatusOK {
			t.Fatalf("%s as %s: %s", path, login, answer.Status)
		}
	}
	post("/-/person", "login", login, "back", "/")
	return post
}

// address is a page of the sample repository.
func address(format string, args ...any) string {
	return "/larder/vision" + fmt.Sprintf(format, args...)
}
