package config_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/config"
)

// TestRepoStart: the file to begin with decides nothing, and its keys can be
// taken in as they are.
func TestRepoStart(t *testing.T) {
	text := string(config.RepoStart())
	if got, err := config.ParseRepo([]byte(text)); err != nil || !cmp.Equal(config.Repo{}, got) {
		t.Errorf("as it is: %+v, %v", got, err)
	}
	_, keys, _ := strings.Cut(text, "\n\n")
	var lines []string
	for line := range strings.Lines(keys) {
		if key, ok := strings.CutPrefix(line, "# "); ok {
			lines = append(lines, key)
		}
	}
	if _, err := config.ParseRepo([]byte(strings.Join(lines, ""))); err != nil || len(lines) < 30 {
		t.Errorf("uncommented: %v in\n%s", err, strings.Join(lines, ""))
	}
}
