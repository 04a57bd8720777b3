package gateway

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFindingsAreCappedSeverestFirst(t *testing.T) {
	check := Check{Name: "storybot", HeadOID: "head", Summary: "s"}
	for i := range 150 {
		level := "notice"
		if i >= 145 {
			level = "failure"
		}
		check.Annotations = append(check.Annotations, Annotation{Path: "a.md", Level: level, Message: fmt.Sprint(i)})
	}
	got := check.within()
	if len(got.Annotations) != 100 || got.Annotations[0].Message != "145" || got.Annotations[5].Message != "0" || !strings.HasSuffix(got.Summary, "… and 50 more.") {
		t.Errorf("%d annotations, the first %+v, summary %q", len(got.Annotations), got.Annotations[0], got.Summary)
	}
	review := SuggestionReview{Body: "b", Suggestions: make([]Suggestion, 300)}
	if got := review.within(); len(got.Suggestions) != 20 || !strings.HasSuffix(got.Body, "… and 280 more.") {
		t.Errorf("%d suggestions, body %q", len(got.Suggestions), got.Body)
	}
}

func TestTextsAreCappedBetweenCharacters(t *testing.T) {
	long := strings.Repeat("ü", 100_000)
	got := Check{Title: long, Summary: long, Annotations: []Annotation{{Title: long, Message: long}}}.within()
	for name, text := range map[string]string{"title": got.Title, "summary": got.Summary, "message": got.Annotations[0].Message, "annotation": got.Annotations[0].Title} {
		if !utf8.ValidString(text) || !strings.HasSuffix(text, "ü…") {
			t.Errorf("%s is cut within a character", name)
		}
	}
	if n := len(got.Annotations[0].Message); n > 64<<10 || n < 50_000 {
		t.Errorf("a message of %d bytes", n)
	}
	if n := utf8.RuneCountInString(got.Title); n != maxTitle {
		t.Errorf("a title of %d characters", n)
	}
	if n := utf8.RuneCountInString(got.Summary); n != maxSummary {
		t.Errorf("a summary of %d characters", n)
	}
	report := Plan(&Snapshot{}, State{Comment: &Report{Marker: "<!-- us -->", Body: long}})[0].(createComment)
	if n := utf8.RuneCountInString(report.text); n != maxBody || !strings.HasPrefix(report.text, "<!-- us -->\nü") {
		t.Errorf("a comment of %d characters", n)
	}
}
