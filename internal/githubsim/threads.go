package githubsim

import (
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// place is where a review comment goes.
type place struct {
	path            string
	side, startSide string // LEFT or RIGHT; empty means RIGHT, the same as side
	startLine, line int    // startLine 0: one line
	position        int    // the old way: lines below the first @@; 0 when unused
}

// locate finds a place in the difference up to commit, with the text of its
// hunk. problem is GitHub's sentence when the place is not there.
func (p *pull) locate(commit plumbing.Hash, at *place) (hunkText, problem string) {
	c, ok := p.issue.repo.compare(p.baseOID, commit)
	if !ok {
		return "", "Pull request review thread commit is not part of the pull request"
	}
	f := c.file(at.path)
	if f == nil {
		return "", "Path could not be resolved"
	}
	if at.position > 0 && !f.fromPosition(at) {
		return "", "Position could not be resolved"
	}
	if at.side == "" {
		at.side = "RIGHT"
	}
	if at.startSide == "" {
		at.startSide = at.side
	}
	for _, h := range f.hunks {
		if !h.holds(at.side, at.line) {
			continue
		}
		switch {
		case at.startLine == 0:
			return h.upTo(at.side, at.line), ""
		case !h.holds(at.startSide, at.startLine):
			return "", "Pull request review thread start line must be part of the same hunk as the line."
		case at.startLine >= at.line && at.startSide == at.side:
			return "", "Pull request review thread start line must precede the end line."
		}
		return h.upTo(at.side, at.line), ""
	}
	return "", "Pull request review thread line must be part of the diff"
}

// fromPosition turns the old way of naming a place into side and line.
func (f *fileDiff) fromPosition(at *place) bool {
	n := 0
	for k, h := range f.hunks {
		if k > 0 {
			n++ // the @@ line counts, but the first is position 0
		}
		left, right := h.oldStart, h.newStart
		for _, line := range h.lines {
			n++
			if n == at.position {
				at.side, at.line = "RIGHT", right
				if line[0] == '-' {
					at.side, at.line = "LEFT", left
				}
				return line[0] != '\\'
			}
			left, right = advance(line[0], left, right)
		}
	}
	return false
}

func advance(kind byte, left, right int) (int, int) {
	switch kind {
	case '-':
		return left + 1, right
	case '+':
		return left, right + 1
	case ' ':
		return left + 1, right + 1
	}
	return left, right
}

// upTo is the part of a hunk that GitHub shows above a comment.
func (h hunk) upTo(side string, line int) string {
	left, right, end := h.oldStart, h.newStart, 0
	for n, text := range h.lines {
		at, mine := right, text[0] != '-' && text[0] != '\\'
		if side == "LEFT" {
			at, mine = left, text[0] != '+' && text[0] != '\\'
		}
		if mine && at == line {
			end = n + 1
			break
		}
		left, right = advance(text[0], left, right)
	}
	header, _, _ := strings.Cut(h.text, "\n")
	for _, text := range h.lines[:end] {
		header += "\n" + text
	}
	return header
}

// newThread starts a thread at a place that locate has found.
func (s *Server) newThread(p *pull, at place, commit plumbing.Hash) *thread {
	t := &thread{
		pull: p, path: at.path, side: at.side, startLine: at.startLine, line: at.line,
		origStart: at.startLine, origLine: at.line, commitOID: commit,
	}
	t.origPosition = t.position()
	t.nodeID = s.register("PRRT", s.newID(), t)
	p.threads = append(p.threads, t)
	if commit != p.headOID {
		t.follow(commit)
	}
	return t
}

// position is the old way of naming the thread's place; 0 when outdated.
func (t *thread) position() int {
	f := t.pull.comparison().file(t.path)
	if f == nil || t.line == 0 {
		return 0
	}
	n := 0
	for k, h := range f.hunks {
		if k > 0 {
			n++
		}
		left, right := h.oldStart, h.newStart
		for _, line := range h.lines {
			n++
			if t.side == "RIGHT" && right == t.line && line[0] != '-' && line[0] != '\\' || t.side == "LEFT" && left == t.line && line[0] == '-' {
				return n
			}
			left, right = advance(line[0], left, right)
		}
	}
	return 0
}

// moveThreads lets threads follow their lines to the new head.
func (p *pull) moveThreads(from plumbing.Hash) {
	for _, t := range p.threads {
		if !t.outdated {
			t.follow(from)
		}
	}
}

// follow moves a thread from a commit to the pull request's head. A line that
// changed, or left the difference, makes the thread outdated.
func (t *thread) follow(from plumbing.Hash) {
	line, start := t.line, t.startLine
	if t.side == "RIGHT" {
		line = t.pull.issue.repo.mapLine(from, t.pull.headOID, t.path, t.line)
		if start > 0 && line > 0 {
			start = max(line-(t.line-t.startLine), 1)
		}
	}
	f := t.pull.comparison().file(t.path)
	shown := f != nil && slices.ContainsFunc(f.hunks, func(h hunk) bool { return h.holds(t.side, line) })
	if line == 0 || !shown {
		t.outdated, t.line, t.startLine = true, 0, 0
		return
	}
	t.line, t.startLine = line, start
}

// mapLine finds the line of a file in another commit; 0 when it changed.
func (r *Repo) mapLine(from, to plumbing.Hash, path string, line int) int {
	a, okA := r.entry(from, path)
	b, okB := r.entry(to, path)
	if !okA || !okB {
		return 0
	}
	old, _ := r.blob(a.Hash)
	fresh, _ := r.blob(b.Hash)
	ops, _ := diffLines(string(old), string(fresh))
	left, right := 1, 1
	for _, op := range ops {
		if left == line && op.kind == ' ' {
			return right
		}
		left, right = advance(op.kind, left, right)
	}
	return 0
}

// setResolved resolves a thread or opens it again.
func (s *Server) setResolved(t *thread, resolved bool, actor *user) {
	if t.resolved == resolved {
		return
	}
	t.resolved, t.resolvedBy = resolved, nil
	action := "unresolved"
	if resolved {
		t.resolvedBy, action = actor, "resolved"
	}
	comments := []obj{}
	for _, rc := range t.comments {
		comments = append(comments, rc.json())
	}
	i := t.pull.issue
	s.emit(i.repo, "pull_request_review_thread", action, actor, obj{
		"pull_request": i.pullJSON(), "thread": obj{"node_id": t.nodeID, "comments": comments},
	})
}
