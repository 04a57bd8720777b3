package githubsim

import (
	"testing"

	"github.com/storybot-app/storybot/internal/referee"
)

func TestProbeAnswers(t *testing.T) {
	r := referee.New(referee.Options{Prefix: "/api/v3", Answers: true})
	w := newWorld(t, func(o *Options) { o.Referee = r })
	pullStory(t, w)
	for _, s := range append(clientReads(t, w), clientWrites(t, w)...) {
		if err := s.do(); err != nil {
			t.Errorf("%s: %v", s.name, err)
		}
	}
	for _, v := range r.Violations() {
		t.Log(v)
	}
}
