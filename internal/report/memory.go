package report

import (
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/ledger"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/checks"
)

// memoryBegins and memoryEnds stand around what a comment of ours remembers, on a
// line that does not show.
const memoryBegins, memoryEnds = "<!-- storybot:memory:v1 ", " -->"

// kept is what people decided about an issue or pull request and no event of
// GitHub's tells: our comment shows it, and keeps it should the ledger be lost.
type kept struct {
	Waivers []ledger.Waiver `json:"waivers,omitempty"`
	Hold    *ledger.Hold    `json:"hold,omitempty"`
	Mute    *ledger.Mute    `json:"mute,omitempty"`
}

// remember makes the comment keep what people decided, as far as it shows that.
func remember(m ledger.Memory, want *gateway.State) {
	if want.Comment == nil || len(m.Waivers) == 0 && m.Hold == nil && m.Mute == nil {
		return
	}
	keep := kept{Waivers: slices.Clone(m.Waivers), Hold: m.Hold, Mute: m.Mute}
	for i := range keep.Waivers {
		keep.Waivers[i].Reason, keep.Waivers[i].At = quote.Line(keep.Waivers[i].Reason, quote.Limit), shown(keep.Waivers[i].At)
	}
	if m.Hold != nil {
		hold := *m.Hold
		hold.Reason, hold.At = quote.Line(hold.Reason, quote.Limit), shown(hold.At)
		keep.Hold = &hold
	}
	if m.Mute != nil {
		mute := *m.Mute
		mute.At = shown(mute.At)
		keep.Mute = &mute
	}
	text, err := json.Marshal(keep)
	if err != nil {
		return // texts and times alone can always be encoded
	}
	comment := *want.Comment
	comment.Body = memoryBegins + base64.StdEncoding.EncodeToString(text) + memoryEnds + "\n" + comment.Body
	want.Comment = &comment
}

// shown is a moment as a comment keeps it: the same before and after the ledger
// has rounded it, so that the comment isn't edited for that.
func shown(at time.Time) time.Time { return at.UTC().Truncate(time.Second) }

// Recovered is what is remembered of an issue or pull request: where the ledger
// knows nothing at all of it, what our own comment kept. Only who can write to
// the repository can change that comment, and could have given the commands.
func Recovered(m ledger.Memory, s *gateway.Snapshot) ledger.Memory {
	if !m.Empty() {
		return m
	}
	marker := IdeaMarker
	if s.PullRequest != nil {
		marker = ReportMarker
	}
	comment := s.Find(marker)
	if comment == nil {
		return m
	}
	_, below, _ := strings.Cut(comment.Body, "\n") // the marker: further down are other people's words
	line, _, _ := strings.Cut(below, "\n")
	encoded, found := strings.CutPrefix(strings.TrimSpace(line), memoryBegins)
	encoded, ends := strings.CutSuffix(encoded, memoryEnds)
	if !found || !ends {
		return m
	}
	text, err := base64.StdEncoding.DecodeString(encoded)
	var keep kept
	if err != nil || json.Unmarshal(text, &keep) != nil {
		return m // somebody edited it
	}
	m.Waivers, m.Hold, m.Mute = known(keep.Waivers), keep.Hold, keep.Mute
	return m
}

// known are the waivers of rules there are.
func known(waivers []ledger.Waiver) []ledger.Waiver {
	suite := checks.Suite()
	return slices.DeleteFunc(waivers, func(w ledger.Waiver) bool {
		return !slices.ContainsFunc(suite, func(rule *analysis.Analyzer) bool { return rule.Name == w.Rule })
	})
}
