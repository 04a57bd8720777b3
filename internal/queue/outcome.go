package queue

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/rs/zerolog"
)

// panicked logs the stack. The value is named only when the runtime made it:
// anything else may quote what a user wrote.
func (q *Queue) panicked(d Delivery, value any) error {
	err := fmt.Errorf("panic: %T", value)
	var fromRuntime runtime.Error
	if e, ok := value.(error); ok && errors.As(e, &fromRuntime) {
		err = fmt.Errorf("panic: %w", fromRuntime)
	}
	q.logger.Error().Str("delivery", d.GUID).Str("event", d.Event).Str("subject", d.Subject.String()).Str("key", d.Subject.Key()).
		Err(err).Bytes("stack", debug.Stack()).Msg("handler panicked")
	return err
}

func (q *Queue) logHandled(r row, took time.Duration, err error) {
	level := zerolog.InfoLevel
	if err != nil {
		level = zerolog.WarnLevel
	}
	q.logger.WithLevel(level).Err(err).Int("attempt", r.attempts+1).Str("delivery", r.GUID).Str("event", r.Event).Str("action", r.Action).
		Str("subject", r.Subject.String()).Str("key", r.Subject.Key()).Dur("took", took).Msg("handled")
}

// interrupted reports whether the queue is being stopped in a hurry: errors that
// follow are nobody's fault.
func interrupted(ctx context.Context) bool { return ctx.Err() != nil }

// retryAfter is how long an error asks to wait, at most an hour; 0 when it does not ask.
func retryAfter(err error) time.Duration {
	var asks interface{ RetryAfter() time.Duration }
	if !errors.As(err, &asks) {
		return 0
	}
	return min(max(asks.RetryAfter(), time.Millisecond), time.Hour)
}

// final reports whether an error says that trying again will not help.
func final(err error) bool {
	var says interface{ Final() bool }
	return errors.As(err, &says) && says.Final()
}
