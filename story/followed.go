package story

// followed is a kind as the template asks for it that the text is most like: it
// asks most of what that one asks, and lacks least of it. It is the first where
// the text asks nothing.
func (d *document) followed(k *kindPhrases) *kindPhrases {
	if len(k.others) == 0 {
		return k
	}
	texts := d.askings()
	best, most := k, 0
	consider := func(one *kindPhrases) {
		asked, missing := one.compared(texts)
		if likeness := 1 + 2*asked - missing; asked > 0 && (most == 0 || likeness > most) {
			best, most = one, likeness
		}
	}
	consider(k)
	for i := range k.others {
		consider(&k.others[i])
	}
	return best
}

// compared counts the kind's questions that some texts ask, and those they do
// not.
func (k *kindPhrases) compared(texts [][]string) (asked, missing int) {
	seen := map[int]bool{}
	for _, words := range texts {
		if q := k.question(words); q >= 0 && !k.questions[q].extra {
			seen[q] = true
		}
	}
	for _, q := range k.questions {
		if !q.extra {
			missing++
		}
	}
	return len(seen), missing - len(seen)
}

// asks reports whether words are a question of the kind, in any template.
func (k *kindPhrases) asks(words []string) bool {
	if k.question(words) >= 0 {
		return true
	}
	for i := range k.others {
		if k.others[i].question(words) >= 0 {
			return true
		}
	}
	return false
}

// asksMost counts the questions among some texts, in the words of the template
// that has most of them.
func (k *kindPhrases) asksMost(texts [][]string) int {
	most := k.asksOf(texts)
	for i := range k.others {
		most = max(most, k.others[i].asksOf(texts))
	}
	return most
}
