package review

import (
	"maps"
	"slices"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/ledger"
	"github.com/storybot-app/storybot/internal/linediff"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/checks"
)

// Mended is a file of a pull request after all certain fixes.
type Mended struct {
	Path  string // in the repository; another one if a fix moves it
	Text  []byte
	Fixed int // findings
}

// Mend applies the certain fixes to a file of a pull request, of which text is
// what it holds by now. What the pull request leaves as it was stays so, and
// nothing is done about rules that are waived.
func Mend(c Case, name string, text []byte) (Mended, error) {
	f := look(c.Snapshot.PullRequest, c.Book)
	inside, _ := c.Book.Inside(name)
	suite := slices.DeleteFunc(checks.Suite(), func(a *analysis.Analyzer) bool {
		return slices.ContainsFunc(c.Memory.Waivers, func(w ledger.Waiver) bool { return w.Rule == a.Name })
	})
	var base []byte
	for _, file := range c.Snapshot.PullRequest.Files {
		if file.Path == name {
			base = file.Base
		}
	}
	done, err := analysis.FixChanged(c.Book.Book, inside, text, suite, func(now string, text []byte) *analysis.Change {
		change := *f.change
		change.Lines, change.Added = maps.Clone(change.Lines), maps.Clone(change.Added)
		change.Added[now] = change.Added[inside]
		change.Lines[now] = linesSince(base, text)
		return &change
	})
	if err != nil {
		return Mended{}, err
	}
	mended := Mended{Path: c.Book.Outside(done.Path), Text: done.Text, Fixed: len(done.Done)}
	if taken(c.Snapshot.PullRequest, mended.Path) {
		mended.Path = name
	}
	return mended, nil
}

// linesSince are the lines that a text has and an earlier one had not.
func linesSince(base, text []byte) analysis.Lines {
	var lines analysis.Lines
	for _, h := range linediff.Hunks(base, text) {
		lines = append(lines, analysis.LineRange{From: h.New, To: max(h.New, h.New+h.NewLines-1)})
	}
	return lines
}

// taken reports whether a pull request has a file of a name.
func taken(pull *gateway.PullRequest, name string) bool {
	return slices.ContainsFunc(pull.Files, func(f gateway.ChangedFile) bool { return f.Path == name })
}
