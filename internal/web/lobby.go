package web

import (
	"container/list"
	"errors"
	"sync"
)

const (
	// maxBodies is how many bodies are read at a time. Each holds up to
	// slotSize of memory: 32 MiB together.
	maxBodies = 1024
	// maxSlots is how much of the disk they take together: 512 MiB, twenty
	// bodies of the largest size.
	maxSlots = 512 << 20 / slotSize
)

// errPutOut is why the reading of a body ended when others needed its place.
var errPutOut = errors.New("gave its place to a faster delivery")

// A lobby is where bodies wait until their signature is known. Anybody can
// send one, so places and disk are bounded here, and when either runs out the
// body that has made no progress for the longest time is put out, never the
// newcomer. Progress is a slot filled: to outlast a genuine delivery, a
// stranger must send each of many large bodies faster than GitHub sends one.
type lobby struct {
	spool     spool
	maxBodies int
	maxSlots  int

	mu     sync.Mutex
	bodies *list.List // of *body; least recent progress first
	used   int        // slots of those in bodies, and of those admitted
}

func newLobby(dir string) *lobby {
	return &lobby{spool: spool{dir: dir}, maxBodies: maxBodies, maxSlots: maxSlots, bodies: list.New()}
}

// enter gives a body a place. The body must leave in the end.
func (l *lobby) enter(b *body) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for l.bodies.Len() >= l.maxBodies {
		l.putOut(l.bodies.Front())
	}
	b.place = l.bodies.PushBack(b)
}

// advance notes that a body is about to fill another slot.
func (l *lobby) advance(b *body) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if b.place == nil {
		return errPutOut
	}
	l.bodies.MoveToBack(b.place)
	for l.used >= l.maxSlots {
		slowest := l.bodies.Front()
		l.putOut(slowest)
		if slowest.Value == b { // the rest belongs to those admitted
			return errPutOut
		}
	}
	l.used++
	b.charged++
	return nil
}

// admit takes a body whose signature fits out of the running: from here on no
// stranger can take its place. One that was put out after its last byte was
// read has lost nothing.
func (l *lobby) admit(b *body) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if b.place != nil {
		l.bodies.Remove(b.place)
		b.place = nil
		return
	}
	b.charged = len(b.slots)
	l.used += b.charged
}

// leave gives back all that a body has.
func (l *lobby) leave(b *body) {
	l.mu.Lock()
	if b.place != nil {
		l.bodies.Remove(b.place)
		b.place = nil
	}
	l.used -= b.charged
	b.charged = 0
	l.mu.Unlock()
	if len(b.slots) > 0 {
		l.spool.giveBack(b.slots)
		b.slots = nil
	}
}

// out reports whether a body lost its place.
func (b *body) out() bool {
	b.lobby.mu.Lock()
	defer b.lobby.mu.Unlock()
	return b.place == nil
}

// putOut makes a body's reader stop. Its slots no longer count, though the
// file keeps them for the moment it takes the reader to notice.
func (l *lobby) putOut(e *list.Element) {
	b := l.bodies.Remove(e).(*body)
	l.used -= b.charged
	b.charged, b.place = 0, nil
	b.interrupt()
}
