package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story/analysis"
)

const (
	// ReportMarker begins the report comment of a pull request.
	ReportMarker = "<!-- storybot:report:v1 -->"
	// maxItems is how many findings of one severity a comment lists.
	maxItems = 20
	// maxPages is how many rendered stories a comment links.
	maxPages = 3
	// maxLabelled is how many stories an edit may touch to get their labels:
	// one that touches more is about the book, not about them.
	maxLabelled = 3
)

// reportText is the data of the text "report".
type reportText struct {
	Resolved, Draft, Clean  bool
	Truncated               bool // not all files were looked at
	Stories                 []storyText
	Errors, Warnings, Hints []itemText
	HintsTitle              string
	Origin                  int // an idea that could be closed, 0 if none
	More                    int
	TooLarge                []string
	Waived                  []waivedText
	Rendered                []linkText
}

type waivedText struct{ Rule, Reason, By string }

type storyText struct{ Kind, Characters string }

// itemText is one finding, or several that say the same of several places.
type itemText struct {
	Message, Rule string
	Places        []linkText
}

type linkText struct{ Title, URL string }

// PullRequest is the state a story pull request should be in. placed are the
// labels we put on before. A pull request without a story has none, but a
// report that stands there from earlier is settled.
func (t *Texts) PullRequest(s *gateway.Snapshot, j Judged, policy Policy, placed []string) (gateway.State, error) {
	if !j.concerned() {
		return t.withoutStory(s, policy)
	}
	data := reportData(s, j)
	body, err := t.render("report", data)
	if err != nil {
		return gateway.State{}, err
	}
	kinds, characters := tellers(j.labelled())
	want := gateway.State{
		Labels:  labels(j.Book.Conventions, s.RepoLabels, false, kinds, characters),
		Placed:  placed,
		Comment: &gateway.Report{Marker: ReportMarker, Body: body, OnlyEdit: !j.New() && j.clean()},
		Check:   check(s, j, policy, body),
	}
	if open := j.suggestions(s.PullRequest); !s.PullRequest.Draft {
		want.Resolve = settled(s.PullRequest.Threads, open)
		if len(open) > 0 && !reviewed(s.PullRequest) {
			want.Review = &gateway.SuggestionReview{
				Marker: reviewMarker, HeadOID: s.PullRequest.HeadOID, Suggestions: open,
				Body: plural(len(open), "A change", "changes") + " you can take over with one click, if you like.",
			}
		}
	}
	return want, nil
}

func (t *Texts) withoutStory(s *gateway.Snapshot, policy Policy) (gateway.State, error) {
	body, err := t.render("report", reportText{Resolved: true})
	want := gateway.State{Comment: &gateway.Report{Marker: ReportMarker, Body: body, OnlyEdit: true}}
	if policy.CheckRequired || len(s.PullRequest.Checks) > 0 {
		want.Check = &gateway.Check{
			Name: CheckName, HeadOID: s.PullRequest.HeadOID, Conclusion: "success", ExternalID: externalID(s),
			Title: "No story here", Summary: "This pull request touches no story, so there is nothing to check.",
		}
	}
	return want, err
}

// reviewed tells whether we made our one review.
func reviewed(pull *gateway.PullRequest) bool {
	return slices.ContainsFunc(pull.Reviews, func(r gateway.Review) bool { return strings.HasPrefix(r.Body, "<!-- storybot:review") })
}

// tellers are the kinds and characters of stories, each once.
func tellers(told []Told) (kinds, characters []string) {
	for _, one := range told {
		kinds = append(kinds, one.Kind)
		characters = append(characters, one.Characters...)
	}
	return unique(kinds), unique(characters)
}

func unique(words []string) []string {
	slices.Sort(words)
	return slices.Compact(words)
}

func reportData(s *gateway.Snapshot, j Judged) reportText {
	data := reportText{Draft: s.PullRequest.Draft, Clean: j.clean(), Origin: j.Origin, Truncated: s.PullRequest.FilesTruncated}
	for _, told := range j.foremost() {
		name := told.Kind
		if kind := j.Book.Conventions.Kind(told.Kind); kind != nil {
			name = kind.Name
		}
		data.Stories = append(data.Stories, storyText{Kind: quote.Mark(name), Characters: quote.Mark(list(told.Characters))})
		page := linkText{Title: quote.Mark(base(told.Path)), URL: fileURL(s, told.Path, 0)}
		if len(data.Rendered) < maxPages && !slices.Contains(data.Rendered, page) {
			data.Rendered = append(data.Rendered, page)
		}
	}
	into := map[analysis.Severity]*[]itemText{
		analysis.Error: &data.Errors, analysis.Warning: &data.Warnings, analysis.Hint: &data.Hints,
	}
	several := len(j.files) > 1
	for _, finding := range j.Findings {
		where := "line " + strconv.Itoa(finding.Line)
		if several {
			where = quote.Mark(base(finding.Path)) + ", " + where
		}
		place := linkText{Title: where, URL: fileURL(s, finding.Path, finding.Line)}
		if !addItem(into[finding.Severity], finding, place) {
			data.More++
		}
	}
	for _, name := range j.TooLarge {
		data.TooLarge = append(data.TooLarge, quote.Mark(base(name)))
	}
	for _, w := range j.Waived {
		data.Waived = append(data.Waived, waivedText{w.Rule, quote.Mark(w.Reason), quote.Mark(w.By)})
	}
	data.HintsTitle = plural(len(data.Hints), "A thought", "thoughts")
	return data
}

// addItem adds a finding to the list of its severity, beside an equal one if
// there is one; false when the list is full.
func addItem(items *[]itemText, finding analysis.Diagnostic, place linkText) bool {
	for i := range *items {
		item := &(*items)[i]
		if item.Rule == finding.Rule && item.Message == finding.Message {
			if len(item.Places) == maxItems {
				return false
			}
			item.Places = append(item.Places, place)
			return true
		}
	}
	if len(*items) == maxItems {
		return false
	}
	*items = append(*items, itemText{Message: finding.Message, Rule: finding.Rule, Places: []linkText{place}})
	return true
}

// fileURL is the page of a file at the head, at a line if there is one.
func fileURL(s *gateway.Snapshot, name string, line int) string {
	page := s.HTMLURL + "/blob/" + s.PullRequest.HeadOID + "/" + escapePath(name)
	if line > 0 {
		page += "?plain=1#L" + strconv.Itoa(line)
	}
	return page
}

// plural counts: one is a whole phrase, many follows a number.
func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return fmt.Sprintf("%d %s", n, many)
}
