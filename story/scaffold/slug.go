package scaffold

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/storybot-app/storybot/internal/lazyregexp"
	"github.com/storybot-app/storybot/internal/quote"
)

// maxSlug is how many bytes a file name has before its ending.
const maxSlug = 80

// extension ends the name of every story.
const extension = ".md"

// spelled are letters and signs that have a usual spelling in ASCII but no
// decomposition in Unicode.
var spelled = strings.NewReplacer("&", " and ",
	"ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "đ", "d", "ð", "d", "ł", "l", "þ", "th", "ı", "i")

// The languages that are spelled with a sign.
var (
	sharp    = lazyregexp.New(`\b([cf])#`)
	plusPlus = lazyregexp.New(`\bc\+\+`)
)

// devices are names Windows keeps for itself, whatever ending follows.
var devices = []string{
	"con", "prn", "aux", "nul",
	"com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
	"lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
}

// Slug turns a title into the words of a file name: a to z, 0 to 9 and single
// underscores, at most 80 bytes, cut at a word. Accents are dropped and a few
// signs spelled out ("C#" is c_sharp). It is empty when the title has no
// letter or digit that can be spelled so.
func Slug(title string) string {
	return cut(slug(title), maxSlug)
}

// FileName names the story file of a title told by a character, in the form
// alan_tries_to_foo.md. The character's name comes first unless the title
// begins with it; an empty character leaves it out. The result is one path
// element and safe on every file system; a title that cannot be named is a
// Refusal.
func FileName(character, title string) (string, error) {
	words, teller := slug(title), slug(character)
	switch words {
	case "":
		return "", emptyTitle(title)
	case teller:
		return "", &Refusal{What: "title", Message: fmt.Sprintf(
			"The title only says who tells the story. Please add what %s does, for example \"%s\".",
			quote.Mark(character), quote.Mark(character)+" tries to …")}
	}
	if teller != "" && !startsWith(words, teller) {
		words = teller + "_" + words
	}
	name := cut(words, maxSlug)
	if slices.Contains(devices, name) {
		return "", &Refusal{What: "title", Message: "Windows cannot store a file of that name. " +
			"Please give the title one more word."}
	}
	return name + extension, nil
}

// emptyTitle refuses a title of which no file name is left, saying why.
func emptyTitle(title string) *Refusal {
	shown := Clean(title)
	switch {
	case shown == "":
		return &Refusal{What: "title", Message: "The story needs a title. " +
			"Please say in a few words who does what."}
	case strings.ContainsFunc(shown, unicode.IsLetter):
		return &Refusal{What: "title", Message: "A file name is written with the letters a to z and digits, " +
			"and this title has none of them. Please add a few words in Latin letters."}
	}
	return &Refusal{What: "title", Message: "This title has no letters or digits, so the file cannot be named after it. " +
		"Please say in a few words who does what."}
}

// slug is Slug without its limit.
func slug(title string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(spellOut(Clean(title))) {
		switch {
		case r >= 'A' && r <= 'Z', r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte('_')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		case unicode.Is(unicode.Mn, r), r == '\'', r == '’', r == '‘':
			// An accent or an apostrophe does not end a word.
		default:
			gap = true
		}
	}
	return b.String()
}

// spellOut writes what has no letters of its own in lower-case letters.
func spellOut(text string) string {
	text = sharp().ReplaceAllString(strings.ToLower(text), "${1} sharp ")
	return spelled.Replace(plusPlus().ReplaceAllString(text, "cpp"))
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

// startsWith reports whether the words begin with the name, also in the
// possessive ("alans").
func startsWith(words, name string) bool {
	rest, ok := strings.CutPrefix(words, name)
	if !ok {
		return false
	}
	rest = strings.TrimPrefix(rest, "s")
	return rest == "" || rest[0] == '_'
}
