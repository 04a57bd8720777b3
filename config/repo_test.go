package config_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/config"
)

func TestParseRepo(t *testing.T) {
	kinds := func(text string) string { return "book:\n  kinds:\n" + text }
	tests := []struct {
		name, text, wrong string
		want              config.Repo
	}{
		{name: "empty"},
		{name: "comment alone", text: "# nothing yet\n"},
		{name: "nothing under a key", text: "checks:\n"},
		{name: "required", text: "checks:\n  required: true\n", want: config.Repo{Checks: config.Checks{Required: true}}},
		{name: "cast", text: "book: {cast: [Mia, Jonas]}", want: config.Repo{Book: config.Book{Cast: []string{"Mia", "Jonas"}}}},
		{name: "words", text: "book:\n  words:\n    no-answer: [noch offen]\n", want: config.Repo{Book: config.Book{Words: config.Words{NoAnswer: []string{"noch offen"}}}}},
		{
			name: "kind", text: kinds("  - id: today\n    required: [lesson]\n    questions:\n    - {id: lesson, text: 'What now?'}\n"),
			want: config.Repo{Book: config.Book{Kinds: []config.Kind{{
				ID: "today", Required: []string{"lesson"}, Questions: []config.Question{{ID: "lesson", Text: "What now?"}},
			}}}},
		},
		{name: "rules", text: "book:\n  rules: {character: off, file-name: hint}\n", want: config.Repo{Book: config.Book{Rules: config.Rules{"character": "off", "file-name": "hint"}}}},
		{name: "unknown rule", text: "book:\n  rules:\n    file-nam: off\n", wrong: ":3:5: There's no setting “file-nam” here; did you mean “file-name”?"},
		{name: "rule of nothing", text: "book:\n  rules:\n    spelling-of-names: off\n", wrong: ":3:5: There's no setting “spelling-of-names” here; you can use title, character, morals,"},
		{name: "unknown severity", text: "book:\n  rules:\n    title: warn\n", wrong: ":3:12: title can't be “warn”; did you mean “warning”?"},
		{name: "no severity", text: "book:\n  rules:\n    title: very-important\n", wrong: ":3:12: title can't be “very-important”; it can be error, warning, hint or off."},
		{name: "severity of a kind", text: kinds("  - id: a\n    rules: {title: of}\n"), wrong: ":4:20: title can't be “of”; did you mean “off”?"},
		{name: "teller", text: "book: {teller: no body}\n", wrong: ":1:16: teller can't be “no body”; did you mean “nobody”?"},
		{name: "headings", text: kinds("  - id: a\n    asks: heading\n"), wrong: ":4:11: asks can't be “heading”; did you mean “headings”?"},
		{name: "template that leads away", text: kinds("  - id: a\n    templates: [a.md, ../b.md]\n"), wrong: ":4:23: templates: want paths"},
		{name: "template that is no Markdown", text: kinds("  - id: a\n    templates: [a.html]\n"), wrong: ":4:17: templates: want paths"},
		{name: "many templates", text: kinds("  - id: a\n    templates: [" + strings.Repeat("a.md, ", 9) + "]\n"), wrong: ":4:16: There are 9 templates"},
		{name: "pattern without a title", text: kinds("  - id: a\n    file: '{number}.md'\n"), wrong: ":4:11: file: {title} is missing"},
		{name: "pattern of a path", text: kinds("  - id: a\n    file: '../{title}.md'\n"), wrong: ":4:11: file: around the places want letters"},
		{name: "key that is none", text: kinds("  - id: a\n    title-key: 'a: b'\n"), wrong: ":4:16: title-key: want the name"},
		{name: "unknown key", text: "checks:\n  requird: true\n", wrong: ":2:3: There's no setting “requird” here; did you mean “required”?"},
		{name: "unknown section", text: "colours: {}\n", wrong: ":1:1: There's no setting “colours” here; you can use checks, labels, claims, book."},
		{name: "twice", text: "checks: {}\nchecks: {}\n", wrong: ":2:1: “checks” is given twice."},
		{name: "wrong value", text: "checks:\n  required: perhaps\n", wrong: ":2:13: required: want true or false."},
		{name: "text for a list", text: "book:\n  cast: Mia\n", wrong: ":2:9: cast: want a list."},
		{name: "phrase of any text", text: "book:\n  words:\n    faq: [fragen, \"* _\"]\n", wrong: ":3:19: “* _” would match any text"},
		{name: "list for keys", text: "checks: [1]\n", wrong: ":1:9: checks: want keys and values."},
		{name: "keys for a text", text: "book:\n  cast: [{}]\n", wrong: ":2:10: cast: want a text."},
		{name: "alias", text: "book:\n  cast: &x [a]\nchecks: *x\n", wrong: ":3:9: checks: please write it out"},
		{name: "alias for a key", text: "? &checks book\n: {}\n? *checks\n: {}\n", wrong: ":3:3: There's no setting"},
		{name: "merged keys", text: "<<: {checks: {}}\n", wrong: ":1:1: There's no setting “<<” here"},
		{name: "as long as may be", text: "checks: {required: true}\n#" + strings.Repeat(" ", 64<<10-27), want: config.Repo{Checks: config.Checks{Required: true}}},
		{name: "no YAML", text: "checks: [", wrong: "This isn't valid YAML"},
		{name: "two documents", text: "checks: {}\n---\nchecks: {}\n", wrong: "Want one YAML document"},
		{name: "too long", text: "#" + strings.Repeat(" ", 64<<10), wrong: "longer than 64 KiB"},
		{name: "id that is no label", text: kinds("  - id: Über uns\n"), wrong: ":3:9: id: want lower-case"},
		{name: "no id", text: kinds("  - name: today\n"), wrong: ":3:5: id: want lower-case"},
		{name: "kind twice", text: kinds("  - id: a\n  - id: a\n"), wrong: ":4:5: There are two kinds"},
		{name: "directory that leads away", text: kinds("  - id: a\n    directory: ../../etc\n"), wrong: ":4:16: directory: want the name"},
		{name: "question without text", text: kinds("  - id: a\n    questions:\n    - id: b\n"), wrong: ":5:7: “b” needs a text"},
		{name: "question twice", text: kinds("  - id: a\n    questions: [{id: b, text: B}, {id: b, text: C}]\n"), wrong: "two questions with the id “b”"},
		{name: "required of no question", text: kinds("  - id: a\n    required: [c]\n    questions: [{id: b, text: B}]\n"), wrong: "“c” is not the id"},
		{name: "many kinds", text: kinds(strings.Repeat("  - id: a\n", 11)), wrong: "There are 11 kinds"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := config.ParseRepo([]byte(test.text))
			if test.wrong == "" && err != nil || test.wrong != "" && (err == nil || !strings.Contains(err.Error(), test.wrong)) {
				t.Fatalf("error %v, want one with %q", err, test.wrong)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("settings (-want +got)\n%s", diff)
			}
		})
	}
}

// FuzzParseRepo: what is no setting is an error with a place, never a panic.
func FuzzParseRepo(f *testing.F) {
	f.Add([]byte("checks:\n  required: true\nbook: {kinds: [{id: a, questions: [{id: b, text: c}]}]}\n"))
	f.Add([]byte("a: &a [*a]"))
	f.Add([]byte("? [x]\n: {y: 1}"))
	f.Fuzz(func(t *testing.T, text []byte) {
		_, err := config.ParseRepo(text)
		var wrong *config.Error
		if err != nil && (!errors.As(err, &wrong) || wrong.Line < 1 || wrong.Column < 1) {
			t.Errorf("error %v has no place", err)
		}
	})
}
