package index

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story"
)

// correct mends words of listed titles: one that stands there twice, and one
// that is misspelled where the page's heading spells it right.
func (t *table) correct() {
	for i := range t.Entries {
		e := t.Entries[i]
		p := t.pages[e.Path]
		if p == nil || e.Text.Empty() {
			continue
		}
		title := string(t.text[e.Text.Start:e.Text.End])
		better := t.spelled(title, p)
		if better == title {
			continue
		}
		shown := shownTitle(better)
		if t.edit(e.Text, better, func(l []listed) []listed { l[i].title = shown; return l }) {
			t.done(t.Path, t.lineOf(e.Path), "“"+quote.Mark(e.Title)+"” is now “"+quote.Mark(shown)+"”.")
		}
	}
}

// compare notes where listed titles differ from their pages' headings.
func (t *table) compare() {
	for _, e := range t.Entries {
		p := t.pages[e.Path]
		if p == nil || folded(p.title) == "" {
			continue
		}
		heading := shownTitle(titlesOf(p)[0])
		if listedAs := strings.Join(strings.Fields(e.Title), " "); listedAs != heading {
			t.note(t.Path, t.lineOf(e.Path), "“"+quote.Mark(e.Title)+"” is listed; the page's heading is “"+quote.Mark(heading)+"”.")
		}
	}
}

// A word of a title, and where it stands in it.
type word struct {
	text string // in lower case
	span story.Span
}

func wordsOf(title string) []word {
	var all []word
	start := -1
	end := func(at int) {
		if start >= 0 {
			all = append(all, word{strings.ToLower(title[start:at]), story.Span{Start: start, End: at}})
		}
		start = -1
	}
	for i, r := range title {
		switch letter := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r); {
		case letter && start < 0:
			start = i
		case !letter && r != '\'' && r != '’':
			end(i)
		}
	}
	end(len(title))
	return all
}

// spelled is a listed title with its slips mended, as far as the page's heading
// shows that they are some.
func (t *table) spelled(title string, p *page) string {
	heading := wordsOf(p.title)
	if len(heading) == 0 {
		return title
	}
	title = once(title, heading)
	listed := wordsOf(title)
	pairs := align(listed, heading)
	for _, pair := range slices.Backward(pairs) {
		wrong, right := listed[pair[0]], heading[pair[1]]
		if slip(wrong.text, right.text, t.book.Language) && t.evident(wrong.text, right.text, p) {
			title = title[:wrong.span.Start] + asWritten(title[wrong.span.Start:wrong.span.End], p.title[right.span.Start:right.span.End]) + title[wrong.span.End:]
		}
	}
	return title
}

// asWritten is a word with a capital where the word it replaces has one.
func asWritten(wrong, right string) string {
	a, _ := utf8.DecodeRuneInString(wrong)
	b, size := utf8.DecodeRuneInString(right)
	switch {
	case unicode.IsUpper(a):
		return string(unicode.ToUpper(b)) + right[size:]
	case unicode.IsLower(a):
		return string(unicode.ToLower(b)) + right[size:]
	}
	return right
}

// once is a title without the second of two equal words that only a space
// parts, unless the heading has some word twice as well.
func once(title string, heading []word) string {
	if doubled(heading, "") > 0 {
		return title
	}
	listed := wordsOf(title)
	if i := doubled(listed, title); i > 0 {
		return title[:listed[i-1].span.End] + title[listed[i].span.End:]
	}
	return title
}

// doubled is the number of the first word that repeats the one before it, with
// nothing but spaces between the two where the text is known; 0 for none.
func doubled(all []word, title string) int {
	for i := 1; i < len(all); i++ {
		if all[i].text == all[i-1].text && (title == "" || strings.TrimSpace(title[all[i-1].span.End:all[i].span.Start]) == "") {
			return i
		}
	}
	return 0
}

// align pairs the words of a title with those that stand in their place in a
// heading: where the words before or behind are the same, or the ends.
func align(listed, heading []word) [][2]int {
	same := func(i, j int) bool {
		if i < 0 || j < 0 || i == len(listed) || j == len(heading) {
			return i < 0 && j < 0 || i == len(listed) && j == len(heading)
		}
		return listed[i].text == heading[j].text
	}
	var pairs [][2]int
	for i := range listed {
		for j := range heading {
			if listed[i].text != heading[j].text && (same(i-1, j-1) || same(i+1, j+1)) {
				pairs = append(pairs, [2]int{i, j})
				break
			}
		}
	}
	return pairs
}
