package review

import (
	"path"
	"slices"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/ledger"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/checks"
)

// ChangedStory is one story that a pull request brings or changes.
type ChangedStory struct {
	*story.Story
	Path  string // in the repository
	Line  int    // of its title
	Added bool   // the pull request brings it, as a file or as a section of one
}

// Found is what was found in a pull request: its stories, and what the rules
// say of the lines it touches.
type Found struct {
	Stories  []ChangedStory
	Findings []analysis.Diagnostic  // with paths of the repository
	Waived   []ledger.Waiver        // rules whose findings are left out
	Closes   []int                  // ideas the story may have been written for, which merging does not close
	Strays   []Stray                // files that are near to a story; they matter where there is none
	TooLarge []string               // files where stories are that are too large to read
	Files    map[string]*story.File // those with stories, by path in the repository
}

// PullRequest looks for stories in a pull request and runs the rules over them.
func PullRequest(c Case) Found {
	found := find(c.Snapshot.PullRequest, c.Book)
	found.waive(c.Memory.Waivers)
	if !found.New() || len(c.Snapshot.PullRequest.Closes) > 0 {
		return found
	}
	found.Closes = ideasOf(c, found)
	return found
}

// finder gathers what the rules need to know of a change.
type finder struct {
	Found
	book   Book
	change *analysis.Change
	parsed []*story.File
}

// Stories looks for stories in a pull request, and runs no rule over them.
func Stories(c Case) Found { return look(c.Snapshot.PullRequest, c.Book).Found }

func find(pull *gateway.PullRequest, book Book) Found {
	f := look(pull, book)
	for _, finding := range analysis.Run(analysis.Input{Files: f.parsed, Book: book.Book, Change: f.change}, checks.Suite()) {
		if len(f.Stories) == 0 && finding.Severity != analysis.Error {
			continue // there is no story to help with, but what stops the book is told
		}
		finding.Path = book.Outside(finding.Path)
		f.Findings = append(f.Findings, finding)
	}
	return f.Found
}

// look takes in all files of a change.
func look(pull *gateway.PullRequest, book Book) finder {
	f := finder{book: book, Found: Found{Files: make(map[string]*story.File)}, change: &analysis.Change{
		Lines: map[string]analysis.Lines{}, Added: map[string]bool{}, Pages: map[string]*story.File{},
		Gone: map[string]string{}, Partial: pull.FilesTruncated,
	}}
	for i := range pull.Files {
		f.file(&pull.Files[i])
	}
	return f
}

// file takes in one file of the change.
func (f *finder) file(file *gateway.ChangedFile) {
	if file.Path == config.RepoPath {
		f.Findings = append(f.Findings, settingsFindings(file)...)
	}
	name, inside := f.book.Inside(file.Path)
	f.gone(file, name, inside)
	if inside && file.TooLarge && f.book.storyPlace(name) {
		f.TooLarge = append(f.TooLarge, file.Path)
	}
	if !inside || file.Status == "removed" {
		return
	}
	f.change.Pages[name] = nil
	if file.Read {
		f.text(file, name)
	}
}

// gone notes that a page of the book is not where it was.
func (f *finder) gone(file *gateway.ChangedFile, name string, inside bool) {
	switch old, was := f.book.Inside(file.PreviousPath); {
	case inside && file.Status == "removed":
		f.change.Gone[name] = ""
	case was && file.Status == "renamed" && inside:
		f.change.Gone[old] = name
	case was && file.Status == "renamed":
		f.change.Gone[old] = "" // it left the book
	}
}

// text takes in the text of a file of the book.
func (f *finder) text(file *gateway.ChangedFile, name string) {
	isSummary := path.Base(name) == "SUMMARY.md"
	if isSummary {
		f.change.SummaryAdds = append(f.change.SummaryAdds, summaryAdds(name, file)...)
	}
	for _, lines := range file.Touched {
		f.change.Lines[name] = append(f.change.Lines[name], analysis.LineRange(lines))
	}
	f.change.Added[name] = file.Status == "added"
	parsed := f.book.Parse(name, file.Head)
	f.change.Pages[name] = parsed
	f.stray(file, name, parsed)
	changed := changedStories(parsed, f.book.before(file, name, parsed), file, f.change)
	if len(changed) > 0 || isSummary {
		f.Stories = append(f.Stories, changed...)
		f.Files[file.Path] = parsed
		f.parsed = append(f.parsed, parsed)
	}
}

// changedStories lists the stories of a file that the change touches; before is
// the file as it was, if that is known.
func changedStories(f, before *story.File, file *gateway.ChangedFile, change *analysis.Change) []ChangedStory {
	var changed []ChangedStory
	for _, s := range f.Stories {
		from, _ := f.Position(s.Span.Start)
		to, _ := f.Position(max(s.Span.Start, s.Span.End-1))
		if change.Added[f.Path] || change.Lines[f.Path].Touches(from, to) {
			line, _ := f.Position(s.TitleSpan.Start)
			added := change.Added[f.Path] || newSection(f, before, s, file.Touched)
			changed = append(changed, ChangedStory{Story: s, Path: file.Path, Line: line, Added: added})
		}
	}
	return changed
}

// waive leaves out what the waivers are for, and keeps them to be shown.
func (f *Found) waive(waivers []ledger.Waiver) {
	f.Waived = waivers
	f.Findings = slices.DeleteFunc(f.Findings, func(d analysis.Diagnostic) bool {
		return slices.ContainsFunc(waivers, func(w ledger.Waiver) bool { return w.Rule == d.Rule })
	})
}

// Any reports whether there is anything to say of the pull request.
func (f Found) Any() bool { return len(f.Stories)+len(f.TooLarge)+len(f.Findings) > 0 }

// Clean reports whether nothing is left to do; hints are thoughts.
func (f Found) Clean() bool {
	return len(f.TooLarge) == 0 && !slices.ContainsFunc(f.Findings, func(d analysis.Diagnostic) bool { return d.Severity != analysis.Hint })
}

// New reports whether the pull request brings a story, and does not only edit one.
func (f Found) New() bool {
	return slices.ContainsFunc(f.Stories, func(s ChangedStory) bool { return s.Added })
}

// Foremost are the stories that thanks are for: the new ones, or else those
// that were edited.
func (f Found) Foremost() []ChangedStory {
	if !f.New() {
		return f.Stories
	}
	return slices.DeleteFunc(slices.Clone(f.Stories), func(s ChangedStory) bool { return !s.Added })
}

// maxLabelled is how many stories an edit may touch to get their labels: one
// that touches more is about the book, not about them.
const maxLabelled = 3

// Labelled are the stories whose labels the pull request should wear.
func (f Found) Labelled() []ChangedStory {
	if !f.New() && len(f.Stories) > maxLabelled {
		return nil
	}
	return f.Foremost()
}
