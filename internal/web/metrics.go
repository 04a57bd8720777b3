package web

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/storybot-app/storybot/internal/queue"
)

// Metrics is what storybot counts about deliveries. Make it with NewMetrics.
type Metrics struct {
	registry   *prometheus.Registry
	deliveries *prometheus.CounterVec
	intake     prometheus.Histogram
	handled    *prometheus.HistogramVec
}

// NewMetrics registers the metrics of deliveries, of the Go runtime and of the
// process with a registry of storybot's own. It panics when done twice with one.
func NewMetrics(registry *prometheus.Registry) *Metrics {
	m := &Metrics{
		registry: registry,
		deliveries: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "storybot_deliveries_total", Help: "Webhook deliveries by event and what became of them.",
		}, []string{"event", "outcome"}),
		intake: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "storybot_intake_seconds", Help: "Time from request to answer of a webhook delivery, durable included.",
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .5, 1, 5},
		}),
		handled: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "storybot_handle_seconds", Help: "Time to handle a delivery, by event and result.",
			Buckets: []float64{.01, .05, .1, .5, 1, 2.5, 5, 10, 30, 60, 120},
		}, []string{"event", "result"}),
	}
	registry.MustRegister(m.deliveries, m.intake, m.handled, collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// ObserveHandled notes one run of a handler; it fits queue.Options.Observe.
func (m *Metrics) ObserveHandled(d queue.Delivery, took time.Duration, err error) {
	result := "ok"
	if err != nil {
		result = "error"
	}
	m.handled.WithLabelValues(d.Event, result).Observe(took.Seconds())
}

func (m *Metrics) received(event, outcome string, took time.Duration) {
	m.deliveries.WithLabelValues(event, outcome).Inc()
	m.intake.Observe(took.Seconds())
}

func (m *Metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{ErrorHandling: promhttp.ContinueOnError})
}

// watch adds the state of the inbox, looked at when somebody asks.
func (m *Metrics) watch(stats func(context.Context) (queue.Stats, error), now func() time.Time) error {
	describe := func(name, help string) *prometheus.Desc { return prometheus.NewDesc(name, help, nil, nil) }
	return m.registry.Register(&inboxCollector{
		stats: stats, now: now,
		pending: describe("storybot_queue_pending", "Deliveries accepted and not yet handled."),
		failed:  describe("storybot_queue_failed", "Deliveries given up after the last attempt."),
		oldest:  describe("storybot_queue_oldest_pending_seconds", "Age of the oldest delivery not yet handled."),
	})
}

// inboxCollector reads the three figures of the inbox in one look.
type inboxCollector struct {
	stats                   func(context.Context) (queue.Stats, error)
	now                     func() time.Time
	pending, failed, oldest *prometheus.Desc
}

// Describe implements prometheus.Collector.
func (c *inboxCollector) Describe(ch chan<- *prometheus.Desc) {
	ch <- c.pending
	ch <- c.failed
	ch <- c.oldest
}

// Collect implements prometheus.Collector.
func (c *inboxCollector) Collect(ch chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	s, err := c.stats(ctx)
	if err != nil {
		ch <- prometheus.NewInvalidMetric(c.pending, fmt.Errorf("look at the inbox: %w", err))
		return
	}
	age := 0.0
	if !s.OldestPending.IsZero() {
		age = max(0, c.now().Sub(s.OldestPending).Seconds())
	}
	ch <- prometheus.MustNewConstMetric(c.pending, prometheus.GaugeValue, float64(s.Pending))
	ch <- prometheus.MustNewConstMetric(c.failed, prometheus.GaugeValue, float64(s.Failed))
	ch <- prometheus.MustNewConstMetric(c.oldest, prometheus.GaugeValue, age)
}
