package web

import "bytes"

// maxDepth is how deep the JSON of a payload may be nested. GitHub's is some
// ten levels deep.
const maxDepth = 1000

// nestsDeeper reports whether arrays and objects stand in one another deeper
// than so many levels. The validator calls itself once a level, so this is
// asked before it.
func nestsDeeper(text []byte, most int) bool {
	if bytes.Count(text, []byte("["))+bytes.Count(text, []byte("{")) <= most {
		return false
	}
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '[', '{':
			if depth++; depth > most {
				return true
			}
		case ']', '}':
			depth--
		case '"':
			i = stringEnd(text, i+1)
		}
	}
	return false
}

// stringEnd is where the string ends that begins at i, or the text.
func stringEnd(text []byte, i int) int {
	for ; i < len(text) && text[i] != '"'; i++ {
		if text[i] == '\\' {
			i++
		}
	}
	return i
}
