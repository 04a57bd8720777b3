package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"github.com/storybot-app/storybot/internal/format"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/checks"
	"github.com/storybot-app/storybot/templates"
)

// A target is the files to check that belong to one book, or to none.
type target struct {
	root  string // directory of the book, "" outside one
	files []targetFile
}

// targetFile is one file: as it was named, and as the book knows it.
type targetFile struct{ given, name string }

// check reads the target's files and runs the rules; since a revision, over what
// was changed alone. Of files that cannot be read the error says so, beside the
// result for the others.
func (s *target) check(ctx context.Context, since string, p *progress) looked {
	b, change, err := s.bookAndChange(ctx, since)
	if err != nil {
		return looked{err: err}
	}
	suite := checks.Suite()
	files, findings := make([]*story.File, len(s.files)), make([][]analysis.Diagnostic, len(s.files))
	unread := make([]error, len(s.files))
	look := func(i int) {
		text, err := readFile(s.files[i].given)
		if err != nil {
			unread[i] = err
			return
		}
		files[i] = b.Parse(s.files[i].name, text)
		defer p.file()
		findings[i] = analysis.Run(analysis.Input{Files: files[i : i+1], Book: b, Change: change}, suite)
		files[i] = trimmed(files[i], findings[i])
	}
	if err := inParallel(ctx, len(s.files), look); err != nil {
		return looked{err: err}
	}
	files = slices.DeleteFunc(files, func(f *story.File) bool { return f == nil })
	return looked{s.asGiven(files, slices.Concat(findings...), change), b.Conventions, errors.Join(unread...)}
}

// inParallel calls a function with each number below n, on all processors. Each
// of them keeps its stack: one for every file would have to grow for every file.
func inParallel(ctx context.Context, n int, do func(i int)) error {
	group, ctx := errgroup.WithContext(ctx)
	var next atomic.Int64
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() error {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				if err := ctx.Err(); err != nil {
					return err
				}
				do(i)
			}
			return nil
		})
	}
	return group.Wait()
}

// bookAndChange is the target's book; since a revision, with the templates of
// that time, and with what was changed since.
func (s *target) bookAndChange(ctx context.Context, since string) (*book.Book, *analysis.Change, error) {
	b, err := s.book()
	if err != nil || since == "" {
		return b, nil, err
	}
	return s.changed(ctx, b, since)
}

// trimmed is what to print findings needs of their file: a large book does not
// fit into memory parsed.
func trimmed(file *story.File, findings []analysis.Diagnostic) *story.File {
	var places []story.Span
	for _, d := range findings {
		if d.Path == file.Path {
			places = append(places, format.Places(file, d)...)
		}
	}
	return file.Trimmed(places)
}

// book loads the target's book.
func (s *target) book() (*book.Book, error) {
	if s.root == "" {
		return book.Builtin(templates.Stories, nil)
	}
	decided, err := decidedFor(s.root)
	if err != nil {
		return nil, err
	}
	b, err := book.Load(directoryAt(s.root), templates.Stories, decided)
	if err != nil {
		return nil, fmt.Errorf("book %s: %w", s.root, err)
	}
	return b, nil
}

// asGiven names files as they were named on the command line.
func (s *target) asGiven(files []*story.File, findings []analysis.Diagnostic, change *analysis.Change) format.Result {
	given := make(map[string]string, len(s.files))
	for _, f := range s.files {
		given[f.name] = f.given
	}
	for _, f := range files {
		f.Path = given[f.Path]
	}
	for i := range findings {
		if name, ok := given[findings[i].Path]; ok {
			findings[i].Path = name
		}
	}
	slices.SortStableFunc(findings, analysis.Compare)
	return format.Result{Files: files, Findings: findings, Diff: s.diff(change)}
}

// diff are the changed lines by the names files were given on the command line:
// all lines of a new file; nil without a change.
func (s *target) diff(change *analysis.Change) map[string]analysis.Lines {
	if change == nil {
		return nil
	}
	lines := make(map[string]analysis.Lines, len(change.Pages))
	for _, f := range s.files {
		if lines[f.given] = change.Lines[f.name]; change.Added[f.name] {
			lines[f.given] = analysis.Lines{{From: 1, To: math.MaxInt}}
		}
	}
	return lines
}
