package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// BenchmarkCheck checks one file, a book of 170, fifty such books, and one book
// as large as all fifty. It reports time and processor time as multiples of the
// floor, which is taken in turns with it: a program that walks, reads and
// parses the same Markdown, and does nothing else. Both are whole processes,
// starting included. With STORYBOT_CORPUS the book is a real one.
func BenchmarkCheck(b *testing.B) {
	bin := b.TempDir()
	build(b, bin, ".", "./testdata/floor")
	targets := b.TempDir()
	for i := range 50 {
		writeBook(b, filepath.Join(targets, fmt.Sprint("book", i)))
	}
	book, large := filepath.Join(targets, "book0"), b.TempDir()
	writeLarge(b, large, book, 50)
	for _, test := range []struct{ name, path string }{
		{"file", someStory(b, book)}, {"book", book}, {"fifty", targets}, {"large", large},
	} {
		b.Run(test.name, func(b *testing.B) {
			var floor, ours usage
			for b.Loop() {
				floor.add(ran(b, filepath.Join(bin, "floor"), test.path))
				ours.add(ran(b, filepath.Join(bin, "storybot"), "check", "--fail-on", "never", test.path))
			}
			b.ReportMetric(float64(ours.took)/float64(floor.took), "x-floor")
			b.ReportMetric(float64(ours.cpu)/float64(floor.cpu), "x-floor-cpu")
			b.ReportMetric(float64(ours.took.Microseconds())/float64(b.N)/1000, "ms/check")
			b.ReportMetric(float64(ours.peak)/1024, "peak-MiB")
		})
	}
}

// build builds programs as a release is built.
func build(b *testing.B, dir string, programs ...string) {
	b.Helper()
	command := exec.Command("go", append([]string{"build", "-trimpath", "-o", dir}, programs...)...)
	command.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := command.CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
}

// usage is what runs of a program took.
type usage struct {
	took, cpu time.Duration
	peak      int64 // of memory, in KiB
}

func (u *usage) add(other usage) {
	u.took, u.cpu, u.peak = u.took+other.took, u.cpu+other.cpu, max(u.peak, other.peak)
}

// ran runs a program to its end.
func ran(b *testing.B, name string, args ...string) usage {
	b.Helper()
	child := exec.Command(name, args...)
	start := time.Now()
	if err := child.Run(); err != nil {
		b.Fatal(err)
	}
	u := usage{took: time.Since(start), cpu: child.ProcessState.UserTime() + child.ProcessState.SystemTime()}
	if used, ok := child.ProcessState.SysUsage().(*syscall.Rusage); ok {
		u.peak = used.Maxrss
	}
	return u
}

// someStory is a story of a book, neither the shortest nor the longest.
func someStory(b *testing.B, book string) string {
	b.Helper()
	var stories []string
	err := filepath.WalkDir(book, func(name string, _ fs.DirEntry, err error) error {
		if strings.HasPrefix(filepath.Base(name), "grace_") {
			stories = append(stories, name)
		}
		return err
	})
	if err != nil || len(stories) == 0 {
		b.Fatalf("%d stories, %v", len(stories), err)
	}
	return stories[len(stories)/2]
}
