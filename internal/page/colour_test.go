package page

import (
	"strings"
	"testing"
)

// TestInkIsReadable asks for WCAG's contrast of 4.5 on every colour there is a
// reason to try.
func TestInkIsReadable(t *testing.T) {
	for _, channel := range []string{"00", "33", "66", "77", "99", "cc", "ff"} {
		for _, colour := range []string{channel + "0000", "00" + channel + "00", "0000" + channel, channel + channel + channel} {
			a, b := luminance(colour), luminance(inkOn(colour))
			if contrast := (max(a, b) + 0.05) / (min(a, b) + 0.05); contrast < 4.5 {
				t.Errorf("%s on %s: contrast %.2f", inkOn(colour), colour, contrast)
			}
		}
	}
	hostile := LabelSheet([]string{"fff}body{display:none"})
	if strings.Contains(hostile, "body") {
		t.Errorf("a colour reaches the style sheet: %s", hostile)
	}
}
