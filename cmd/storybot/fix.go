package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/checks"
)

// A fixed file is one with what its fixes make of it.
type fixed struct {
	targetFile
	analysis.Fixed
	before []byte
}

// changed reports whether there is anything to write.
func (m fixed) changed() bool { return m.Path != m.name || !bytes.Equal(m.Text, m.before) }

// fix applies the fixes of every file in memory. No two files get one name,
// and none gets one that is taken. Files that cannot be read are in the
// error, beside what became of the others. Since a revision, only what was
// changed is fixed.
func (s *target) fix(ctx context.Context, since string, p *progress) (*book.Book, []fixed, error) {
	b, change, err := s.bookAndChange(ctx, since)
	if err != nil {
		return nil, nil, err
	}
	taken := map[string]bool{}
	var all []fixed
	var unread error
	for _, f := range s.files {
		text, err := readFile(f.given)
		if err != nil {
			unread = errors.Join(unread, err)
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		done, err := analysis.FixChanged(b, f.name, text, checks.Suite(), func(name string, now []byte) *analysis.Change {
			return moved(change, f.name, text, name, now)
		})
		if err != nil {
			return nil, nil, err
		}
		p.file()
		if _, err := os.Lstat(s.place(f, done.Path)); done.Path != f.name && (taken[done.Path] || !errors.Is(err, fs.ErrNotExist)) {
			done.Path = f.name
		}
		taken[done.Path] = true
		all = append(all, fixed{f, done, text})
	}
	return b, all, unread
}

// place is where a file of the target is on disk under another name.
func (s *target) place(f targetFile, name string) string {
	if name == f.name {
		return f.given
	}
	if s.root == "" {
		return filepath.Join(filepath.Dir(f.given), path.Base(name))
	}
	return shown(filepath.Join(s.root, filepath.FromSlash(name)))
}

// fixTarget fixes the target's files on disk and returns what is left.
func (o checkOptions) fixTarget(ctx context.Context, s *target, out streams, p *progress) looked {
	b, all, unread := s.fix(ctx, o.changedSince, p)
	if b == nil {
		return looked{err: unread}
	}
	result := looked{looked: b.Conventions, err: unread}
	for _, m := range all {
		place := s.place(m.targetFile, m.Path)
		if m.changed() {
			if err := m.write(place); err != nil {
				result.err = errors.Join(result.err, err)
				continue
			}
			if p.clear(); !o.quiet {
				_, _ = fmt.Fprintf(out.err, "fixed %s (%d)\n", place, len(m.Done))
			}
			result.Fixed += len(m.Done)
		}
		file := b.Parse(m.Path, m.Text)
		file.Path = place
		result.Files = append(result.Files, file)
		for _, d := range m.Left {
			if d.Path == m.Path {
				d.Path = place
			}
			result.Findings = append(result.Findings, d)
		}
	}
	return result
}

// write writes the fixed text and moves the file. A link to a file is followed
// for its text, and never moved.
func (m fixed) write(place string) error {
	real, err := filepath.EvalSymlinks(m.given)
	if err != nil {
		return fmt.Errorf("fix %s: %w", m.given, err)
	}
	if !bytes.Equal(m.Text, m.before) {
		if err := replaceFile(real, m.Text); err != nil {
			return fmt.Errorf("fix %s: %w", m.given, err)
		}
	}
	if place == m.given {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
		return fmt.Errorf("move %s: %w", m.given, err)
	}
	if _, err := os.Lstat(place); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("move %s: %s already exists", m.given, place)
	}
	if err := os.Rename(m.given, place); err != nil {
		return fmt.Errorf("move %s: %w", m.given, err)
	}
	return nil
}

// replaceFile gives a file another text at once or not at all; its mode stays.
func replaceFile(name string, text []byte) (err error) {
	info, err := os.Stat(name)
	if err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(name), ".storybot-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(file.Name()))
		}
	}()
	if _, err = file.Write(text); err != nil {
		return errors.Join(err, file.Close())
	}
	if err = errors.Join(file.Chmod(info.Mode().Perm()), file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), name)
}

// diffTargets prints what --fix would change, as a patch for git apply -p1.
func (o checkOptions) diffTargets(ctx context.Context, targets []*target, out streams) error {
	var unread error
	for _, s := range targets {
		_, all, err := s.fix(ctx, o.changedSince, &progress{})
		unread = errors.Join(unread, err)
		for _, m := range all {
			if !m.changed() {
				continue
			}
			if _, err := out.out.Write(m.patch(s.place(m.targetFile, m.Path))); err != nil {
				return fmt.Errorf("print the difference: %w", err)
			}
		}
	}
	return unread
}

// patch is the change of one file.
func (m fixed) patch(place string) []byte {
	from, to := patchName("a/", m.given), patchName("b/", place)
	head := fmt.Sprintf("diff --git %s %s\n", from, to)
	if place != m.given {
		head += fmt.Sprintf("rename from %s\nrename to %s\n", patchName("", m.given), patchName("", place))
	}
	hunks := diff.Diff(from, m.before, to, m.Text)
	if _, rest, ok := bytes.Cut(hunks, []byte("\n")); ok {
		hunks = rest // the tool's own first line
	}
	return append([]byte(head), hunks...)
}

// patchName is a file's name in a patch: relative, behind a side, on one line.
func patchName(side, name string) string {
	name = side + strings.TrimPrefix(filepath.ToSlash(filepath.Clean(shown(name))), "/")
	if strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == '"' || r == '\\' || r == 0x7f }) {
		return fmt.Sprintf("%q", name)
	}
	return name
}
