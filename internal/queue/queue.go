package queue

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/rs/zerolog"

	"github.com/storybot-app/storybot/internal/store"
	"github.com/storybot-app/storybot/internal/subject"
)

// Delivery is one webhook delivery.
type Delivery struct {
	// GUID is the sender's own number of the delivery; a redelivery has the same.
	GUID string
	// Event and Action are the sender's words for what happened.
	Event, Action string
	// Subject is what the delivery is about. Deliveries with one key are handled
	// one after the other, and the installation is waited for as a whole when
	// its rate limit is reached.
	Subject subject.Subject
	// Edge marks a delivery that carries something of its own (a command, a
	// click) and must be handled itself. Any other only says "look again" and is
	// superseded by a later one of the same key in the same run.
	Edge bool
	// Payload is kept until the delivery is handled. One that only says "look
	// again" is kept without: the subject says all there is to know.
	Payload []byte
	// ReceivedAt is when the delivery arrived; zero means now.
	ReceivedAt time.Time
}

// Options says how a queue is opened. Handle and Now are required.
type Options struct {
	// Handle does the work. It must honour its context, which ends after
	// Timeout or when the queue is stopped in a hurry. An error leads to a retry;
	// an error with a method RetryAfter() time.Duration makes the whole
	// installation wait and does not count as an attempt; one with a method
	// Final() bool that is true is not tried again.
	Handle func(ctx context.Context, d Delivery) error
	// Observe, if set, is told of every call of Handle.
	Observe func(d Delivery, took time.Duration, err error)
	// Logger gets one line a handled delivery, never its payload.
	Logger zerolog.Logger
	// Now is the clock.
	Now func() time.Time
	// Gather is how long the first delivery of a key waits for others to join
	// its run. 0 means 2 s.
	Gather time.Duration
	// Workers is how many keys are worked on at once. 0 means 8.
	Workers int
	// Timeout bounds one call of Handle. 0 means 2 minutes.
	Timeout time.Duration
	// MaxAttempts is how often a delivery is tried before it is marked failed
	// and later ones of its key go on. 0 means 15: about two hours.
	MaxAttempts int
	// Upkeep, if set, is called at the start and then once an hour, when old
	// deliveries are removed: others who keep something clean up then, too.
	Upkeep func(ctx context.Context) error
	// Backoff is the wait before a retry, attempt counting from 1. Nil means
	// 2 s, doubled each time, at most 15 minutes.
	Backoff func(attempt int) time.Duration
}

// Queue is an open inbox with its workers. All methods are safe for use from
// several goroutines.
type Queue struct {
	opts    Options
	db      *store.DB
	driver  riverdriver.Driver[*sql.Tx]
	client  *river.Client[*sql.Tx]
	accepts chan *accepting
	logger  zerolog.Logger

	// alone is held by whoever handles a delivery, and by nobody else while the
	// delivery is one that the process has died on.
	alone sync.RWMutex

	background sync.WaitGroup
	quit       chan struct{} // closed by Close: background loops end
	closeOnce  sync.Once
	started    atomic.Bool
	stopping   atomic.Bool
}

// ErrClosed is returned by Accept after Close.
var ErrClosed = errors.New("queue is closed")

// Open brings the queue's tables up to date and recovers what a crashed process
// left running. Deliveries can be accepted at once; they are worked on after
// Start. The database stays the caller's: it is closed after the queue.
func Open(ctx context.Context, db *store.DB, opts Options) (*Queue, error) {
	if opts.Handle == nil || opts.Now == nil {
		return nil, errors.New("open queue: Handle and Now are required")
	}
	opts = withDefaults(opts)
	q := &Queue{
		opts:    opts,
		db:      db,
		driver:  riversqlite.New(db.Writer()),
		accepts: make(chan *accepting),
		logger:  opts.Logger,
		quit:    make(chan struct{}),
	}
	if err := q.migrate(ctx); err != nil {
		return nil, err
	}
	var err error
	if q.client, err = newClient(q); err != nil {
		return nil, fmt.Errorf("open queue: %w", err)
	}
	if err := q.restore(ctx); err != nil {
		return nil, fmt.Errorf("recover queue: %w", err)
	}
	q.background.Go(q.commitLoop)
	return q, nil
}

func withDefaults(o Options) Options {
	if o.Gather == 0 {
		o.Gather = 2 * time.Second
	}
	if o.Workers == 0 {
		o.Workers = 8
	}
	if o.Timeout == 0 {
		o.Timeout = 2 * time.Minute
	}
	if o.MaxAttempts == 0 {
		o.MaxAttempts = 15
	}
	if o.Backoff == nil {
		o.Backoff = doubling
	}
	return o
}

// doubling is the default backoff: 2 s, 4 s, 8 s and so on up to 15 minutes.
func doubling(attempt int) time.Duration {
	return min(time.Second<<min(max(attempt, 1), 10), 15*time.Minute)
}

// Start begins to work on deliveries. ctx gives values to the contexts of
// Handle, but its end does not end the work: Stop does.
func (q *Queue) Start(ctx context.Context) error {
	events, cancel := q.client.Subscribe(river.EventKindJobFailed)
	if err := q.client.Start(context.WithoutCancel(ctx)); err != nil {
		cancel()
		return fmt.Errorf("start queue: %w", err)
	}
	q.background.Go(func() { q.wakeLoop(events) })
	q.background.Go(func() { defer cancel(); q.pruneLoop() })
	q.started.Store(true)
	return nil
}

// Stop lets running work finish and starts no more. When ctx ends first, the
// contexts of what still runs are cancelled; what was interrupted is done
// again after the next start and does not count as an attempt.
func (q *Queue) Stop(ctx context.Context) error {
	if !q.started.Load() || q.stopping.Swap(true) {
		return nil
	}
	err := q.client.Stop(ctx)
	if err == nil || !errors.Is(err, ctx.Err()) {
		return err
	}
	hurry, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if hard := q.client.StopAndCancel(hurry); hard != nil {
		return fmt.Errorf("stop queue: %w", errors.Join(err, hard))
	}
	return fmt.Errorf("stop queue: running work was interrupted: %w", err)
}

// Close ends what Stop left. A queue that runs must be stopped first.
func (q *Queue) Close() {
	q.closeOnce.Do(func() {
		close(q.quit)
		q.background.Wait()
	})
}

// Ready reports why deliveries cannot be kept or are not worked on; nil means
// that the queue is started and not stopping, and the database takes a write.
func (q *Queue) Ready(ctx context.Context) error {
	if !q.started.Load() {
		return errors.New("queue is not started")
	}
	if q.stopping.Load() {
		return errors.New("queue is stopping")
	}
	if _, err := q.db.Writer().ExecContext(ctx, sqlProbe, q.opts.Now().UnixMilli()); err != nil {
		return fmt.Errorf("write to the database: %w", err)
	}
	return nil
}
