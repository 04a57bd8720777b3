package demo

import (
	"os"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"github.com/storybot-app/storybot/internal/referee"
)

// TestWalkthrough walks both ways with the real bot.
func TestWalkthrough(t *testing.T) {
	n := 0
	logger := zerolog.New(zerolog.NewTestWriter(t)).Level(zerolog.WarnLevel)
	judge := referee.New(referee.Options{Answers: true, Prefix: "/api/v3"})
	report, err := Walk(t.Context(), Options{Addr: "127.0.0.1:0", Now: time.Now, Logger: logger, Judge: judge}, func(s Step) error {
		n++
		if s.OK() && !testing.Verbose() {
			return nil
		}
		return s.Print(os.Stderr, n)
	})
	if err != nil {
		t.Fatal(err)
	}
	if !report.OK {
		t.Errorf("not as expected; violations: %q", report.Violations)
	}
	if len(report.Steps) != 14 {
		t.Errorf("%d steps", len(report.Steps))
	}
}
