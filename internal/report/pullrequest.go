package report

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/lazyregexp"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/internal/review"
	"github.com/storybot-app/storybot/internal/words"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/checks"
)

const (
	// ReportMarker begins the report comment of a pull request.
	ReportMarker = "<!-- storybot:report:v1 -->"
	// maxLines is how many findings a comment lists, the severest first, and
	// maxPlaces how many places of each; the rest is counted.
	maxLines  = 30
	maxPlaces = 20
	// maxPages is how many rendered stories a comment links.
	maxPages = 3
)

// reportText is the data of the text "report".
type reportText struct {
	Resolved, Draft, Clean  bool
	Truncated               bool // not all files were looked at
	Stories                 []storyText
	Errors, Warnings, Hints []itemText
	Ideas, Closing          string // ideas that could be closed, "#3 or #4", and how to say so; "" if there are none
	More                    int
	Example                 string // a rule of one of the findings, "" if none has a page
	TooLarge                []string
	Waived                  []waivedText
	Rendered                []linkText
}

type waivedText struct{ Rule, Reason, By string }

type storyText struct{ Kind, Characters string }

// itemText is one finding, or several that say the same of several places.
type itemText struct {
	Message, Rule, Page string
	Places              []linkText
}

type linkText struct{ Title, URL string }

// pullRequest is the state a story pull request should be in. One without a
// story has none, but a report that is there from earlier says so.
func (t *Texts) pullRequest(c review.Case) (gateway.State, error) {
	c.Guessed = guessed(c.Snapshot)
	found := review.PullRequest(c)
	if !found.Any() {
		return t.withoutStory(c, found.Strays)
	}
	body, err := t.render("report", reportData(c, found))
	if err != nil {
		return gateway.State{}, err
	}
	kinds, characters := tellers(found.Labelled())
	want := gateway.State{
		Labels:  labels(c.Book.Conventions, c.Snapshot.RepoLabels, false, kinds, characters),
		Placed:  c.Memory.Labels.Placed,
		Comment: &gateway.Report{Marker: ReportMarker, Body: body, OnlyEdit: !found.New() && found.Clean()},
		Check:   check(c, found, body),
	}
	pull := c.Snapshot.PullRequest
	open := suggestions(found, pull)
	want.Resolve = outdated(pull.Threads, open)
	if !pull.Draft || c.Fixes() {
		want.Review = suggestionReview(c, open)
	}
	want.Check.Actions = fixActions(c, found, open, want.Review)
	return want, nil
}

// withoutStory is the state of a pull request without a story. Labels that we
// put on for one go with it. Who brings a file that is near to a story is told
// once how it becomes one.
func (t *Texts) withoutStory(c review.Case, strays []review.Stray) (gateway.State, error) {
	want := gateway.State{Placed: c.Memory.Labels.Placed}
	if c.Policy.CheckRequired || len(c.Snapshot.PullRequest.Checks) > 0 {
		want.Check = checkRun(c, "No story here", "There's no story in this pull request, so there's nothing to check.")
	}
	var body string
	var err error
	if len(strays) > 0 {
		body, err = t.render("stray", strayData(c, strays[0]))
	} else {
		body, err = t.render("report", reportText{Resolved: true})
	}
	want.Comment = &gateway.Report{Marker: ReportMarker, Body: body, OnlyEdit: len(strays) == 0}
	return want, err
}

// strayText is the data of the text "stray".
type strayText struct {
	File, Was, KindName, Title string
	TemplateURL                string // "" if the book has no template of its own
	Summary                    bool   // the pull request leaves the table of contents as it is
}

func strayData(c review.Case, stray review.Stray) strayText {
	data := strayText{
		File: quote.Mark(base(stray.Path)), KindName: quote.Mark(stray.Kind.Name),
		Title: quote.Code(strings.TrimSpace("# " + stray.Kind.TitlePrefix + "…")),
	}
	if stray.Was != "" {
		data.Was = quote.Mark(base(stray.Was))
		data.Summary = !slices.ContainsFunc(c.Snapshot.PullRequest.Files, func(f gateway.ChangedFile) bool { return base(f.Path) == "SUMMARY.md" })
	}
	if c.Book.OwnTemplate(stray.Kind.ID) && stray.Kind.Template != nil {
		s := c.Snapshot
		data.TemplateURL = s.HTMLURL + "/blob/" + escapePath(s.DefaultBranch) + "/" + escapePath(c.Book.Outside(stray.Kind.Template.Path)) + "?plain=1"
	}
	return data
}

