package related

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strconv"

	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/simple"
)

// A Group is texts that share words that few others have.
type Group struct {
	Members []int    // places among the texts that were grouped, in order
	Words   []string // what they share most, at most three; none of a text on its own
}

// mostNear is how many of the nearest texts draw a text to them.
const mostNear = 5

// Groups gathers texts by their words, the largest group first. How near two
// texts are is what Nearest says; which of them belong together is found by
// gonum's modularity (Louvain), which needs no number of groups to be given and
// leaves alone what is near to nothing. The same texts give the same groups.
func Groups(texts []string, o Options) []Group {
	docs := make([]Doc, len(texts))
	for i, text := range texts {
		docs[i] = Doc{Path: strconv.Itoa(i) + "/index.md", Text: text} // a name that says nothing
	}
	ix := New(docs, o)
	g := simple.NewWeightedUndirectedGraph(0, 0)
	for i := range docs {
		g.AddNode(simple.Node(i))
	}
	near := make([][]Match, len(docs))
	for i, doc := range docs {
		near[i] = ix.Nearest(doc, mostNear)
		for _, m := range near[i] {
			j := place(m.Doc)
			weight, _ := g.Weight(int64(i), int64(j))
			g.SetWeightedEdge(simple.WeightedEdge{F: simple.Node(i), T: simple.Node(j), W: weight + m.Score})
		}
	}
	var groups []Group
	for _, nodes := range community.Modularize(g, 1, rand.NewPCG(1, 1)).Communities() {
		var members []int
		for _, n := range nodes {
			members = append(members, int(n.ID()))
		}
		slices.Sort(members)
		groups = append(groups, Group{members, ix.common(members, near)})
	}
	slices.SortFunc(groups, func(a, b Group) int {
		return cmp.Or(len(b.Members)-len(a.Members), a.Members[0]-b.Members[0])
	})
	return groups
}

// place is which of the texts a doc is.
func place(d Doc) int {
	n, _ := strconv.Atoi(d.Path[:len(d.Path)-len("/index.md")])
	return n
}

// common are the words that bring most members together, each in one form.
func (ix *Index) common(members []int, near [][]Match) []string {
	type shared struct {
		word  string // in the form met first
		count int
	}
	byStem := map[string]*shared{}
	var all []*shared
	for _, i := range members {
		for _, m := range near[i] {
			if _, inside := slices.BinarySearch(members, place(m.Doc)); !inside {
				continue
			}
			for _, word := range m.Words {
				stem := ix.inverted.stem(word)
				if byStem[stem] == nil {
					byStem[stem] = &shared{word: word}
					all = append(all, byStem[stem])
				}
				byStem[stem].count++
			}
		}
	}
	slices.SortStableFunc(all, func(a, b *shared) int { return cmp.Or(b.count-a.count, cmp.Compare(a.word, b.word)) })
	var words []string
	for _, s := range all[:min(len(all), maxShown)] {
		words = append(words, s.word)
	}
	return words
}
