package related

import (
	"slices"
	"strings"
)

// A heading is what a title says: its stems, and how much each of them weighs.
type heading map[string]float64

// headings are the titles of a doc as they are compared. A title that only has
// words that are left out, as "Alan and Grace", is only like one that has them
// all.
func (v *inverted) headings(titles []string) []heading {
	all := make([]heading, 0, len(titles))
	for _, title := range titles {
		h := heading{}
		var void []string
		each(title, func(word []byte) {
			if id, stem := v.find(string(word)); id == voidWord {
				void = append(void, string(word))
			} else {
				h[stem] = v.rarity(v.having(id), stem)
			}
		})
		if len(h) == 0 && len(void) > 0 {
			slices.Sort(void)
			h[strings.Join(void, " ")] = 1
		}
		all = append(all, h)
	}
	return all
}

// alike is how much of two titles is the same, in whatever order: from 0 to 1,
// and in how many words.
func (h heading) alike(other heading) (share float64, words int) {
	var shared, all float64
	for stem, weight := range h {
		all += weight
		if _, ok := other[stem]; ok {
			shared += weight
			words++
		}
	}
	for stem, weight := range other {
		if _, ok := h[stem]; !ok {
			all += weight
		}
	}
	if words == 0 {
		return 0, 0
	}
	return shared / all, words
}
