package report_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/ledger"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/internal/report"
	"github.com/storybot-app/storybot/internal/review"
)

// commented is a case in which our comment says something.
func commented(c review.Case, body string, mine bool) review.Case {
	now := *c.Snapshot
	now.Subject.Comments = []gateway.Comment{{ID: 1, Body: body, Mine: mine}}
	c.Snapshot = &now
	return c
}

// TestRecovered: what our comment keeps is found there when the ledger knows
// nothing, and nowhere else.
func TestRecovered(t *testing.T) {
	c := anIdea(t)
	c.Memory = ledger.Memory{
		Mute:    &ledger.Mute{By: "mia", At: noon},
		Waivers: []ledger.Waiver{{Rule: "morals", Reason: strings.Repeat("why --> ", 9000), By: "mia", At: noon}, {Rule: "none-such", By: "mia", At: noon}},
	}
	out := decide(t, c)
	body := out.State.Comment.Text()
	if len(body) > 2000 || strings.Count(body, "-->") != 2 {
		t.Errorf("a comment of %d bytes", len(body))
	}
	kept := ledger.Memory{Mute: c.Memory.Mute, Waivers: []ledger.Waiver{{Rule: "morals", Reason: quote.Line(c.Memory.Waivers[0].Reason, quote.Limit), By: "mia", At: noon}}}
	checked := ledger.Memory{Check: ledger.Check{At: noon}}
	broken := strings.NewReplacer("v1 ey", "v1 !!").Replace(body)
	list := report.IdeaMarker + "\n<!-- storybot:memory:v1 " + base64.StdEncoding.EncodeToString([]byte(`[1]`)) + " -->"
	for name, test := range map[string]struct {
		c    review.Case
		m    ledger.Memory
		want ledger.Memory
	}{
		"lost":        {commented(c, body, true), ledger.Memory{}, kept},
		"known":       {commented(c, body, true), checked, checked},
		"forged":      {commented(c, body, false), ledger.Memory{}, ledger.Memory{}},
		"broken":      {commented(c, broken, true), ledger.Memory{}, ledger.Memory{}},
		"other form":  {commented(c, list, true), ledger.Memory{}, ledger.Memory{}},
		"cut off":     {commented(c, body[:80], true), ledger.Memory{}, ledger.Memory{}},
		"other lines": {commented(c, strings.ReplaceAll(body, "\n", "\r\n"), true), ledger.Memory{}, kept},
		"quoted":      {commented(c, report.IdeaMarker+"\nThanks!\n"+strings.Split(body, "\n")[1], true), ledger.Memory{}, ledger.Memory{}},
		"no comment":  {c, ledger.Memory{}, ledger.Memory{}},
	} {
		if diff := cmp.Diff(test.want, report.Recovered(test.m, test.c.Snapshot)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}

// TestMemoryIsRounded: what the ledger rounds is no reason to edit the comment.
func TestMemoryIsRounded(t *testing.T) {
	c := anIdea(t)
	c.Memory.Mute = &ledger.Mute{By: "mia", At: noon.Add(123456789)}
	c.Memory.Hold = &ledger.Hold{By: "mia", At: noon.Add(123456789)}
	fresh := decide(t, c).State.Comment.Text()
	c.Memory.Mute, c.Memory.Hold = &ledger.Mute{By: "mia", At: noon.Add(123000000)}, &ledger.Hold{By: "mia", At: noon.Add(123000000)}
	if diff := cmp.Diff(fresh, decide(t, c).State.Comment.Text()); diff != "" {
		t.Errorf("fresh and from the ledger (-want +got)\n%s", diff)
	}
}
