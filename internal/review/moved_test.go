package review_test

import (
	"testing"
	"time"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/review"
)

func TestHeadMoved(t *testing.T) {
	noon := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	for name, test := range map[string]struct {
		asked *review.Asked
		pull  *gateway.PullRequest
		want  bool
	}{
		"nobody asked":         {nil, &gateway.PullRequest{}, false},
		"an idea":              {&review.Asked{At: noon}, nil, false},
		"the same head":        {&review.Asked{Head: "a", At: noon}, &gateway.PullRequest{HeadOID: "a", HeadAt: noon.Add(time.Hour)}, false},
		"another head":         {&review.Asked{Head: "a"}, &gateway.PullRequest{HeadOID: "b"}, true},
		"not known when":       {&review.Asked{}, &gateway.PullRequest{HeadAt: noon}, false},
		"never looked at":      {&review.Asked{At: noon}, &gateway.PullRequest{}, false},
		"pushed before":        {&review.Asked{At: noon}, &gateway.PullRequest{HeadAt: noon.Add(-time.Second)}, false},
		"in the same second":   {&review.Asked{At: noon}, &gateway.PullRequest{HeadAt: noon}, false},
		"pushed after":         {&review.Asked{At: noon}, &gateway.PullRequest{HeadAt: noon.Add(time.Second)}, true},
		"a fork's first look":  {&review.Asked{At: noon}, &gateway.PullRequest{CrossRepo: true, HeadAt: noon.Add(10 * time.Second)}, false},
		"a fork, pushed after": {&review.Asked{At: noon}, &gateway.PullRequest{CrossRepo: true, HeadAt: noon.Add(time.Hour)}, true},
	} {
		c := review.Case{Asked: test.asked, Snapshot: &gateway.Snapshot{PullRequest: test.pull}}
		if got := c.HeadMoved(); got != test.want {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}
