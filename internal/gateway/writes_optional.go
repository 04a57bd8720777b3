package gateway

import (
	"context"
	"errors"
)

// optional is a write that is left out where what it is made on was deleted
// meanwhile: it can never succeed, and nobody misses it.
type optional struct{ Write }

func (w optional) apply(ctx context.Context, g *Gateway, on *target) error {
	err := w.Write.apply(ctx, g, on)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	return err
}
