package config_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/config"
)

func TestParseRepo(t *testing.T) {
	required := config.Repo{Checks: config.Checks{Required: true}}
	tests := []struct {
		name, text, wrong string
		want              config.Repo
	}{
		{name: "empty"},
		{name: "comment alone", text: "# nothing yet\n"},
		{name: "required", text: "checks:\n  required: true\n", want: required},
		{name: "unknown key", text: "checks:\n  requird: true\n", wrong: "line 2"},
		{name: "wrong value", text: "checks:\n  required: perhaps\n", wrong: "line 2"},
		{name: "no YAML", text: "checks: [", wrong: config.RepoPath},
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
