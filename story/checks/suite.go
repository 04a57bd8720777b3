// Package checks holds storybot's rules, one file each: its page, its value,
// its one function. Suite is the list of them.
//
// A rule reads what package story parsed and reports; it never parses, reads
// files or prints.
package checks

import "github.com/storybot-app/storybot/story/analysis"

// Suite lists all rules.
func Suite() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		titleRule,
		characterRule,
		moralsRule,
		sourcesRule,
		retellsRule,
		sourceLinkRule,
		whyCharacterRule,
		otherCharactersRule,
		questionRule,
		templateTextRule,
		draftNoticeRule,
		undefinedReferenceRule,
		fileNameRule,
		locationRule,
		summaryRule,
		indexRule,
		encodingRule,
		unclosedFenceRule,
		leftoverNoteRule,
		htmlLinkRule,
		brokenLinkRule,
	}
}
