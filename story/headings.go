package story

import "slices"

// asked is a question that a heading asks.
type asked struct{ question, level int }

// around notes which headings a heading stands below: what is said below it is
// said below those, too. It matters where headings are what a kind asks.
func (r *faq) around(b *block) {
	if !r.kind.ByHeading {
		return
	}
	if here := (asked{r.current, r.level}); r.current >= 0 && r.form == asHeading && !slices.Contains(r.outer, here) {
		r.outer = append(r.outer, here)
	}
	for n := len(r.outer); n > 0 && r.outer[n-1].level >= b.level; n-- {
		r.outer = r.outer[:n-1]
	}
}

// grow adds a span to what stands under a question.
func (a *answer) grow(span Span, own bool) {
	a.any = join(a.any, span)
	if own {
		a.own = join(a.own, span)
	}
}
