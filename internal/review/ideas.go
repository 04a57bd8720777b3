package review

import (
	"cmp"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/storybot-app/storybot/internal/filename"
	"github.com/storybot-app/storybot/internal/lazyregexp"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/related"
)

// asFor is how near a second idea is to the nearest, as a share of its score,
// when nobody can tell which of the two was meant.
const asFor = 0.8

// maxNamed is how many ideas a story may have been written for; where more are
// as likely none is named.
const maxNamed = 2

// ideasOf are the ideas that a pull request's story was written for, as far as
// it says so: in the line that our own drafts begin with, by its branch, in its
// description, by a link in its text. Where nothing says so it is guessed, and a
// guess that was made before stays as long as its ideas are open.
func ideasOf(c Case, found Found) []int {
	if numbers := c.provenance(found); len(numbers) > 0 {
		return few(numbers)
	}
	said := [][]int{c.branchIdeas(), c.references(c.Snapshot.Subject.Title + "\n" + c.Snapshot.Subject.Body)}
	for _, s := range found.Foremost() {
		said = append(said, c.addresses(s.text(found)))
	}
	for _, numbers := range said {
		if numbers = c.onlyOpen(numbers); len(numbers) > 0 {
			return few(numbers)
		}
	}
	if before := c.onlyOpen(c.Guessed); len(before) > 0 {
		return before
	}
	return c.guess()
}

// maxTwins is how many ideas with one title are named.
const maxTwins = 3

// Twins are the open ideas whose stories would get the file name of this one:
// those of its kind with the same title.
func Twins(c Case) []int {
	slug := filename.Slug(c.Proposed.Title)
	var numbers []int
	for _, idea := range c.Ideas {
		if slug != "" && filename.Slug(idea.Title) == slug && idea.Kind == c.Proposed.Kind && idea.Number != c.Snapshot.Subject.Number {
			numbers = append(numbers, idea.Number)
		}
	}
	slices.Sort(numbers)
	return numbers[:min(len(numbers), maxTwins)]
}

// few are the numbers, or none where they are too many to name.
func few(numbers []int) []int {
	if len(numbers) > maxNamed {
		return nil
	}
	return numbers
}

func (s ChangedStory) text(found Found) string {
	if f := found.Files[s.Path]; f != nil {
		return f.Slice(s.Span)
	}
	return ""
}

var (
	issueAddress = lazyregexp.New(`/issues/([0-9]{1,9})\b`)
	issueNumber  = lazyregexp.New(`(?:^|[\s(\[])#([0-9]{1,9})\b`)
	ideaBranch   = lazyregexp.New(`(?i)(?:^|[-_/])(?:idea|issue)[-_/]?([0-9]{1,9})(?:[-_/]|$)`)
	numberFirst  = lazyregexp.New(`^([0-9]{1,9})(?:[-_]|$)`)
)

// provenance are the issues in the lines that say what a new story began as.
func (c Case) provenance(found Found) []int {
	begins, _, _ := strings.Cut(story.Origin, "[")
	var numbers []int
	for _, s := range found.Foremost() {
		for line := range strings.Lines(s.text(found)) {
			if line = strings.TrimLeft(line, "*_> \t"); strings.HasPrefix(line, strings.TrimSpace(begins)) {
				numbers = append(numbers, c.addresses(line)...)
				numbers = append(numbers, numbersIn(issueNumber(), line)...)
			}
		}
	}
	return unique(numbers)
}

// branchIdeas are the issues that the name of a branch has a number of, as ours
// ("storybot/idea-7-…") and those GitHub makes for an issue ("7-…") have.
func (c Case) branchIdeas() []int {
	name := c.Snapshot.PullRequest.HeadRef
	return unique(append(numbersIn(ideaBranch(), name), numbersIn(numberFirst(), path.Base(name))...))
}

// references are the issues of the repository that a text speaks of.
func (c Case) references(text string) []int {
	return unique(append(numbersIn(issueNumber(), text), c.addresses(text)...))
}

// addresses are the issues whose pages a text links, whole or by a path.
func (c Case) addresses(text string) []int {
	var numbers []int
	for _, m := range issueAddress().FindAllStringSubmatchIndex(text, -1) {
		start := strings.LastIndexAny(text[:m[0]], " \t\n(<\"'[") + 1
		before := text[start:m[0]]
		if strings.Contains(before, "://") && !strings.EqualFold(before, c.Snapshot.HTMLURL) {
			continue // another repository's
		}
		if n, err := strconv.Atoi(text[m[2]:m[3]]); err == nil {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

func numbersIn(pattern *regexp.Regexp, text string) []int {
	var numbers []int
	for _, m := range pattern.FindAllStringSubmatch(text, -1) {
		if n, err := strconv.Atoi(m[1]); err == nil && n > 0 {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

func unique(numbers []int) []int {
	slices.Sort(numbers)
	return slices.Compact(numbers)
}

// onlyOpen are the numbers of open ideas among some.
func (c Case) onlyOpen(numbers []int) []int {
	return slices.DeleteFunc(slices.Clone(numbers), func(n int) bool {
		return !slices.ContainsFunc(c.Ideas, func(d related.Doc) bool { return d.Number == n })
	})
}

// guess are the open ideas that the story speaks of nearly as they do: one, or
// two that are as near.
func (c Case) guess() []int {
	if len(c.Ideas) == 0 || !c.Comparable {
		return nil
	}
	type scored struct {
		number int
		score  float64
	}
	index := c.Book.rank(append(slices.Clone(c.Stories), c.About))
	var all []scored
	for _, idea := range c.Ideas {
		near := index.Nearest(idea, 1)
		if len(near) > 0 && near[0].Path == c.About.Path && near[0].Strong() {
			all = append(all, scored{idea.Number, near[0].Score})
		}
	}
	slices.SortStableFunc(all, func(a, b scored) int { return cmp.Or(cmp.Compare(b.score, a.score), a.number-b.number) })
	var numbers []int
	for _, one := range all {
		if one.score >= asFor*all[0].score {
			numbers = append(numbers, one.number)
		}
	}
	return few(unique(numbers))
}
