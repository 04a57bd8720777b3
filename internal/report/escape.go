package report

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/storybot-app/storybot/internal/lazyregexp"
)

// maxInline is how many characters of somebody's text are echoed in a line.
const maxInline = 120

// zeroWidth breaks a mention, a reference or an address without changing how it reads.
const zeroWidth = "\u200b"

var (
	markdownPunctuation = lazyregexp.New("[\\\\`*_{}\\[\\]<>()+!|~]")
	references          = lazyregexp.New(`(?i)(#|\bgh-)(\d)`)
	addresses           = lazyregexp.New(`(?i)\b(https?|ftp)://|\bwww\.`)
)

// Inline makes a piece of somebody's text safe to stand within a line of a
// comment: one line, no control or direction marks, no Markdown, and nothing
// GitHub would turn into a mention, a reference or a closing word. At most
// 120 characters are kept.
func Inline(text string) string {
	text = shorten(oneLine(text), maxInline)
	return defused(markdownPunctuation().ReplaceAllString(text, `\$0`))
}

// Title makes a piece of somebody's text safe to be a title, which GitHub
// copies into commits: one line of at most 200 characters that mentions nobody
// and closes nothing.
func Title(text string) string { return defused(shorten(oneLine(text), maxTitle)) }

// maxTitle is how many characters of somebody's text make a title.
const maxTitle = 200

// defused breaks what GitHub would turn into a mention, a reference or a link.
func defused(text string) string {
	text = references().ReplaceAllString(text, "$1"+zeroWidth+"$2")
	text = addresses().ReplaceAllStringFunc(text, func(found string) string {
		return found[:1] + zeroWidth + found[1:]
	})
	return strings.ReplaceAll(text, "@", "@"+zeroWidth)
}

// Fenced puts somebody's text into a code block that it cannot end.
func Fenced(text string) string {
	fence := strings.Repeat("`", max(3, longestRun(text, '`')+1))
	return fence + "text\n" + strings.TrimRight(text, "\n") + "\n" + fence
}

// oneLine folds white space and drops what does not show: control characters,
// direction marks, zero-width characters and broken UTF-8.
func oneLine(text string) string {
	visible := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r == utf8.RuneError, unicode.IsControl(r), unicode.Is(unicode.Cf, r) && r != '\u200d':
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(visible), " ")
}

// shorten cuts text to at most limit characters, at a word where one ends near.
func shorten(text string, limit int) string {
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	cut := string([]rune(text)[:limit-1])
	if space := strings.LastIndexByte(cut, ' '); space > len(cut)/2 {
		cut = cut[:space]
	}
	return cut + "…"
}

// longestRun is the length of the longest run of the byte in text.
func longestRun(text string, of byte) int {
	longest, run := 0, 0
	for i := range len(text) {
		if text[i] != of {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}
