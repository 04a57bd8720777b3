package githubsim

import (
	"fmt"
	"io"
	"strconv"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/packfile"
	"github.com/go-git/go-git/v5/plumbing/revlist"
)

// shallow is what a clone leaves out, as git clone --depth does: its history
// ends at some commits whose parents it has not.
type shallow struct {
	had   map[plumbing.Hash]bool // where the caller's history ends
	ends  map[plumbing.Hash]bool // where it will end
	depth int                    // how deep it is to be; 0 leaves it as it is
}

// read takes the lines of a request that are about depth.
func (s *shallow) read(word, value string) error {
	if word == "shallow" {
		if s.had == nil {
			s.had = map[plumbing.Hash]bool{}
		}
		s.had[plumbing.NewHash(value)] = true
		s.ends = s.had
		return nil
	}
	depth, err := strconv.Atoi(value)
	if err != nil || depth < 1 {
		return fmt.Errorf("upload-pack: invalid depth %q", value)
	}
	s.depth = depth
	return nil
}

// deepen finds where the history will end and tells the caller.
func (f *fetch) deepen() {
	if f.shallow.depth == 0 {
		return
	}
	f.shallow.ends = map[plumbing.Hash]bool{}
	seen, level := map[plumbing.Hash]bool{}, f.wants
	for n := 1; len(level) > 0; n++ {
		var next []plumbing.Hash
		for _, oid := range level {
			if seen[oid] {
				continue
			}
			seen[oid] = true
			switch parents := f.r.parents(oid); {
			case n == f.shallow.depth && len(parents) > 0:
				f.shallow.ends[oid] = true
				_ = f.out.Encodef("shallow %s\n", oid)
			case f.shallow.had[oid]:
				_ = f.out.Encodef("unshallow %s\n", oid)
				next = append(next, parents...)
			default:
				next = append(next, parents...)
			}
		}
		if level = next; n == f.shallow.depth {
			break
		}
	}
	_ = f.out.Flush()
}

// reach lists commits and what is before them, down to where history ends.
func (r *Repo) reach(from []plumbing.Hash, ends map[plumbing.Hash]bool) map[plumbing.Hash]bool {
	seen, next := map[plumbing.Hash]bool{}, from
	for len(next) > 0 {
		oid := next[len(next)-1]
		next = next[: len(next)-1 : len(next)-1]
		if seen[oid] {
			continue
		}
		seen[oid] = true
		if !ends[oid] {
			next = append(next, r.parents(oid)...)
		}
	}
	return seen
}

// packShallow sends commits down to where the history ends, with their files.
// What the caller has is not counted on beyond where its own history ends.
func (f *fetch) packShallow(out io.Writer) error {
	had := f.r.reach(f.common, f.shallow.had)
	var objects, trees, known []plumbing.Hash
	for oid := range had {
		if c, err := f.r.commit(oid); err == nil {
			known = append(known, c.TreeHash)
		}
	}
	for oid := range f.r.reach(f.wants, f.shallow.ends) {
		if had[oid] {
			continue
		}
		objects = append(objects, oid)
		if c, err := f.r.commit(oid); err == nil {
			trees = append(trees, c.TreeHash)
		}
	}
	files, err := revlist.Objects(f.r.git, trees, known)
	if err != nil {
		return fmt.Errorf("githubsim: list objects: %w", err)
	}
	if _, err := packfile.NewEncoder(out, f.r.git, false).Encode(append(objects, files...), 0); err != nil {
		return fmt.Errorf("githubsim: pack objects: %w", err)
	}
	return nil
}
