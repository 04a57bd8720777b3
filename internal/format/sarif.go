package format

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/checks"
)

// sarifOutput writes SARIF 2.1.0 (OASIS): one run, its rules and results.
type sarifOutput struct {
	stream
	version     string
	begun, more bool
	seen        map[string]int // results of one rule, file and line's text
}

type sarifMessage struct {
	Text     string `json:"text,omitempty"`
	Markdown string `json:"markdown,omitempty"`
}

type sarifRule struct {
	ID            string       `json:"id"`
	Short         sarifMessage `json:"shortDescription"`
	HelpURI       string       `json:"helpUri"`
	Help          sarifMessage `json:"help"`
	Configuration sarifLevel   `json:"defaultConfiguration"`
}

type sarifLevel struct {
	Level string `json:"level"`
}

type sarifResult struct {
	RuleID       string            `json:"ruleId"`
	Level        string            `json:"level"`
	Message      sarifMessage      `json:"message"`
	Locations    []sarifLocation   `json:"locations"`
	Fingerprints map[string]string `json:"partialFingerprints"`
	Fixes        []sarifFix        `json:"fixes,omitempty"`
}

type sarifLocation struct {
	Physical sarifPhysical `json:"physicalLocation"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   sarifRegion   `json:"region"`
}

type sarifArtifact struct {
	URI string `json:"uri"`
}

// sarifRegion counts lines and code points from 1; the end column is behind
// the last character.
type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn,omitempty"`
	EndLine     int `json:"endLine"`
	EndColumn   int `json:"endColumn,omitempty"`
}

type sarifFix struct {
	Description sarifMessage  `json:"description"`
	Changes     []sarifChange `json:"artifactChanges"`
}

type sarifChange struct {
	Artifact     sarifArtifact      `json:"artifactLocation"`
	Replacements []sarifReplacement `json:"replacements"`
}

type sarifReplacement struct {
	Deleted  sarifRegion  `json:"deletedRegion"`
	Inserted sarifMessage `json:"insertedContent"`
}

func sarifLevelOf(s analysis.Severity) string {
	switch s {
	case analysis.Error:
		return "error"
	case analysis.Warning:
		return "warning"
	}
	return "note"
}

// begin writes everything before the first result.
func (o *sarifOutput) begin() error {
	if o.begun {
		return nil
	}
	o.begun, o.seen = true, map[string]int{}
	var rules []sarifRule
	for _, rule := range checks.Suite() {
		rules = append(rules, sarifRule{
			ID: rule.Name, Short: sarifMessage{Text: rule.Title}, HelpURI: checks.Page(rule.Name),
			Help:          sarifMessage{Text: strings.TrimSpace(rule.Doc), Markdown: strings.TrimSpace(rule.Doc)},
			Configuration: sarifLevel{sarifLevelOf(rule.Severity)},
		})
	}
	driver, err := json.Marshal(map[string]any{
		"name": "storybot", "informationUri": checks.Home, "version": o.version, "semanticVersion": o.version, "rules": rules,
	})
	if err != nil {
		return fmt.Errorf("write the rules: %w", err)
	}
	o.printf(`{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"columnKind":"unicodeCodePoints","tool":{"driver":%s},"results":[`, driver)
	return nil
}

func (o *sarifOutput) Book(r Result) error {
	if err := o.begin(); err != nil {
		return err
	}
	files := r.byPath()
	for _, d := range r.Findings {
		if err := o.value(o.result(files[d.Path], d), &o.more); err != nil {
			return err
		}
	}
	return nil
}

func (o *sarifOutput) End() error {
	if err := o.begin(); err != nil {
		return err
	}
	o.printf("]}]}\n")
	return o.stream.End()
}

func (o *sarifOutput) result(f *story.File, d analysis.Diagnostic) sarifResult {
	place := sarifPhysical{Artifact: sarifArtifact{fileURI(d.Path)}, Region: sarifRegion{StartLine: d.Line, EndLine: d.EndLine}}
	line := ""
	if f != nil {
		place.Region = regionOf(f, d.Span)
		if whole := f.LineSpan(d.Span.Start); whole.End-whole.Start <= longLine {
			line = strings.Join(strings.Fields(f.Slice(whole)), " ")
		}
	}
	result := sarifResult{
		RuleID: d.Rule, Level: sarifLevelOf(d.Severity), Message: sarifMessage{Text: d.Message},
		Locations: []sarifLocation{{place}}, Fingerprints: map[string]string{"storyLine/v1": o.fingerprint(d, line)},
	}
	for _, fix := range d.Fixes {
		if f == nil || len(fix.Edits) == 0 {
			continue // a file's new place is nothing SARIF can say
		}
		change := sarifChange{Artifact: place.Artifact}
		exact := true
		for _, e := range fix.Edits {
			region := regionOf(f, e.Span)
			exact = exact && region.StartColumn > 0
			change.Replacements = append(change.Replacements, sarifReplacement{region, sarifMessage{Text: e.New}})
		}
		if !exact {
			continue
		}
		result.Fixes = append(result.Fixes, sarifFix{sarifMessage{Text: fix.Message}, []sarifChange{change}})
	}
	return result
}

// fingerprint stays the same while a finding moves up and down its file: it is
// made of the rule, the file, the line's text, and which of several it is.
func (o *sarifOutput) fingerprint(d analysis.Diagnostic, line string) string {
	key := d.Rule + "\n" + d.Path + "\n" + line
	o.seen[key]++
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%d", key, o.seen[key]))
	return hex.EncodeToString(sum[:16])
}

// longLine is up to which length of a line columns are counted, in bytes.
const longLine = 16 << 10

// regionOf is a span as a region; in very long lines without columns.
func regionOf(f *story.File, span story.Span) sarifRegion {
	var r sarifRegion
	r.StartLine, r.StartColumn = pointOf(f, span.Start)
	r.EndLine, r.EndColumn = pointOf(f, max(span.Start, span.End))
	if r.StartColumn == 0 || r.EndColumn == 0 {
		r.StartColumn, r.EndColumn = 0, 0
	}
	return r
}

// pointOf is the line and column of an offset in code points; 0 for a column
// too far to be counted.
func pointOf(f *story.File, offset int) (line, column int) {
	line, column = f.Position(offset)
	if column > longLine {
		return line, 0
	}
	return line, 1 + utf8.RuneCount(f.Bytes(story.Span{Start: offset - column + 1, End: offset}))
}

// fileURI is a path as a relative reference, or a file address.
func fileURI(name string) string {
	escaped := (&url.URL{Path: filepath.ToSlash(name)}).EscapedPath()
	if filepath.IsAbs(name) {
		return "file://" + escaped
	}
	if strings.Contains(strings.SplitN(escaped, "/", 2)[0], ":") {
		return "./" + escaped // or the part before the colon is taken for a scheme
	}
	return escaped
}
