package story

import (
	"slices"
	"strings"
)

// A prompt is how some leftover text of a template begins.
type prompt struct {
	phrase
	kind  LeftoverKind
	whole bool // the text must end where the phrase does
}

// maxOpening is how many words of a template's prompt are compared; a prompt
// of fewer than minOpening words must be left whole to be recognised.
const (
	maxOpening = 8
	minOpening = 4
)

func (p *Parser) addTemplatePrompt(text string, kind LeftoverKind) {
	words := fold(text)
	p.addPrompt(newPrompt(words[:min(maxOpening, len(words))], kind))
}

func newPrompt(words phrase, kind LeftoverKind) prompt {
	return prompt{phrase: words, kind: kind, whole: len(words) < minOpening}
}

func (p *Parser) addPrompt(added prompt) {
	if words := added.phrase; len(words) > 0 {
		p.prompts[words[0]] = append(p.prompts[words[0]], added)
	}
}

// leftover reports whether a text is left from a template.
func (p *Parser) leftover(words []string) (LeftoverKind, bool) {
	if len(words) == 0 {
		return "", false
	}
	for _, candidate := range p.prompts[words[0]] {
		if n, ok := candidate.prefix(words); ok && (!candidate.whole || n == len(words)) {
			return candidate.kind, true
		}
	}
	return "", false
}

// inRow is all words of some texts, folded, with a space before and behind each.
func inRow(texts []string) string {
	if len(texts) == 0 {
		return ""
	}
	var row strings.Builder
	row.WriteByte(' ')
	for _, text := range texts {
		for words := range slices.Chunk(strings.Fields(text), maxWords/2) {
			for _, word := range fold(strings.Join(words, " ")) {
				row.WriteString(word + " ")
			}
		}
	}
	return row.String()
}
