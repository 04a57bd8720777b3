package gateway

import (
	"crypto/sha1"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"github.com/storybot-app/storybot/internal/lazyregexp"
)

// hunkHead is the head of a hunk: where it stands in the old and the new text.
var hunkHead = lazyregexp.New(`^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@`)

// readPatch reads a patch as GitHub gives it: the lines of the new text it
// adds or changes, and those a review comment may stand on. Where lines were
// only removed, the line after the gap counts as touched.
func readPatch(patch string) (touched, hunks []LineRange) {
	line, gap := 0, false
	for text := range strings.Lines(patch) {
		if head := hunkHead().FindStringSubmatch(text); head != nil {
			line, gap = number(head[1], 0), false
			if length := number(head[2], 1); length > 0 {
				hunks = append(hunks, LineRange{line, line + length - 1})
			}
			continue
		}
		switch text[0] {
		case '+':
			touched = extend(touched, line)
			line, gap = line+1, false
		case '-':
			gap = true
		case ' ', '\n', '\r':
			if gap {
				touched = extend(touched, line)
			}
			line, gap = line+1, false
		}
	}
	if gap && line > 1 {
		touched = extend(touched, line-1)
	}
	return touched, hunks
}

func number(digits string, otherwise int) int {
	if n, err := strconv.Atoi(digits); err == nil {
		return n
	}
	return otherwise
}

// extend adds a line to ranges that are in order.
func extend(ranges []LineRange, line int) []LineRange {
	if n := len(ranges); n > 0 && ranges[n-1].To >= line-1 {
		ranges[n-1].To = max(ranges[n-1].To, line)
		return ranges
	}
	return append(ranges, LineRange{line, line})
}

// addedText rebuilds a new file from its patch, byte for byte; false when the
// patch is not that of a whole new file.
func addedText(patch string, additions int) ([]byte, bool) {
	var text strings.Builder
	lines := 0
	for line := range strings.Lines(patch) {
		switch line[0] {
		case '@':
		case '+':
			text.WriteString(line[1:])
			lines++
		case '\\': // "\ No newline at end of file"
			whole := strings.TrimSuffix(text.String(), "\n")
			return []byte(whole), lines == additions
		default:
			return nil, false
		}
	}
	whole := text.String()
	if lines > 0 && !strings.HasSuffix(patch, "\n") {
		whole += "\n" // the answer leaves out the last line end of a patch
	}
	return []byte(whole), lines == additions
}

// blobID is git's id of a file with this text.
func blobID(text []byte) string {
	sum := sha1.New()
	_, _ = fmt.Fprintf(sum, "blob %d\x00", len(text))
	_, _ = sum.Write(text)
	return hex.EncodeToString(sum.Sum(nil))
}
