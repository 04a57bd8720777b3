package replay

import (
	"slices"
	"strings"
)

// questionRules are the rules about questions that are not answered yet. A
// prompt that is left under such a question is told by them.
var questionRules = []string{"morals", "sources", "why-character", "other-characters", "retells", "question"}

// ruleOf is the rule that a finding of the corpus is for, "" if there is none.
func ruleOf(code string) string {
	if rule, ok := rulesByCode[code]; ok {
		return rule
	}
	for _, state := range []string{"_placeholder", "_missing", "_partial"} {
		question, ok := strings.CutSuffix(code, state)
		if !ok {
			continue
		}
		if strings.HasPrefix(question, "faq_") || question == "key_attributes" {
			return "question"
		}
		if rule := strings.ReplaceAll(question, "_", "-"); slices.Contains(questionRules, rule) {
			return rule
		}
	}
	return ""
}

var rulesByCode = map[string]string{
	"author_note_left":      "leftover-note",
	"bad_closing_fence":     "unclosed-fence",
	"broken_link":           "broken-link",
	"draft_warning_missing": "draft-notice",
	"filename":              "file-name",
	"html_link":             "html-link",
	"name_token_left":       "template-text",
	"no_known_character":    "character",
	"summary_touched":       "summary",
	"template_header_left":  "template-text",
	"template_prompt_left":  "template-text",
	"template_title_left":   "title",
	"title_missing":         "title",
	"todo_left":             "leftover-note",
	"undefined_ref":         "undefined-reference",
	"wrong_directory":       "location",
}

// needsTree reports whether a rule is only right when the whole book is known as
// it was.
func needsTree(rule string) bool {
	return rule == "draft-notice" || rule == "location" || rule == "broken-link"
}