// named finds the ideas that a report of ours names.
var named = lazyregexp.New("`Closes #([0-9]{1,9})`")

// guessed are the ideas that our report, as it is there, says the story may have
// been written for.
func guessed(s *gateway.Snapshot) []int {
	comment := s.Find(ReportMarker)
	if comment == nil {
		return nil
	}
	var numbers []int
	for _, m := range named().FindAllStringSubmatch(comment.Body, -1) {
		n, _ := strconv.Atoi(m[1])
		numbers = append(numbers, n)
	}
	return numbers
}

// tellers are the kinds and characters of stories, each once.
func tellers(stories []review.ChangedStory) (kinds, characters []string) {
	for _, one := range stories {
		kinds = append(kinds, one.Kind)
		characters = append(characters, one.Characters...)
	}
	return slices.Compact(slices.Sorted(slices.Values(kinds))), slices.Compact(slices.Sorted(slices.Values(characters)))
}

func reportData(c review.Case, found review.Found) reportText {
	s := c.Snapshot
	data := reportText{Draft: s.PullRequest.Draft, Clean: found.Clean(), Truncated: s.PullRequest.FilesTruncated}
	var ideas, closing []string
	for _, number := range found.Closes {
		ideas = append(ideas, "#"+strconv.Itoa(number))
		closing = append(closing, "`Closes #"+strconv.Itoa(number)+"`")
	}
	data.Ideas, data.Closing = words.List(ideas, "or"), words.List(closing, "or")
	for _, one := range found.Foremost() {
		name := one.Kind
		if kind := c.Book.Conventions.Kind(one.Kind); kind != nil {
			name = kind.Name
		}
		data.Stories = append(data.Stories, storyText{Kind: quote.Mark(name), Characters: quote.Mark(words.List(one.Characters, "and"))})
		page := linkText{Title: quote.Mark(base(one.Path)), URL: fileURL(s, one.Path, 0)}
		if len(data.Rendered) < maxPages && !slices.Contains(data.Rendered, page) {
			data.Rendered = append(data.Rendered, page)
		}
	}
	data.list(s, found)
	for _, name := range found.TooLarge {
		data.TooLarge = append(data.TooLarge, quote.Mark(base(name)))
	}
	for _, w := range found.Waived {
		data.Waived = append(data.Waived, waivedText{w.Rule, quote.Mark(w.Reason), quote.Mark(w.By)})
	}
	return data
}

// list lists the findings, the severest first, and counts those that are left out.
func (data *reportText) list(s *gateway.Snapshot, found review.Found) {
	several, lines := len(found.Files) > 1, 0
	for _, group := range []struct {
		severity analysis.Severity
		into     *[]itemText
	}{{analysis.Error, &data.Errors}, {analysis.Warning, &data.Warnings}, {analysis.Hint, &data.Hints}} {
		same := map[string]int{} // rule and message → place in the list
		for _, finding := range found.Findings {
			if finding.Severity != group.severity {
				continue
			}
			where := "line " + strconv.Itoa(finding.Line)
			if several {
				where = quote.Mark(base(finding.Path)) + ", " + where
			}
			place := linkText{Title: where, URL: fileURL(s, finding.Path, finding.Line)}
			at, listed := same[finding.Rule+"\n"+finding.Message]
			switch {
			case listed && len((*group.into)[at].Places) < maxPlaces:
				(*group.into)[at].Places = append((*group.into)[at].Places, place)
			case listed || lines == maxLines:
				data.More++
			default:
				same[finding.Rule+"\n"+finding.Message] = len(*group.into)
				data.Example = cmp.Or(data.Example, finding.Rule)
				*group.into = append(*group.into, itemText{Message: finding.Message, Rule: finding.Rule, Page: checks.Page(finding.Rule), Places: []linkText{place}})
				lines++
			}
		}
	}
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
