package main

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// Progress is shown once a second has passed, and shown anew at each tick.
const (
	progressTick = 200 * time.Millisecond
	quietTicks   = 5
)

// progress is a line at a terminal that says how far long work is. It is
// written over itself, and gone at the end.
type progress struct {
	w     io.Writer
	over  chan struct{}
	gone  sync.WaitGroup
	mu    sync.Mutex // of what follows
	done  int
	of    int
	shown bool
}

// startProgress shows how many of some files are done, from the tick after the
// quiet ones on; without a writer nothing.
func startProgress(w io.Writer, files int, ticks <-chan time.Time) *progress {
	p := &progress{w: w, of: files, over: make(chan struct{})}
	if w == nil {
		return p
	}
	p.gone.Go(func() {
		for n := 1; ; n++ {
			select {
			case <-p.over:
				return
			case <-ticks:
				if n > quietTicks {
					p.show()
				}
			}
		}
	})
	return p
}

// file counts a file as done.
func (p *progress) file() {
	p.mu.Lock()
	p.done++
	p.mu.Unlock()
}

func (p *progress) show() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.shown = true
	_, _ = fmt.Fprintf(p.w, "\r\x1b[K%d of %d files", p.done, p.of) // a terminal that fails shows nothing
}

// clear takes the line off the terminal, so that something else can be said.
func (p *progress) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown {
		_, _ = fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = false
	}
}

// end stops it, and leaves nothing behind.
func (p *progress) end() {
	close(p.over)
	p.gone.Wait()
	p.clear()
}
