package page

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/storybot-app/storybot/internal/lazyregexp"
)

var hexColour = lazyregexp.New(`^[0-9a-fA-F]{6}$`)

// LabelClass is the class that gives a label its colour: six hexadecimal
// digits, as GitHub has it. Anything else is grey.
func LabelClass(colour string) string { return "label-" + known(colour) }

func known(colour string) string {
	if !hexColour().MatchString(colour) {
		return "ededed"
	}
	return strings.ToLower(colour)
}

// LabelSheet is a style sheet of labels in these colours, and grey. Colours are
// data, so they cannot stand in the fixed sheet, and styles within a page are
// off.
func LabelSheet(colours []string) string {
	var css strings.Builder
	seen := map[string]bool{}
	for _, colour := range append([]string{""}, colours...) {
		colour = known(colour)
		if !seen[colour] {
			fmt.Fprintf(&css, ".%s{background:#%s;color:#%s}\n", LabelClass(colour), colour, inkOn(colour))
			seen[colour] = true
		}
	}
	return css.String()
}

// inkOn is black or white, whichever is easier to read on a colour.
func inkOn(colour string) string {
	light := luminance(colour)
	if (light+0.05)/0.05 >= 1.05/(light+0.05) {
		return "000000"
	}
	return "ffffff"
}

// luminance is the relative luminance of WCAG, 0 to 1.
func luminance(colour string) float64 {
	weights := []float64{0.2126, 0.7152, 0.0722}
	sum := 0.0
	for i, weight := range weights {
		channel, err := strconv.ParseUint(colour[2*i:2*i+2], 16, 8)
		if err != nil {
			return 1
		}
		v := float64(channel) / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		sum += weight * v
	}
	return sum
}
