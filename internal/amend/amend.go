// Package amend keeps what commands change in the files of a pull request, one
// after the other, and says it in the end as one commit, or as suggestions for
// the lines that differ. It refuses to know what a change is for, and who may
// make it.
package amend

import (
	"bytes"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/linediff"
)

// A Set is what is changed in the files of one pull request.
type Set struct {
	pull  *gateway.PullRequest
	files []*file // that were changed, in the order they were
}

// file is one changed file.
type file struct {
	name   string // at the head
	to     string // where it is now
	head   []byte
	text   []byte
	places []place
}

// A place is one run of lines that differ, and why.
type place struct {
	linediff.Hunk
	text string
	why  []string
}

// New is a set without changes.
func New(pull *gateway.PullRequest) *Set { return &Set{pull: pull} }

// Text is a file of the pull request as it is by now; false if it was not read.
func (s *Set) Text(name string) ([]byte, bool) {
	if f := s.changed(name); f != nil {
		return f.text, true
	}
	for i := range s.pull.Files {
		if f := &s.pull.Files[i]; f.Path == name && f.Read && f.Status != "removed" {
			return f.Head, true
		}
	}
	return nil, false
}

// Put gives a file that was read another text; why is what stands above the
// lines that differ, where they are suggested.
func (s *Set) Put(name string, text []byte, why string) {
	f := s.change(name)
	if f == nil || bytes.Equal(f.text, text) {
		return
	}
	before := f.places
	f.text, f.places = text, nil
	for _, h := range linediff.Hunks(f.head, text) {
		p := place{Hunk: h, text: linesOf(text, h.New, h.NewLines)}
		for _, old := range before {
			if p.is(old) {
				p.why = old.why
				break
			}
			if old.Old <= p.Old+p.OldLines && p.Old <= old.Old+old.OldLines {
				p.why = append(p.why, old.why...)
			}
		}
		if !slices.ContainsFunc(before, p.is) {
			p.why = append(p.why, why)
		}
		f.places = append(f.places, p)
	}
}

// is reports whether a place is the same as one before a further change.
func (p place) is(old place) bool {
	return old.Old == p.Old && old.OldLines == p.OldLines && old.text == p.text
}

// Move gives a file that was read another name.
func (s *Set) Move(name, to string) {
	if f := s.change(name); f != nil {
		f.to = to
	}
}

// Moved are the files with another name, by the one they have at the head.
func (s *Set) Moved() map[string]string {
	moved := map[string]string{}
	for _, f := range s.files {
		if f.to != f.name {
			moved[f.name] = f.to
		}
	}
	return moved
}

// Empty reports whether nothing is changed.
func (s *Set) Empty() bool {
	for _, f := range s.files {
		if f.to != f.name || !bytes.Equal(f.text, f.head) {
			return false
		}
	}
	return true
}

// Commit is all changes as a commit; message and commands are the caller's.
func (s *Set) Commit(message string, commands []string) *gateway.HeadCommit {
	c := &gateway.HeadCommit{HeadOID: s.pull.HeadOID, Files: map[string][]byte{}, Message: message, Commands: commands}
	for _, f := range s.files {
		if f.to == f.name && bytes.Equal(f.text, f.head) {
			continue
		}
		c.Files[f.to] = f.text
		if f.to != f.name {
			c.Deletions = append(c.Deletions, f.name)
		}
	}
	return c
}

// changed is a file that was changed before, nil if it was not.
func (s *Set) changed(name string) *file {
	for _, f := range s.files {
		if f.name == name {
			return f
		}
	}
	return nil
}

// change is a file to be changed, nil if it was not read.
func (s *Set) change(name string) *file {
	if f := s.changed(name); f != nil {
		return f
	}
	text, ok := s.Text(name)
	if !ok {
		return nil
	}
	s.files = append(s.files, &file{name: name, to: name, head: text, text: text})
	return s.files[len(s.files)-1]
}

// linesOf are n lines of a text from one on, without the last line end.
func linesOf(text []byte, from, n int) string {
	lines := strings.SplitAfter(string(text), "\n")
	from = min(from-1, len(lines))
	return strings.TrimSuffix(strings.TrimSuffix(strings.Join(lines[from:min(from+n, len(lines))], ""), "\n"), "\r")
}
