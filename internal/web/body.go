package web

import (
	"container/list"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"hash"
	"io"
	"net/http"
	"time"
)

// A body is what came of one request's body: its end in memory, and before
// that as many full slots of the spool as it took.
type body struct {
	lobby     *lobby
	interrupt func() // makes a read that waits return at once
	declared  int64  // its length, -1 if the sender does not say
	macs      []hash.Hash
	slots     []int
	tail      []byte

	// Of the lobby, and guarded by its lock.
	place   *list.Element // nil when it cannot be put out (any more)
	charged int           // slots that count as used
}

// newBody gives the body of a request a place in the lobby.
func (l *lobby) newBody(w http.ResponseWriter, r *http.Request, secrets [][]byte) *body {
	connection := http.NewResponseController(w)
	b := &body{lobby: l, declared: r.ContentLength, interrupt: func() {
		// Where deadlines are not supported, the next full slot ends the reading.
		_ = connection.SetReadDeadline(time.Unix(1, 0))
	}}
	for _, secret := range secrets {
		b.macs = append(b.macs, hmac.New(sha256.New, secret))
	}
	l.enter(b)
	return b
}

// fill reads all of a body and hashes it on the way.
func (b *body) fill(from io.Reader) error {
	// What a sender declares is a hint, and only worth a slot's size.
	b.tail = make([]byte, 0, b.capacity(slotSize))
	for {
		if len(b.tail) == cap(b.tail) {
			if err := b.makeRoom(); err != nil {
				return err
			}
		}
		n, err := from.Read(b.tail[len(b.tail):cap(b.tail)])
		fresh := b.tail[len(b.tail) : len(b.tail)+n]
		b.tail = b.tail[:len(b.tail)+n]
		for _, mac := range b.macs {
			mac.Write(fresh)
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// capacity is how much to allocate for at most so many bytes: one more than
// was declared is enough to see the end.
func (b *body) capacity(most int64) int64 {
	if b.declared < 0 {
		return most
	}
	return min(most, b.declared+1)
}

// makeRoom lets the tail of a body that is longer than was declared grow to a
// slot's size, and writes a full slot to the spool.
func (b *body) makeRoom() error {
	if len(b.tail) < slotSize {
		b.tail = append(make([]byte, 0, slotSize), b.tail...)
		return nil
	}
	if err := b.lobby.advance(b); err != nil {
		return err
	}
	slot, err := b.lobby.spool.write(b.tail)
	if err != nil {
		return err
	}
	b.slots, b.tail = append(b.slots, slot), b.tail[:0]
	return nil
}

// signed reports whether the body's signature was made with any of the
// secrets, so that a secret can be replaced without losing deliveries.
func (b *body) signed(given []byte) bool {
	fits := false
	for _, mac := range b.macs {
		fits = hmac.Equal(given, mac.Sum(nil)) || fits
	}
	return fits
}

// size is how long the body is.
func (b *body) size() int { return len(b.slots)*slotSize + len(b.tail) }

// bytes is the whole body in memory.
func (b *body) bytes() ([]byte, error) {
	if len(b.slots) == 0 {
		return b.tail, nil
	}
	whole := make([]byte, b.size())
	for i, slot := range b.slots {
		if err := b.lobby.spool.read(slot, whole[i*slotSize:(i+1)*slotSize]); err != nil {
			return nil, err
		}
	}
	copy(whole[len(b.slots)*slotSize:], b.tail)
	return whole, nil
}

// leave gives back what the body has of the lobby and the spool.
func (b *body) leave() { b.lobby.leave(b) }
