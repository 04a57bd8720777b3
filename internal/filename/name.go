package filename

import (
	"errors"
	"slices"
	"strings"
	"unicode"
)

// Why a title gives no name.
var (
	ErrNoTitle    = errors.New("the title has no letters or digits that can be spelled with a to z")
	ErrOnlyTeller = errors.New("the title only says who tells it")
	ErrDevice     = errors.New("that name is reserved on Windows")
)

// unnumbered stands in a number's place until somebody gives one.
const unnumbered = "0000"

// devices are names Windows keeps for itself, whatever ending follows.
func devices() []string {
	return []string{
		"con", "prn", "aux", "nul",
		"com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
		"lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
	}
}

// Name is the name to propose for a title and who tells it, "" for nobody. The
// teller is not said twice where the title begins with them. It is one path
// element, safe on every file system, and one that Accepts accepts. The errors
// are those above.
func (p Pattern) Name(who, text string) (string, error) {
	p = p.orDefault()
	words, name := slug(text), slug(who)
	switch {
	case words == "":
		return "", ErrNoTitle
	case slices.Contains(spellings([]string{who}, "_"), words):
		return "", ErrOnlyTeller
	}
	if i := p.at(teller); name == "" || i >= 0 && i+2 == p.at(title) && leads(words, []string{who}, "_") {
		p = p.WithoutTeller()
	}
	made := cut(p.fill(name, words), maxSlug)
	if slices.Contains(devices(), made) {
		return "", ErrDevice
	}
	return made + Ending, nil
}

// fill writes a pattern with slugs in its places. A long title is cut, so that
// what follows it stays.
func (p Pattern) fill(name, words string) string {
	write := func(words string) string {
		var b strings.Builder
		for _, one := range p.parts {
			switch one.place {
			case teller:
				b.WriteString(strings.ReplaceAll(name, "_", p.joiner))
			case title:
				b.WriteString(strings.ReplaceAll(words, "_", p.joiner))
			case number:
				b.WriteString(unnumbered)
			default:
				b.WriteString(one.text)
			}
		}
		return b.String()
	}
	if room := maxSlug - len(write("")); room > 0 {
		words = cut(words, room)
	}
	return write(words)
}

// Accepts reports whether a name has the pattern and begins with one of those
// who tell it; no names stand for nobody. Case and accents do not count.
func (p Pattern) Accepts(name string, tellers []string) bool {
	stem, ok := strings.CutSuffix(name, Ending)
	if !ok {
		return false
	}
	stem, p = folded(stem), p.orDefault()
	unspelled := func(name string) bool { return slug(name) == "" }
	if len(tellers) == 0 || slices.ContainsFunc(tellers, unspelled) {
		if bare := p.WithoutTeller(); bare.match(bare.parts, stem, nil) {
			return true
		}
	}
	return p.match(p.parts, stem, tellers)
}

// match reports whether a folded text has these parts.
func (p Pattern) match(parts []part, rest string, tellers []string) bool {
	if len(parts) == 0 {
		return rest == ""
	}
	after := func(n int) bool { return p.match(parts[1:], rest[n:], tellers) }
	switch parts[0].place {
	case fixed:
		text := strings.ToLower(parts[0].text)
		return strings.HasPrefix(rest, text) && after(len(text))
	case number:
		digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
		return digits > 0 && after(digits)
	case teller:
		return slices.ContainsFunc(spellings(tellers, p.joiner), func(name string) bool {
			return strings.HasPrefix(rest, name) && after(len(name))
		})
	}
	for end := len(rest); end > 0; end-- {
		if p.words(rest[:end]) && after(end) {
			return true
		}
	}
	return false
}

// words reports whether a text is words joined as those of a title are.
func (p Pattern) words(text string) bool {
	if p.either {
		text = strings.ReplaceAll(text, "-", p.joiner)
	}
	for word := range strings.SplitSeq(text, p.joiner) {
		if word == "" || strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			return false
		}
	}
	return true
}

// Leads reports whether a title begins with one of those who tell it, possessive
// or not.
func Leads(text string, tellers []string) bool {
	return leads(strings.Join(wordsOf(text), "_"), tellers, "_")
}

// leads reports whether joined words begin with a name.
func leads(words string, tellers []string, joiner string) bool {
	return slices.ContainsFunc(spellings(tellers, joiner), func(name string) bool {
		rest, ok := strings.CutPrefix(words, name)
		return ok && (rest == "" || strings.HasPrefix(rest, joiner))
	})
}

// spellings are the ways to write each name: whole or its first word alone,
// possessive or not.
func spellings(names []string, joiner string) []string {
	var all []string
	for _, name := range names {
		words := wordsOf(name)
		if len(words) == 0 {
			continue
		}
		for _, spelled := range []string{strings.Join(words, joiner), words[0], strings.ReplaceAll(slug(name), "_", joiner)} {
			if spelled != "" {
				all = append(all, spelled, spelled+"s")
			}
		}
	}
	return all
}

// apostrophes fall away: they end no word.
var apostrophes = strings.NewReplacer("'", "", "’", "", "‘", "")

// wordsOf are the words of a text, as names are compared.
func wordsOf(text string) []string {
	return strings.FieldsFunc(apostrophes.Replace(folded(text)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
