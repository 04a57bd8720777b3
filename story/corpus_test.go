//go:build corpus

package story_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/storybot-app/storybot/story"
)

// A labelled is what a reader found in one story of the corpus.
type labelled struct {
	TextPath   string   `json:"text_path"`
	Kind       string   `json:"kind"`
	TitleLine  *int     `json:"title_line"`
	Characters []string `json:"characters"`
	ChapterOf  string   `json:"is_chapter_of"`
	Acceptable map[string]json.RawMessage
	Morals     question `json:"morals"`
	Sources    question `json:"sources"`
	Why        question `json:"why_character"`
	Other      question `json:"other_characters"`
	Retells    question `json:"retells"`
	Attributes question `json:"key_attributes"`
}

type question struct {
	Status string `json:"status"`
	Line   *int   `json:"question_line"`
}

// leastAgreement is the share of labels that must be met, in percent.
const leastAgreement = 98

// TestCorpus compares what is parsed with what a reader labelled, with the
// default conventions. STORYBOT_CORPUS is the directory of the corpus.
func TestCorpus(t *testing.T) {
	dir := os.Getenv("STORYBOT_CORPUS")
	if dir == "" {
		t.Fatal("STORYBOT_CORPUS does not name the corpus")
	}
	parser := story.NewParser(story.Defaults())
	score := tally{t: t, right: map[string]int{}, total: map[string]int{}}
	for _, name := range []string{"labels.jsonl", "labels_carried.jsonl", "final_labels.jsonl"} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			var l labelled
			if err := json.Unmarshal([]byte(line), &l); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			body, err := os.ReadFile(filepath.Join(dir, l.TextPath))
			if err != nil {
				t.Fatal(err)
			}
			score.story(parser.Parse(l.TextPath, body), l)
		}
	}
	score.done()
}

type tally struct {
	t            *testing.T
	right, total map[string]int
}

func (s *tally) tick(field string, l labelled, got, want any, ok bool) {
	s.total[field]++
	if ok {
		s.right[field]++
	} else {
		s.t.Logf("%s: %s: got %v, want %v", l.TextPath, field, got, want)
	}
}

func (s *tally) story(f *story.File, l labelled) {
	found := nearest(f, l)
	s.tick("story", l, found != nil, true, found != nil)
	if found == nil {
		return
	}
	if l.ChapterOf != "" {
		s.tick("chapter", l, found.Chapter, true, found.Chapter)
		return
	}
	kind := strings.ReplaceAll(l.Kind, "_", "-")
	s.tick("kind", l, found.Kind, kind, found.Kind == kind)
	s.tick("characters", l, found.Characters, l.Characters, len(l.Acceptable["characters"]) > 0 || slices.Equal(found.Characters, l.Characters))
	for id, q := range map[string]question{
		"morals": l.Morals, "sources": l.Sources, "why-character": l.Why,
		"other-characters": l.Other, "retells": l.Retells, "key-attributes": l.Attributes,
	} {
		s.question(f, found.Question(id), l, q)
	}
}

func (s *tally) question(f *story.File, got story.Answer, l labelled, q question) {
	want := map[string]story.Status{
		"present": story.Answered, "answered_with_link": story.Answered, "answered_without_link": story.Answered,
		"placeholder": story.Placeholder, "missing": story.Missing,
	}[q.Status]
	if want == "" || len(l.Acceptable[strings.ReplaceAll(got.ID, "-", "_")]) > 0 {
		return
	}
	s.tick(got.ID, l, got.Status, want, got.Status == want)
	if q.Line != nil && !f.Index {
		line, _ := f.Position(got.QuestionSpan.Start)
		s.tick("line of the question", l, line, *q.Line, line == *q.Line)
	}
}

func nearest(f *story.File, l labelled) *story.Story {
	for _, s := range f.Stories {
		line, _ := f.Position(s.TitleSpan.Start)
		if len(f.Stories) == 1 || l.TitleLine != nil && line == *l.TitleLine {
			return s
		}
	}
	return nil
}

func (s *tally) done() {
	for field, total := range s.total {
		if s.right[field]*100 < total*leastAgreement {
			s.t.Errorf("%s: %d of %d agree; at least %d %% should", field, s.right[field], total, leastAgreement)
		}
	}
	if s.total["story"] < 100 {
		s.t.Errorf("only %d stories were compared", s.total["story"])
	}
}
