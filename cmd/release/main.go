// Command release builds the archives of a release: the program for each system
// with its licence and manual pages, and a file of checksums. It publishes
// nothing; that is the workflow's work.
//
//	go run ./cmd/release -version v0.1.0 -out dist
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/storybot-app/storybot/internal/lazyregexp"
)

// options are what to build.
type options struct {
	version string // v0.1.0
	out     string
	only    string // one system, "" for all
	epoch   int64  // the time of every file, in seconds, so that a release can be built again
}

// targets are the systems a release is for.
func targets() []string {
	return []string{"linux/amd64", "linux/arm64", "darwin/amd64", "darwin/arm64", "windows/amd64"}
}

var tag = lazyregexp.New(`^v(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?$`)

func main() {
	var o options
	flag.StringVar(&o.version, "version", "", "version of the release, as in v0.1.0")
	flag.StringVar(&o.out, "out", "dist", "directory to write to")
	flag.StringVar(&o.only, "only", "", "one system alone, as in linux/amd64, or host for this one")
	flag.Int64Var(&o.epoch, "epoch", 0, "time of every file, in seconds since 1970")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := release(ctx, o, os.Stderr)
	stop()
	if err != nil {
		_, _ = fmt.Fprintln(os.Stderr, "release:", err) // nowhere is left to report to
		os.Exit(1)
	}
}

// release builds everything, from the root of the repository.
func release(ctx context.Context, o options, log io.Writer) error {
	if !tag().MatchString(o.version) {
		return fmt.Errorf("-version %q: it looks like v0.1.0 or v0.1.0-rc.1", o.version)
	}
	systems := targets()
	host := runtime.GOOS + "/" + runtime.GOARCH
	if o.only == "host" {
		o.only = host
	}
	if o.only != "" {
		if !slices.Contains(systems, o.only) {
			return fmt.Errorf("-only %q: it is one of %s", o.only, strings.Join(systems, ", "))
		}
		systems = []string{o.only}
	}
	if err := os.MkdirAll(o.out, 0o755); err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "storybot-release-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(work) }() // a temporary directory is at most left behind
	pages, err := o.manual(ctx, work, host)
	if err != nil {
		return err
	}
	var made []string
	for _, system := range systems {
		name, err := o.archive(ctx, work, system, pages)
		if err != nil {
			return fmt.Errorf("%s: %w", system, err)
		}
		made = append(made, name)
		_, _ = fmt.Fprintln(log, name) // progress only
	}
	return writeSums(o.out, made)
}

// build builds the program for a system and returns its path.
func (o options) build(ctx context.Context, work, system string) (string, error) {
	goos, goarch, _ := strings.Cut(system, "/")
	name := filepath.Join(work, goos+"_"+goarch, "storybot")
	if goos == "windows" {
		name += ".exe"
	}
	if _, err := os.Stat(name); err == nil {
		return name, nil
	}
	command := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags=-s -w -X main.released="+o.version, "-o", name, "./cmd/storybot")
	command.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+goos, "GOARCH="+goarch)
	if out, err := command.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build: %w\n%s", err, out)
	}
	return name, nil
}

// manual writes the manual pages, with the program for this system, and lists
// them.
func (o options) manual(ctx context.Context, work, host string) ([]string, error) {
	program, err := o.build(ctx, work, host)
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(work, "man")
	command := exec.CommandContext(ctx, program, "man", dir)
	command.Env = append(os.Environ(), fmt.Sprintf("SOURCE_DATE_EPOCH=%d", o.epoch))
	if out, err := command.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("manual pages: %w\n%s", err, out)
	}
	return filepath.Glob(filepath.Join(dir, "*.1"))
}

// archive writes the archive of one system and returns its name.
func (o options) archive(ctx context.Context, work, system string, pages []string) (string, error) {
	program, err := o.build(ctx, work, system)
	if err != nil {
		return "", err
	}
	base := "storybot_" + strings.TrimPrefix(o.version, "v") + "_" + strings.ReplaceAll(system, "/", "_")
	files := []packed{{program, base + "/" + filepath.Base(program), 0o755}}
	for _, name := range []string{"LICENSE", "README.md", "CHANGELOG.md"} {
		files = append(files, packed{name, base + "/" + name, 0o644})
	}
	pack, name := packTar, base+".tar.gz"
	if strings.HasPrefix(system, "windows/") {
		pack, name = packZip, base+".zip"
	} else {
		for _, page := range pages {
			files = append(files, packed{page, base + "/man/" + filepath.Base(page), 0o644})
		}
	}
	return name, pack(filepath.Join(o.out, name), files, time.Unix(o.epoch, 0).UTC())
}
