package related_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/storybot-app/storybot/story/related"
)

// BenchmarkNew indexes a thousand stories of five hundred words. The ratio
// (x-floor) is to cutting the same texts at their spaces and counting the words,
// which any index has to do.
func BenchmarkNew(b *testing.B) {
	all, size := library(1000, 500)
	b.SetBytes(int64(size))
	var ours, floor time.Duration
	for b.Loop() {
		ours += took(func() { related.New(all, english()) })
		floor += took(func() {
			for _, doc := range all {
				counts := make(map[string]int)
				for word := range strings.FieldsSeq(doc.Text) {
					counts[word]++
				}
			}
		})
	}
	b.ReportMetric(ours.Seconds()*1000/float64(b.N), "ms/index")
	b.ReportMetric(float64(ours)/float64(floor), "x-floor")
}

func took(do func()) time.Duration {
	start := time.Now()
	do()
	return time.Since(start)
}

// BenchmarkNearest asks such an index for what is near one of its stories.
func BenchmarkNearest(b *testing.B) {
	all, _ := library(1000, 500)
	ix := related.New(all, english())
	for i := 0; b.Loop(); i++ {
		ix.Nearest(all[i%len(all)], 3)
	}
}

// library is some stories of a few thousand words, the most of them rare, as in
// any language.
func library(stories, words int) (docs []related.Doc, size int) {
	random := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(random, 1.1, 8, 20_000)
	syllables := []string{"ba", "den", "fi", "gor", "hu", "kel", "la", "mon", "ne", "pas", "rin", "so", "ter", "ving"}
	word := func() string {
		var w strings.Builder
		for n := zipf.Uint64() + 3; n > 0; n /= uint64(len(syllables)) {
			w.WriteString(syllables[n%uint64(len(syllables))])
		}
		return w.String()
	}
	text := func(n int) string {
		var t strings.Builder
		for range n {
			t.WriteString(word() + " ")
		}
		return t.String()
	}
	for i := range stories {
		docs = append(docs, related.Doc{Path: fmt.Sprintf("src/status_quo/%d.md", i), Title: text(4), Text: text(words)})
		size += len(docs[i].Text)
	}
	return docs, size
}
