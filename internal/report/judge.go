package report

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/checks"
	"github.com/storybot-app/storybot/story/idea"
)

// Shelf is a book and the folder of the repository it stands in.
type Shelf struct {
	Book *book.Book
	Root string // "." for the repository's own root
	// Policy is what the repository decided.
	Policy Policy
	// words are those ideas are read by.
	words *idea.Words
}

// OpenShelf loads the book of a repository's tree: the one nearest to its root.
// builtin holds the built-in templates; decided is what the repository says of
// its book.
func OpenShelf(tree fs.FS, paths []string, builtin fs.FS, decided config.Book) (Shelf, error) {
	root := book.RootAmong(paths)
	below, err := fs.Sub(tree, root)
	if err != nil {
		return Shelf{}, err
	}
	loaded, err := book.Load(below, builtin, Conventions(decided))
	return Shelf{Book: loaded, Root: root, words: IdeaWords(decided)}, err
}

// inside is a repository path as the book calls it; false if it is not in it.
func (s Shelf) inside(name string) (string, bool) {
	if s.Root == "." {
		return name, true
	}
	return strings.CutPrefix(name, s.Root+"/")
}

// Outside is a path of the book as the repository calls it.
func (s Shelf) Outside(name string) string { return path.Join(s.Root, name) }

// Wants tells whether the text of a changed file is worth reading: Markdown, a
// file without an ending that might become it, or the repository's settings.
func Wants(name string) bool {
	ending := path.Ext(name)
	return name == config.RepoPath || strings.EqualFold(ending, ".md") || strings.EqualFold(ending, ".markdown") || ending == ""
}

// Told is one story of a pull request.
type Told struct {
	*story.Story
	Path  string // in the repository
	Line  int    // of its title
	Added bool   // the pull request brings the file
}

// Judged is a pull request's stories and what the rules find on what it touches.
type Judged struct {
	Shelf
	Stories  []Told
	Findings []analysis.Diagnostic // with paths of the repository
	Waived   []Waiver              // of which no findings are told
	Origin   int                   // an open idea the story may have been written for, 0 if none
	TooLarge []string              // files in the stories' places that are too large to read
	files    map[string]*story.File
}

// Judge parses the stories a pull request touches and runs the rules over them.
func Judge(pull *gateway.PullRequest, shelf Shelf) Judged {
	j := Judged{Shelf: shelf, files: make(map[string]*story.File)}
	change := &analysis.Change{Lines: map[string]analysis.Lines{}, Added: map[string]bool{}, Pages: map[string]*story.File{}, Gone: map[string]string{}, Partial: pull.FilesTruncated}
	var parsed []*story.File
	for i := range pull.Files {
		file := &pull.Files[i]
		if file.Path == config.RepoPath {
			j.Findings = append(j.Findings, settingsFindings(file)...)
		}
		name, ok := shelf.inside(file.Path)
		switch old, was := shelf.inside(file.PreviousPath); {
		case ok && file.Status == "removed":
			change.Gone[name] = ""
		case was && file.Status == "renamed" && ok:
			change.Gone[old] = name
		case was && file.Status == "renamed":
			change.Gone[old] = "" // it left the book
		}
		if ok && file.TooLarge && j.storyPlace(name) {
			j.TooLarge = append(j.TooLarge, file.Path)
		}
		if !ok || file.Status == "removed" {
			continue
		}
		change.Pages[name] = nil
		if !file.Read {
			continue
		}
		if path.Base(name) == "SUMMARY.md" {
			change.SummaryAdds = append(change.SummaryAdds, summaryAdds(name, file)...)
		}
		for _, lines := range file.Touched {
			change.Lines[name] = append(change.Lines[name], analysis.LineRange(lines))
		}
		change.Added[name] = file.Status == "added"
		f := shelf.Book.Parse(name, file.Head)
		change.Pages[name] = f
		if told := j.told(f, file, change); len(told) > 0 || path.Base(name) == "SUMMARY.md" {
			j.Stories = append(j.Stories, told...)
			j.files[file.Path] = f
			parsed = append(parsed, f)
		}
	}
	if len(j.Stories) == 0 {
		return j
	}
	for _, finding := range analysis.Run(analysis.Input{Files: parsed, Book: shelf.Book, Change: change}, checks.Suite()) {
		finding.Path = shelf.Outside(finding.Path)
		j.Findings = append(j.Findings, finding)
	}
	return j
}

// Waiver says that what a rule finds on a pull request is to stay as it is.
type Waiver struct {
	Rule   string `json:"rule"`
	Reason string `json:"reason"` // a person's text, not safe to echo as it is
	By     string `json:"by"`     // login
}

// Without leaves out what the waivers are for, and keeps them to be shown.
func (j Judged) Without(waivers []Waiver) Judged {
	j.Waived = waivers
	j.Findings = slices.DeleteFunc(slices.Clone(j.Findings), func(d analysis.Diagnostic) bool {
		return slices.ContainsFunc(waivers, func(w Waiver) bool { return w.Rule == d.Rule })
	})
	return j
}

// storyPlace tells whether a Markdown file stands where stories do.
func (s Shelf) storyPlace(name string) bool {
	return s.Book.KindAt(path.Dir(name)) != nil
}

// concerned tells whether there is anything to say of the pull request.
func (j Judged) concerned() bool { return len(j.Stories)+len(j.TooLarge)+len(j.Findings) > 0 }

// clean tells whether nothing is left to do; hints are thoughts.
func (j Judged) clean() bool {
	return len(j.TooLarge) == 0 && !slices.ContainsFunc(j.Findings, func(d analysis.Diagnostic) bool { return d.Severity != analysis.Hint })
}

// told lists the stories of a file that the change touches.
func (j Judged) told(f *story.File, file *gateway.ChangedFile, change *analysis.Change) []Told {
	var told []Told
	for _, s := range f.Stories {
		from, _ := f.Position(s.Span.Start)
		to, _ := f.Position(max(s.Span.Start, s.Span.End-1))
		if change.Added[f.Path] || change.Lines[f.Path].Touches(from, to) {
			line, _ := f.Position(s.TitleSpan.Start)
			told = append(told, Told{Story: s, Path: file.Path, Line: line, Added: change.Added[f.Path]})
		}
	}
	return told
}

// summaryAdds lists the lines that a change adds to the table of contents.
func summaryAdds(name string, file *gateway.ChangedFile) []analysis.SummaryLine {
	before := make(map[string]bool)
	for line := range strings.Lines(string(file.Base)) {
		before[strings.TrimSpace(line)] = true
	}
	var added []analysis.SummaryLine
	lines := strings.Split(string(file.Head), "\n")
	for _, r := range file.Touched {
		for n := r.From; n <= min(r.To, len(lines)); n++ {
			// Without its indentation: alone, a deeply nested item is code.
			if text := strings.TrimSpace(lines[n-1]); !before[text] {
				added = append(added, analysis.SummaryLine{Path: name, Line: n, Text: text})
			}
		}
	}
	return added
}

// New tells whether the pull request brings a story, and does not only edit one.
func (j Judged) New() bool {
	return slices.ContainsFunc(j.Stories, func(t Told) bool { return t.Added })
}

// foremost are the stories labels and thanks are for: the new ones, or else
// those that were edited.
func (j Judged) foremost() []Told {
	if !j.New() {
		return j.Stories
	}
	return slices.DeleteFunc(slices.Clone(j.Stories), func(t Told) bool { return !t.Added })
}

// labelled are the stories whose labels the pull request should wear.
func (j Judged) labelled() []Told {
	if !j.New() && len(j.Stories) > maxLabelled {
		return nil
	}
	return j.foremost()
}
