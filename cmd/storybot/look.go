package main

import (
	"context"
	"iter"

	"github.com/storybot-app/storybot/internal/format"
	"github.com/storybot-app/storybot/story"
)

// looked is what came of looking at one target.
type looked struct {
	format.Result
	looked *story.Conventions // what was looked for
	err    error
}

// looks looks at targets and yields what was found in their order. While one
// is looked at the next is begun, since much of a book is read before there is
// work for every processor; files are fixed one target at a time.
func (o checkOptions) looks(ctx context.Context, targets []*target, s streams, p *progress) iter.Seq[looked] {
	ahead := 1
	if o.fix {
		ahead = 0
	}
	return func(yield func(looked) bool) {
		if len(targets) == 1 {
			yield(o.look(ctx, targets[0], s, p))
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
				go func() { done <- o.look(ctx, target, s, p) }()
			}
		}()
		for done := range begun {
			if !yield(<-done) {
				return
			}
		}
	}
}

// look checks one target, or fixes it.
func (o checkOptions) look(ctx context.Context, target *target, s streams, p *progress) looked {
	if o.fix {
		return o.fixTarget(ctx, target, s, p)
	}
	return target.check(ctx, o.changedSince, p)
}

// countFiles is how many files there are to look at.
func countFiles(targets []*target) int {
	n := 0
	for _, t := range targets {
		n += len(t.files)
	}
	return n
}
