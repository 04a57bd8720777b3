package format

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/checks"
)

// hostile is a result whose names and texts would break a careless format.
func hostile() Result {
	text := "# 😱 Grace\n\n日本 [x] says\n" + strings.Repeat("long ", 10_000) + "\n"
	f := story.Parse("a b/100%,:\n.md", []byte(text), story.Defaults())
	at := strings.Index(text, "[x]")
	far := strings.LastIndex(text, "long")
	edit := func(start, end int, with string) []analysis.Fix {
		return []analysis.Fix{{Message: "Fix it", Edits: []analysis.Edit{{Span: story.Span{Start: start, End: end}, New: with}}}}
	}
	return Result{Files: []*story.File{f}, Findings: []analysis.Diagnostic{
		{Rule: "undefined-reference", Severity: analysis.Warning, Path: f.Path, Span: story.Span{Start: at, End: at + 3}, Line: 3, EndLine: 3, Message: "100% <sure>:\r\n::error::no", Fixes: edit(at, at+3, "x\n")},
		{Rule: "morals", Severity: analysis.Error, Path: f.Path, Span: story.Span{Start: far, End: far + 4}, Line: 4, EndLine: 4, Message: "far", Fixes: edit(far, far+4, "")},
		{Rule: "summary", Severity: analysis.Hint, Path: "src/SUMMARY.md", Line: 7, EndLine: 7, Message: "of another file", Fixes: []analysis.Fix{{Message: "Move", Rename: "c.md"}}},
	}}
}

// TestSARIF holds the output against the schema of SARIF 2.1.0, which a module
// that the linters need brings along.
func TestSARIF(t *testing.T) {
	found, err := exec.CommandContext(t.Context(), "go", "mod", "download", "-modfile=../tools/go.mod", "-json", "github.com/securego/gosec/v2").Output()
	if err != nil {
		t.Fatalf("find the module with the schema: %v", err)
	}
	var module struct{ Dir string }
	if err := json.Unmarshal(found, &module); err != nil {
		t.Fatal(err)
	}
	schema, err := jsonschema.NewCompiler().Compile(filepath.Join(module.Dir, "report/sarif/testdata/sarif-schema-2.1.0.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, books := range [][]Result{nil, {hostile()}, {checked(), hostile()}} {
		out, err := jsonschema.UnmarshalJSON(bytes.NewReader(written(t, "sarif", books...)))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(out); err != nil {
			t.Error(err)
		}
	}
}

// TestSARIFNamesItsVersion: code scanning compares versions, so it is one.
func TestSARIFNamesItsVersion(t *testing.T) {
	var out struct {
		Runs []struct {
			Tool struct {
				Driver struct{ Version, SemanticVersion string }
			}
		}
	}
	if err := json.Unmarshal(written(t, "sarif"), &out); err != nil {
		t.Fatal(err)
	}
	if driver := out.Runs[0].Tool.Driver; driver.Version != "1.2.3-test" || driver.SemanticVersion != "1.2.3-test" {
		t.Errorf("version %q, as a semantic version %q", driver.Version, driver.SemanticVersion)
	}
}

func TestSARIFPlaces(t *testing.T) {
	var out struct {
		Runs []struct{ Results []sarifResult }
	}
	if err := json.Unmarshal(written(t, "sarif", hostile(), hostile()), &out); err != nil {
		t.Fatal(err)
	}
	results := out.Runs[0].Results
	near, far := results[0], results[1]
	if uri := near.Locations[0].Physical.Artifact.URI; uri != "a%20b/100%25,%3A%0A.md" && uri != "a%20b/100%25,:%0A.md" {
		t.Errorf("address %q", uri)
	}
	if near.Locations[0].Physical.Region != (sarifRegion{3, 4, 3, 7}) || len(near.Fixes) != 1 {
		t.Errorf("region %+v, %d fixes", near.Locations[0].Physical.Region, len(near.Fixes))
	}
	if far.Locations[0].Physical.Region != (sarifRegion{StartLine: 4, EndLine: 4}) || len(far.Fixes) != 0 {
		t.Errorf("far off in a line: region %+v, %d fixes", far.Locations[0].Physical.Region, len(far.Fixes))
	}
	seen := map[string]bool{}
	for _, r := range results {
		seen[r.Fingerprints["storyLine/v1"]] = true
	}
	if len(seen) != len(results) {
		t.Errorf("%d results have %d fingerprints", len(results), len(seen))
	}
}

func TestRDJSON(t *testing.T) {
	var out struct{ Diagnostics []rdDiagnostic }
	if err := json.Unmarshal(written(t, "rdjson", hostile()), &out); err != nil {
		t.Fatal(err)
	}
	want := rdDiagnostic{
		Message: "100% <sure>:\r\n::error::no", Severity: "WARNING", Code: rdCode{"undefined-reference", checks.Page("undefined-reference")},
		Location:    rdLocation{"a b/100%,:\n.md", rdRange{rdPosition{3, 8}, &rdPosition{3, 11}}},
		Suggestions: []rdSuggestion{{rdRange{rdPosition{3, 8}, &rdPosition{3, 11}}, "x\n"}},
	}
	if diff := cmp.Diff(want, out.Diagnostics[0]); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if last := out.Diagnostics[2]; last.Severity != "INFO" || last.Location.Range.Start != (rdPosition{Line: 7}) {
		t.Errorf("of another file: %+v", last)
	}
}

func TestGitHubCommands(t *testing.T) {
	want := `::warning file=a b/100%25%2C%3A%0A.md,line=3,endLine=3,title=storybot%3A undefined-reference::100%25 <sure>:%0D%0A::error::no
::error file=a b/100%25%2C%3A%0A.md,line=4,endLine=4,title=storybot%3A morals::far
::notice file=src/SUMMARY.md,line=7,endLine=7,title=storybot%3A summary::of another file
`
	if diff := cmp.Diff(want, string(written(t, "github", hostile()))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestTrimmed: a check keeps no file whole, and nothing of what is written shows it.
func TestTrimmed(t *testing.T) {
	for _, format := range Formats() {
		for _, whole := range []Result{checked(), hostile()} {
			trimmed := Result{Findings: whole.Findings}
			for _, f := range whole.Files {
				var places []story.Span
				for _, d := range whole.Findings {
					if d.Path == f.Path {
						places = append(places, Places(f, d)...)
					}
				}
				trimmed.Files = append(trimmed.Files, f.Trimmed(places))
			}
			if diff := cmp.Diff(string(written(t, format, whole)), string(written(t, format, trimmed))); diff != "" {
				t.Errorf("%s (-want +got)\n%s", format, diff)
			}
		}
	}
}
