package web

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
)

// slotSize is how much of a body one slot of the spool holds, in bytes, and
// the most that a body whose signature is not yet known holds in memory.
const slotSize = 32 << 10

// A spool is one temporary file in slots of equal size. It is opened when it
// is first needed and shrinks to nothing when the last slot is given back. One
// file for all bodies, because a stranger must not use up the descriptors that
// connections need. It does not count: see lobby.
type spool struct {
	dir string

	mu   sync.Mutex
	file *os.File
	free []int
	end  int // slots the file has
}

// write puts up to a slot's worth of data into a slot and returns its number.
func (s *spool) write(data []byte) (int, error) {
	slot, err := s.take()
	if err != nil {
		return 0, err
	}
	if _, err := s.file.WriteAt(data, int64(slot)*slotSize); err != nil {
		s.giveBack([]int{slot})
		return 0, fmt.Errorf("write a delivery to the spool: %w", err)
	}
	return slot, nil
}

// read fills data from a slot.
func (s *spool) read(slot int, data []byte) error {
	if _, err := s.file.ReadAt(data, int64(slot)*slotSize); err != nil {
		return fmt.Errorf("read a delivery from the spool: %w", err)
	}
	return nil
}

func (s *spool) take() (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.file == nil {
		if err := s.open(); err != nil {
			return 0, err
		}
	}
	if last := len(s.free) - 1; last >= 0 {
		slot := s.free[last]
		s.free = s.free[:last]
		return slot, nil
	}
	s.end++
	return s.end - 1, nil
}

// giveBack frees slots. Only the goroutine that wrote them may call it, or a
// late write would land in somebody else's slot.
func (s *spool) giveBack(slots []int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.free = append(s.free, slots...); len(s.free) == s.end {
		s.free, s.end = nil, 0
		_ = s.file.Truncate(0) // what stays is written over
	}
}

// open makes the file and, where the system allows that for an open file,
// removes its name at once: nothing is left behind however the process ends.
func (s *spool) open() error {
	file, err := os.CreateTemp(s.dir, ".storybot-spool-*")
	if err != nil {
		return fmt.Errorf("open the spool for large deliveries: %w", err)
	}
	if runtime.GOOS != "windows" {
		if err := os.Remove(file.Name()); err != nil {
			_ = file.Close()
			return fmt.Errorf("open the spool in %s: %w", filepath.Dir(file.Name()), err)
		}
	}
	s.file = file
	return nil
}
