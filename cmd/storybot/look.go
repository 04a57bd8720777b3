package main

import (
	"context"
	"iter"

	"github.com/storybot-app/storybot/internal/format"
)

// looked is what came of looking at one shelf.
type looked struct {
	format.Result
	err error
}

// looks looks at shelves and yields what was found in their order. While one
// is looked at the next is begun, since much of a book is read before there is
// work for every processor; files are fixed one shelf at a time.
func (o checkOptions) looks(ctx context.Context, shelves []*shelf, s streams) iter.Seq2[format.Result, error] {
	ahead := 1
	if o.fix {
		ahead = 0
	}
	return func(yield func(format.Result, error) bool) {
		if len(shelves) == 1 {
			yield(o.look(ctx, shelves[0], s))
			return
		}
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		begun := make(chan chan looked, ahead)
		go func() {
			defer close(begun)
			for _, shelf := range shelves {
				done := make(chan looked, 1)
				select {
				case begun <- done:
				case <-ctx.Done():
					return
				}
				go func() {
					result, err := o.look(ctx, shelf, s)
					done <- looked{result, err}
				}()
			}
		}()
		for done := range begun {
			if l := <-done; !yield(l.Result, l.err) {
				return
			}
		}
	}
}

// look checks one shelf, or fixes it.
func (o checkOptions) look(ctx context.Context, shelf *shelf, s streams) (format.Result, error) {
	if o.fix {
		return fixShelf(shelf, s)
	}
	return shelf.check(ctx, o.changedSince)
}
