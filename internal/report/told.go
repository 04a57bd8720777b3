package report

import (
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/internal/review"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/checks"
)

// toldText is what is said of a story that stands in an issue, in the text
// "idea".
type toldText struct {
	Character               string // who tells it, "" if nobody yet
	Errors, Warnings, Hints []itemText
	HintsTitle, Example     string
	More                    int // findings that are left out
}

// Clean reports whether there is nothing to say of it.
func (t *toldText) Clean() bool { return len(t.Errors)+len(t.Warnings)+len(t.Hints) == 0 }

// toldData is what is said of a story in an issue; nil if there is none.
func toldData(told *review.Told) *toldText {
	if told == nil {
		return nil
	}
	data := &toldText{Character: quote.Mark(told.Character)}
	lines := 0
	for _, group := range []struct {
		severity analysis.Severity
		into     *[]itemText
	}{{analysis.Error, &data.Errors}, {analysis.Warning, &data.Warnings}, {analysis.Hint, &data.Hints}} {
		same := map[string]int{} // rule and message → place in the list
		for _, finding := range told.Findings {
			if finding.Severity != group.severity {
				continue
			}
			key := finding.Rule + "\n" + finding.Message
			at, listed := same[key]
			switch {
			case listed:
				(*group.into)[at].addPlace(finding.Where)
			case lines == maxLines:
				data.More++
			default:
				same[key] = len(*group.into)
				item := itemText{Message: finding.Message, Rule: finding.Rule, Page: checks.Page(finding.Rule)}
				item.addPlace(finding.Where)
				*group.into = append(*group.into, item)
				lines++
			}
			if data.Example == "" {
				data.Example = finding.Rule
			}
		}
	}
	data.HintsTitle = plural(len(data.Hints), "1 thought, if you like", "thoughts, if you like")
	return data
}

// addPlace adds where a finding is, in the writer's words.
func (item *itemText) addPlace(where string) {
	if where != "" && len(item.Places) < maxPlaces {
		item.Places = append(item.Places, linkText{Title: where})
	}
}
