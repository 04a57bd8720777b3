package review_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/story/checks"
)

// TestSettingsKnowEveryRule: settings can turn any rule off, and no other.
func TestSettingsKnowEveryRule(t *testing.T) {
	var rules []string
	for _, rule := range checks.Suite() {
		rules = append(rules, rule.Name)
	}
	known := slices.Sorted(slices.Values(config.RuleNames()))
	slices.Sort(rules)
	if diff := cmp.Diff(rules, known); diff != "" {
		t.Errorf("rules (-the suite +settings)\n%s", diff)
	}
}
