package queue_test

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"github.com/storybot-app/storybot/internal/queue"
	"github.com/storybot-app/storybot/internal/store"
)

// burst is how many deliveries a benchmark works on at a time.
const burst = 320

func benchQueue(b *testing.B) *queue.Queue {
	db, err := store.Open(b.Context(), "sqlite:"+filepath.Join(b.TempDir(), "inbox.db"))
	if err != nil {
		b.Fatal(err)
	}
	q, err := queue.Open(b.Context(), db, queue.Options{
		Handle: func(context.Context, queue.Delivery) error { return nil },
		Logger: zerolog.Nop(), Now: time.Now, Gather: time.Millisecond,
	})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := q.Stop(context.Background()); err != nil {
			b.Error(err)
		}
		q.Close()
		if err := db.Close(); err != nil {
			b.Error(err)
		}
	})
	return q
}

// acceptBurst accepts from sixteen sides at once.
func acceptBurst(b *testing.B, q *queue.Queue, name string, keys int) {
	var wg sync.WaitGroup
	for w := range 16 {
		wg.Go(func() {
			for i := w; i < burst; i += 16 {
				d := queue.Delivery{
					GUID: fmt.Sprintf("%s-%d", name, i), Subject: about(1, 1+i%keys), Edge: true, Payload: make([]byte, 24<<10),
				}
				if _, err := q.Accept(b.Context(), d); err != nil {
					b.Error(err)
				}
			}
		})
	}
	wg.Wait()
}

func BenchmarkAccept(b *testing.B) {
	q := benchQueue(b)
	for i := 0; b.Loop(); i++ {
		acceptBurst(b, q, fmt.Sprint(i), burst)
	}
	b.ReportMetric(float64(burst*b.N)/b.Elapsed().Seconds(), "deliveries/s")
}

// BenchmarkDrain handles a burst: of many subjects, one delivery each, and of
// few, which have several in one run.
func BenchmarkDrain(b *testing.B) {
	for _, keys := range []int{burst, burst / 16} {
		b.Run(fmt.Sprint("subjects=", keys), func(b *testing.B) {
			for range b.N {
				b.StopTimer()
				q := benchQueue(b)
				acceptBurst(b, q, "d", keys)
				b.StartTimer()
				if err := q.Start(b.Context()); err != nil {
					b.Fatal(err)
				}
				if err := q.WaitIdle(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(burst*b.N)/b.Elapsed().Seconds(), "deliveries/s")
		})
	}
}
