package filename

import (
	"fmt"
	"slices"
	"strings"
)

// Ending is what the name of every file ends with.
const Ending = ".md"

// A Pattern is how a file is named: fixed text around the places of its teller,
// its title and its number. The zero value is the default, "{teller}_{title}".
type Pattern struct {
	parts  []part
	joiner string // between the words of a teller or title
	either bool   // words may also be joined by hyphens: the pattern does not say how
}

// A part is one place of a pattern, or fixed text.
type part struct {
	place place
	text  string
}

type place int

const (
	fixed place = iota
	teller
	title
	number
)

// ByTitle is the pattern for files named after their titles alone.
func ByTitle() Pattern { return Pattern{parts: []part{{place: title}}, joiner: "_", either: true} }

// places are the places by how they are written.
func places() map[string]place {
	return map[string]place{"{teller}": teller, "{title}": title, "{number}": number}
}

// maxPattern is how long a pattern may be, in bytes.
const maxPattern = 80

// Parse reads a pattern, such as "{number}-{title}.md"; the ending may be left
// out. The words of a title are joined by hyphens in a pattern that has some
// and no underscores, else by underscores. The error is a sentence.
func Parse(text string) (Pattern, error) {
	rest := strings.TrimSuffix(text, Ending)
	p := Pattern{joiner: "_", either: !strings.ContainsAny(rest, "-_")}
	if strings.Contains(rest, "-") && !strings.Contains(rest, "_") {
		p.joiner = "-"
	}
	if len(rest) > maxPattern {
		return Pattern{}, fmt.Errorf("it may have up to %d letters", maxPattern)
	}
	for rest != "" {
		next, size, err := nextPart(rest)
		if err != nil {
			return Pattern{}, err
		}
		if n := len(p.parts); n > 0 && next.place != fixed && p.parts[n-1].place != fixed {
			return Pattern{}, fmt.Errorf("something must stand between %s and the place before it", rest[:size])
		}
		if next.place != fixed && p.has(next.place) {
			return Pattern{}, fmt.Errorf("%s can be there once", rest[:size])
		}
		p.parts, rest = append(p.parts, next), rest[size:]
	}
	if !p.has(title) {
		return Pattern{}, fmt.Errorf("{title} is missing: without it all names would be the same")
	}
	return p, nil
}

// nextPart is the first part of a text and how long it is.
func nextPart(text string) (part, int, error) {
	if text[0] == '{' {
		end := strings.IndexByte(text, '}')
		if place, ok := places()[text[:end+1]]; ok {
			return part{place: place}, end + 1, nil
		}
		return part{}, 0, fmt.Errorf("the places are {teller}, {title} and {number}")
	}
	end := strings.IndexByte(text+"{", '{')
	if strings.Trim(text[:end], "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") != "" {
		return part{}, 0, fmt.Errorf("around the places want letters a to z, digits, “_” and “-”")
	}
	return part{text: text[:end]}, end, nil
}

// IsDefault reports whether the pattern is the default because nobody chose one.
func (p Pattern) IsDefault() bool { return len(p.parts) == 0 }

// orDefault is the default for the zero value.
func (p Pattern) orDefault() Pattern {
	if len(p.parts) > 0 {
		return p
	}
	return Pattern{parts: []part{{place: teller}, {text: "_"}, {place: title}}, joiner: "_"}
}

func (p Pattern) has(place place) bool { return p.at(place) >= 0 }

// at is where in a pattern a place is, -1 if it is not there.
func (p Pattern) at(place place) int {
	return slices.IndexFunc(p.parts, func(one part) bool { return one.place == place })
}

// WithoutTeller is the pattern for what nobody tells: the teller's place is left
// out, with the text that joins it to the rest.
func (p Pattern) WithoutTeller() Pattern {
	p = p.orDefault()
	i := p.at(teller)
	switch {
	case i < 0:
		return p
	case i+1 < len(p.parts):
		p.parts = slices.Delete(slices.Clone(p.parts), i, i+2)
	default:
		p.parts = slices.Clone(p.parts[:i-1])
	}
	return p
}

// String is the pattern as Parse reads it.
func (p Pattern) String() string {
	var b strings.Builder
	for _, one := range p.orDefault().parts {
		text := one.text
		for written, place := range places() {
			if place == one.place {
				text = written
			}
		}
		b.WriteString(text)
	}
	return b.String() + Ending
}
