package related

import "math"

// The parameters of BM25, and how much more a word counts
// that is in a title.
const (
	saturation  = 3
	lengthShare = 0.75
	inTitle     = 4
)

// A posting says how often a section has a stem.
type posting struct {
	section     int32
	title, text int32
}

// A section is a story or an idea without its chapters, or one chapter. Each is
// compared on its own: else a story of many chapters would be near to anything.
type section struct {
	doc   int32
	words int32
	whole float64 // what all that it says weighs
}

// An inverted index: for each stem the sections that have it.
type inverted struct {
	*lexicon
	sections []section
	postings [][]posting // by the number of the stem
	stories  []int32     // how many stories have it: ideas say nothing about how rare a word is
	all      int         // stories there are
	average  float64     // words of a section of a story
	whole    float64     // mean of what their sections say
}

// invert indexes docs; a doc is known by its place among them.
func invert(docs []Doc, o Options) *inverted {
	v := &inverted{lexicon: newLexicon(o.Language, o.Ignored, vocabulary(docs))}
	words, sections := 0, 0
	for i, doc := range docs {
		before := len(v.sections)
		v.add(i, doc.titles(), doc.Text)
		for _, chapter := range doc.Chapters {
			v.add(i, []string{chapter.Title}, chapter.Text)
		}
		if doc.Number != 0 {
			continue
		}
		v.all++
		for _, s := range v.sections[before:] {
			words += int(s.words)
			sections++
		}
	}
	v.average = float64(max(1, words)) / float64(max(1, sections))
	v.stories = make([]int32, len(v.postings))
	for stem, list := range v.postings {
		last := int32(-1)
		for _, p := range list {
			if doc := v.sections[p.section].doc; doc != last && docs[doc].Number == 0 {
				v.stories[stem]++
				last = doc
			}
		}
	}
	v.weigh()
	return v
}

// vocabulary is about how many different words docs have: maps that need not grow
// save a quarter of the time.
func vocabulary(docs []Doc) int {
	const bytesPerWord, most = 128, 1 << 15
	size := 0
	for i := range docs {
		size += len(docs[i].Text)
	}
	return min(size/bytesPerWord, most)
}

// weigh sums up what each section says.
func (v *inverted) weigh() {
	for stem, id := range v.stems {
		if v.widespread(int(v.stories[id])) {
			continue
		}
		rarity := v.rarity(int(v.stories[id]), stem)
		for _, p := range v.postings[id] {
			v.sections[p.section].whole += rarity * v.share(p)
		}
	}
	for _, s := range v.sections {
		v.whole += s.whole / float64(len(v.sections))
	}
}

// add counts the words of one section.
func (v *inverted) add(doc int, titles []string, text string) {
	at := int32(len(v.sections))
	words := int32(0)
	count := func(word []byte) *posting {
		id := v.learn(word)
		if id == voidWord {
			return nil
		}
		words++
		if int(id) == len(v.postings) {
			v.postings = append(v.postings, nil)
		}
		list := v.postings[id]
		if list == nil {
			list = make([]posting, 0, 4)
		}
		if len(list) == 0 || list[len(list)-1].section != at {
			list = append(list, posting{section: at})
			v.postings[id] = list
		}
		return &list[len(list)-1]
	}
	for _, title := range titles {
		each(title, func(word []byte) {
			if p := count(word); p != nil {
				p.title++
			}
		})
	}
	each(text, func(word []byte) {
		if p := count(word); p != nil {
			p.text++
		}
	})
	v.sections = append(v.sections, section{doc: int32(doc), words: words})
}

// share is how much of what a word can count at most it counts for a section.
func (v *inverted) share(p posting) float64 {
	often := float64(inTitle*p.title + p.text)
	length := saturation * (1 - lengthShare + lengthShare*float64(v.sections[p.section].words)/v.average)
	return often / (often + length)
}

// littleWeight is what a common word of the language counts beside another.
const littleWeight = 0.4

// having counts the stories that have a stem.
func (v *inverted) having(id int32) int {
	if id < 0 {
		return 0
	}
	return int(v.stories[id])
}

// others counts the stories that have a stem, but for those to be left out.
func (v *inverted) others(id int32, own map[int32]bool) int {
	count, last := v.having(id), int32(-1)
	if count == 0 {
		return 0
	}
	for _, p := range v.postings[id] {
		if doc := v.sections[p.section].doc; own[doc] && doc != last {
			count--
			last = doc
		}
	}
	return count
}

// rarity is how much a word says that so many stories have.
func (v *inverted) rarity(stories int, stem string) float64 {
	weight := math.Log(1 + (float64(v.all-stories)+0.5)/(float64(stories)+0.5))
	if v.common[stem] {
		weight *= littleWeight
	}
	return weight
}

// widespread reports whether so many stories have a word that it is no theme.
func (v *inverted) widespread(stories int) bool {
	const commonIn = 4 // more than one of so many
	return stories > max(2, v.all/commonIn)
}
