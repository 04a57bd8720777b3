package story

import (
	"slices"
	"strings"
)

// nothing looks for headings without anything below, and for items and sections
// that hold dots or question marks alone.
func (n *notebook) nothing() {
	known := n.questionHeadings()
	for i := range n.blocks {
		b := &n.blocks[i]
		switch {
		case b.quote:
		case b.kind == vacant:
			n.add(NoteNothing, n.file.lineAt(b.span.Start))
		case b.kind == heading && len(n.wordsOf(b)) > 0 && !known[b.span.Start] && n.isBare(i):
			n.bare(b)
		case b.kind == prose && (b.depth > 0 || n.fillsSection(i)) && n.saysDots(b.span):
			n.add(NoteNothing, b.span)
		}
	}
}

// bare takes a heading with nothing below. One that asks is still to be answered;
// others may be all there is to say, as the name of a release is.
func (n *notebook) bare(b *block) {
	if strings.HasSuffix(strings.TrimRight(n.headingText(b), "*_ "), "?") {
		n.add(NoteNothing, b.span)
	} else {
		n.guess(NoteBlank, b.span)
	}
}

// questionHeadings are where headings begin that other rules ask about: titles,
// notices, the questions and the heading above them.
func (n *notebook) questionHeadings() map[int]bool {
	known := map[int]bool{}
	for _, s := range n.file.Stories {
		known[s.TitleSpan.Start], known[s.FAQ.Start], known[s.Notice.Start] = true, true, true
		for _, a := range s.Questions {
			if !a.Extra {
				known[a.QuestionSpan.Start] = true
			}
		}
	}
	return known
}

// isBare reports whether nothing stands below a heading before the next of its
// level or higher, not even a lower one.
func (n *notebook) isBare(i int) bool {
	for j := i + 1; j < len(n.blocks); j++ {
		b := &n.blocks[j]
		if b.kind == heading {
			return b.level <= n.blocks[i].level
		}
		if b.kind != markup || n.shows(n.file.Slice(b.span)) {
			return false
		}
	}
	return true
}

// shows reports whether readers see anything of some HTML.
func (n *notebook) shows(html string) bool {
	if strings.HasPrefix(html, "<!--") {
		_, html, _ = strings.Cut(html, "-->")
	}
	if len(fold(withoutTags(html))) > 0 {
		return true
	}
	for _, tag := range []string{"<img", "<picture", "<video", "<audio", "<iframe", "<svg", "<object", "<embed"} {
		if strings.Contains(html, tag) {
			return true
		}
	}
	return false
}

// fillsSection reports whether a block is all there is between two headings.
func (n *notebook) fillsSection(i int) bool {
	return i > 0 && n.blocks[i-1].kind == heading && (i+1 == len(n.blocks) || n.blocks[i+1].kind == heading)
}

// maxDots is how long such a text is at most, its marks included.
const maxDots = 40

// saysDots reports whether a text is dots or question marks alone.
func (n *notebook) saysDots(span Span) bool {
	if span.End-span.Start > maxDots {
		return false
	}
	text := strings.Trim(n.file.Slice(span), "*_[]()\\ \t\r\n")
	return strings.Trim(text, ".…?") == "" && (strings.Contains(text, "..") || strings.ContainsAny(text, "…?"))
}

// outside looks for prose above the title and below the definitions at the end.
func (n *notebook) outside() {
	if n.file.Index || len(n.file.Stories) != 1 {
		return
	}
	if s := n.file.Stories[0]; s.TitleLevel == 1 {
		for i := range n.blocks {
			if b := &n.blocks[i]; b.span.End > s.TitleSpan.Start {
				break
			} else if b.kind == heading {
				return
			} else if b.kind == prose && !b.quote && n.isOwn(b) {
				n.add(NoteOutside, n.firstLine(b))
			}
		}
	}
	n.afterDefinitions()
}

// isOwn reports whether a block of prose is neither left from the template nor
// links alone.
func (n *notebook) isOwn(b *block) bool {
	for _, u := range n.units(b) {
		if _, own := n.classify(u, false); !own {
			return false
		}
	}
	links := n.file.LinksIn(b.span)
	return len(links) == 0 || links[0].Span.Start > b.span.Start
}

// maxAfter is how many blocks stand below the definitions at most that are no
// part of the story.
const maxAfter = 3

// afterDefinitions looks for prose behind the definitions that end a text. A
// single definition ends nothing: it may belong to the paragraph above.
func (n *notebook) afterDefinitions() {
	defs := n.file.Definitions
	if len(defs) == 0 {
		return
	}
	group := 1
	for group < len(defs) && n.follows(defs[len(defs)-group-1].Span, defs[len(defs)-group].Span) {
		group++
	}
	if group < minGroup {
		return
	}
	after := len(n.blocks)
	for after > 0 && n.blocks[after-1].span.Start >= defs[len(defs)-1].Span.End {
		after--
	}
	rest := n.blocks[after:]
	if len(rest) == 0 || len(rest) > maxAfter {
		return
	}
	for i := range rest {
		if rest[i].kind != prose || rest[i].quote {
			return
		}
	}
	first := rest[0].span
	if slices.ContainsFunc(n.file.Undefined, func(r Reference) bool { return r.Span.Start == first.Start }) {
		return // a definition that is none, and told as that
	}
	n.add(NoteOutside, n.firstLine(&rest[0]))
}

// minGroup is how many definitions together end a text.
const minGroup = 2

// follows reports whether only space stands between two spans.
func (n *notebook) follows(a, b Span) bool {
	return a.End <= b.Start && strings.TrimSpace(string(n.file.Text[a.End:b.Start])) == ""
}
