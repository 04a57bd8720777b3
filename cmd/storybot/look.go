package main

import (
	"context"
	"iter"

	"github.com/storybot-app/storybot/internal/format"
)

// looked is what came of looking at one target.
type looked struct {
	format.Result
	err error
}

// looks looks at targets and yields what was found in their order. While one
// is looked at the next is begun, since much of a book is read before there is
// work for every processor; files are fixed one target at a time.
func (o checkOptions) looks(ctx context.Context, targets []*target, s streams) iter.Seq2[format.Result, error] {
	ahead := 1
	if o.fix {
		ahead = 0
	}
	return func(yield func(format.Result, error) bool) {
		if len(targets) == 1 {
			yield(o.look(ctx, targets[0], s))
			return
		}
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		begun := make(chan chan looked, ahead)
		go func() {
			defer close(begun)
			for _, target := range targets {
				done := make(chan looked, 1)
				select {
				case begun <- done:
				case <-ctx.Done():
					return
				}
				go func() {
					result, err := o.look(ctx, target, s)
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

// look checks one target, or fixes it.
func (o checkOptions) look(ctx context.Context, target *target, s streams) (format.Result, error) {
	if o.fix {
		return fixTarget(target, s)
	}
	return target.check(ctx, o.changedSince)
}
