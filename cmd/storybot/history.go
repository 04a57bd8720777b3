package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/storybot-app/storybot/internal/replay"
)

// printHistory prints a replayed history as a table with a summary below it, or
// as JSON. details names every place where people and the rules disagree.
func printHistory(s streams, h *replay.History, format string, details bool) error {
	if format == "json" {
		return json.NewEncoder(s.out).Encode(h)
	}
	table := tabwriter.NewWriter(s.out, 0, 8, 2, ' ', 0)
	p := &printer{w: table}
	p.line("PR\tkind\tbook\tstate\tcomment\tcheck\trequests\tlabels\tfixups\ttold")
	for i := range h.Pulls {
		printPlayed(p, h, &h.Pulls[i])
	}
	if p.err == nil {
		p.err = table.Flush()
	}
	p.w = s.out
	printFixups(p, h.Fixups)
	printSilence(p, "Pull requests without a story", h.Quiet.NoStory)
	printSilence(p, "Mechanical edits", h.Quiet.Mechanical)
	p.line(fmt.Sprintf("\nConduct (one comment edited in place, one review, nothing written twice): %d wrong", len(h.Conduct)))
	for _, wrong := range h.Conduct {
		p.line("  " + wrong)
	}
	printRules(p, h.Rules, details)
	return p.err
}

// printPlayed prints a line for every state of a pull request.
func printPlayed(p *printer, h *replay.History, played *replay.Played) {
	known := played.Known
	if played.StandIn {
		known = "no texts"
	}
	for i, state := range played.States {
		first := []string{"", "", ""}
		if i == 0 {
			first = []string{fmt.Sprint(played.Number), played.Class, known}
		}
		fixups := ""
		if i == len(played.States)-1 {
			fixups = fixupsOf(h.Fixups, played.Number)
		}
		p.line(strings.Join(append(first,
			state.Name, state.Comment, cmp.Or(state.Check, "-"), fmt.Sprintf("%d+%d", state.Reads, state.Writes),
			cmp.Or(strings.Join(state.Labels, ", "), "-"), cmp.Or(fixups, "-"), cmp.Or(rulesOf(state.Findings), "-"),
		), "\t"))
	}
}

// rulesOf counts findings by rule: "morals, title 2".
func rulesOf(findings []replay.Finding) string {
	count := map[string]int{}
	for _, finding := range findings {
		count[finding.Rule]++
	}
	var rules []string
	for _, rule := range slices.Sorted(maps.Keys(count)) {
		if count[rule] > 1 {
			rule += fmt.Sprintf(" %d", count[rule])
		}
		rules = append(rules, rule)
	}
	return strings.Join(rules, ", ")
}

// fixupsOf counts how many of the findings that a pull request brought to the
// book were reported: "2 of 3".
func fixupsOf(fixups replay.Fixups, number int) string {
	judged, told := 0, 0
	for _, row := range fixups.Rows {
		if row.By == number && row.NotJudged == "" {
			judged++
			if row.InTime() {
				told++
			}
		}
	}
	if judged == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d", told, judged)
}

func printFixups(p *printer, fixups replay.Fixups) {
	p.line(fmt.Sprintf("\nFindings that reached the book: %d, judged %d, told before the merge %d (%.1f %%)",
		len(fixups.Rows), fixups.Judged, fixups.Told, fixups.Share()))
	reasons := map[string][]string{}
	for _, row := range fixups.Rows {
		switch {
		case row.NotJudged != "":
			reasons[row.NotJudged] = append(reasons[row.NotJudged], fmt.Sprintf("#%d %s", row.By, row.Code))
		case !row.InTime():
			p.line(fmt.Sprintf("  not told: #%d %s (%s) %s %q", row.By, row.Code, row.Rule, row.Path, row.Text))
		}
	}
	for _, reason := range slices.Sorted(maps.Keys(reasons)) {
		p.line(fmt.Sprintf("  not judged: %d, %s: %s", len(reasons[reason]), reason, strings.Join(reasons[reason], ", ")))
	}
}

func printSilence(p *printer, title string, s replay.Silence) {
	p.line(fmt.Sprintf("\n%s: %d, without a comment %d, with a word on lines they touched %d, with one too many %d",
		title, s.Pulls, s.Silent, pulls(s.Said), pulls(s.Offended)))
	for _, said := range s.Said {
		p.line(fmt.Sprintf("  said: #%d %s", said.Pull, said.Finding))
	}
	for _, wrong := range s.Offended {
		if wrong.Finding == nil {
			p.line(fmt.Sprintf("  too many: #%d a comment without a finding", wrong.Pull))
			continue
		}
		p.line(fmt.Sprintf("  too many: #%d %s", wrong.Pull, wrong.Finding))
	}
}

// pulls counts the pull requests that something was said at.
func pulls(said []replay.Offence) int {
	numbers := map[int]bool{}
	for _, one := range said {
		numbers[one.Pull] = true
	}
	return len(numbers)
}

func printRules(p *printer, rules []replay.RuleScore, details bool) {
	p.line("\nRules against what people said, on lines that were touched:")
	for _, rule := range rules {
		p.line(fmt.Sprintf("  %-22s precision %5.1f %%  recall %5.1f %%  (right %d, missed %d, false %d)",
			rule.Rule, rule.Precision(), rule.Recall(), rule.Right, len(rule.Missed), len(rule.False)))
		if !details {
			continue
		}
		for _, place := range rule.Missed {
			p.line("    missed " + place)
		}
		for _, place := range rule.False {
			p.line("    false  " + place)
		}
	}
}
