package report_test

import (
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/report"
	"github.com/storybot-app/storybot/story/checks"
)

var update = flag.Bool("update", false, "write the pages that are made from the code")

func TestRulesPageIsUpToDate(t *testing.T) {
	const page = "../../docs/rules.md"
	want := report.RulesDoc(checks.Suite())
	if *update {
		if err := os.WriteFile(page, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("docs/rules.md is not what the rules say; run the test with -update (-want +got)\n%s", diff)
	}
}
