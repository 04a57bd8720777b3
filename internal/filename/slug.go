// Package filename decides what a file made from a title is called: the name
// that is proposed for it, and the names that are accepted. Both follow one
// Pattern, so that nothing is proposed that is not accepted afterwards.
//
// It knows letters, not stories: whose names and titles it is given, and what
// to say when there is no name, is for its callers.
package filename

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/storybot-app/storybot/internal/lazyregexp"
	"github.com/storybot-app/storybot/internal/quote"
)

// maxSlug is how many bytes a file name has before its ending.
const maxSlug = 80

// spelled are letters and signs that have a usual spelling in ASCII but no
// decomposition in Unicode.
var spelled = strings.NewReplacer("&", " and ",
	"ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "đ", "d", "ð", "d", "ł", "l", "þ", "th", "ı", "i")

// The languages that are spelled with a sign.
var (
	sharp    = lazyregexp.New(`\b([cf])#`)
	plusPlus = lazyregexp.New(`\bc\+\+`)
)

// Slug turns a title into the words of a file name: a to z, 0 to 9 and single
// underscores, at most 80 bytes, cut at a word. Accents are dropped and a few
// signs spelled out ("C#" is c_sharp). It is empty when the title has no
// letter or digit that can be spelled so.
func Slug(title string) string { return cut(slug(title), maxSlug) }

// slug is Slug without its limit.
func slug(title string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(spellOut(title)) {
		switch {
		case r >= 'A' && r <= 'Z', r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte('_')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		case unicode.Is(unicode.Mn, r), r == '\'', r == '’', r == '‘':
			// An accent or an apostrophe does not end a word.
		case !unicode.IsSpace(r) && quote.Hidden(r):
			// Neither does what does not show.
		default:
			gap = true
		}
	}
	return b.String()
}

// spellOut writes what has no letters of its own in lower-case letters.
func spellOut(text string) string {
	text = strings.ToLower(text)
	if strings.ContainsAny(text, "#+") {
		text = plusPlus().ReplaceAllString(sharp().ReplaceAllString(text, "${1} sharp "), "cpp")
	}
	return spelled.Replace(text)
}

// folded is a name as names are compared: in lower case and without accents.
// Unlike a slug it keeps the letters of every script, and every sign.
func folded(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFKD.String(spelled.Replace(strings.ToLower(name))))
}

// cut shortens a slug to at most limit bytes, at the end of a word unless the
// last word alone is longer than half of it.
func cut(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	if end := strings.LastIndexByte(s[:limit+1], '_'); end > limit/2 {
		return s[:end]
	}
	return strings.TrimRight(s[:limit], "_")
}
