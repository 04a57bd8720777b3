package replay

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/storybot-app/storybot/internal/githubsim"
	"github.com/storybot-app/storybot/internal/lazyregexp"
)

// State is what people saw after one state of the branch was pushed.
type State struct {
	Name        string    `json:"name"` // "draft1", …, "head"
	Labels      []string  `json:"labels"`
	Comment     string    `json:"comment"` // "new", "edited", "same" or "none"
	Check       string    `json:"check"`   // conclusion; "" without a check run
	Findings    []Finding `json:"findings"`
	Suggestions int       `json:"suggestions"` // one-click changes, in the one review
	Reads       int       `json:"reads"`
	Writes      int       `json:"writes"`

	pull  int
	body  string
	files map[string]changedFile
}

// Finding is a remark of the check run, at lines of the file's new text.
type Finding struct {
	Rule    string `json:"rule"`
	Path    string `json:"path"`
	Line    int    `json:"line"`
	EndLine int    `json:"end_line"`
	Message string `json:"message"`
	// Untouched: the pull request changed none of these lines.
	Untouched bool `json:"untouched,omitempty"`
}

// String names the finding and its place.
func (f Finding) String() string { return fmt.Sprintf("%s at %s:%d", f.Rule, f.Path, f.Line) }

// changedFile is a file of the pull request.
type changedFile struct {
	added   bool
	text    string
	touched map[int]bool // lines; nil when the whole file is new or nothing is known
}

// touches reports whether any of the lines was changed.
func (f changedFile) touches(from, to int) bool {
	if f.touched == nil {
		return true
	}
	for line := from; line <= to; line++ {
		if f.touched[line] {
			return true
		}
	}
	return false
}

// seeState takes down what there is to see. before is the state before, nil at
// first.
func seeState(name string, view githubsim.IssueView, bot string, before *State, cost Cost) State {
	s := State{Name: name, Labels: []string{}, Findings: []Finding{}, Comment: "none", Reads: cost.Reads, Writes: cost.Writes, files: map[string]changedFile{}}
	for _, label := range view.Labels {
		s.Labels = append(s.Labels, label.Name)
	}
	for _, file := range view.Files {
		changed := changedFile{added: file.Status == "added", text: string(file.Head)}
		if !changed.added && file.Patch != "" || file.Status == "renamed" {
			changed.touched = touchedLines(file.Patch)
		}
		s.files[file.Path] = changed
	}
	for _, comment := range comments(view, bot) {
		s.Comment, s.body = "new", comment.Body
	}
	if before != nil && before.body != "" && s.body != "" {
		s.Comment = "edited"
		if before.body == s.body {
			s.Comment = "same"
		}
	}
	for _, review := range view.Reviews {
		if review.Author == bot {
			s.Suggestions += len(review.Comments)
		}
	}
	if len(view.Checks) > 0 {
		s.Check = view.Checks[0].Conclusion
		for _, a := range view.Checks[0].Annotations {
			s.Findings = append(s.Findings, Finding{
				Rule: a.Title, Path: a.Path, Line: a.StartLine, EndLine: a.EndLine, Message: a.Message,
				Untouched: !s.files[a.Path].touches(a.StartLine, a.EndLine),
			})
		}
	}
	return s
}

// comments are the bot's comments in the conversation.
func comments(view githubsim.IssueView, bot string) []githubsim.CommentView {
	return slices.DeleteFunc(slices.Clone(view.Comments), func(c githubsim.CommentView) bool { return c.Author != bot })
}

// hunkHead is the head of a hunk: where it stands in the new text.
var hunkHead = lazyregexp.New(`^@@ -\d+(?:,\d+)? \+(\d+)`)

// touchedLines reads from a patch which lines of the new text were changed;
// beside lines that were only removed, that is the one before and after.
func touchedLines(patch string) map[int]bool {
	touched, line := map[int]bool{}, 0
	for text := range strings.Lines(patch) {
		if hunk := hunkHead().FindStringSubmatch(text); hunk != nil {
			line, _ = strconv.Atoi(hunk[1])
			continue
		}
		switch text[0] {
		case '+':
			touched[line] = true
			line++
		case '-':
			touched[max(line-1, 1)], touched[line] = true, true
		case '\\':
		default:
			line++
		}
	}
	return touched
}

// observe looks for what the bot must never do.
func (p *Played) observe(view githubsim.IssueView, bot string) {
	wrong := func(format string, args ...any) {
		p.conduct = append(p.conduct, fmt.Sprintf("#%d: ", p.Number)+fmt.Sprintf(format, args...))
	}
	for _, state := range p.States {
		for _, found := range state.Findings {
			if found.Untouched {
				wrong("%s, which %s did not touch", found, state.Name)
			}
		}
	}
	said := len(comments(view, bot))
	reviews := len(slices.DeleteFunc(slices.Clone(view.Reviews), func(r githubsim.ReviewView) bool { return r.Author != bot }))
	switch {
	case said > 1:
		wrong("%d comments instead of one", said)
	case said == 0 && p.Class == "adds_story":
		wrong("no word to a new story")
	case said > 0 && p.Class != "adds_story" && !p.everFound():
		wrong("a comment that has nothing to say")
	}
	if reviews > 1 {
		wrong("%d reviews instead of one", reviews)
	}
	if p.Again > 0 {
		wrong("%d writes for an event that was seen before", p.Again)
	}
}

// everFound reports whether any state had a finding.
func (p *Played) everFound() bool {
	return slices.ContainsFunc(p.States, func(s State) bool { return len(s.Findings) > 0 })
}
