package demo

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/storybot-app/storybot/internal/githubsim"
	"github.com/storybot-app/storybot/internal/lazyregexp"
)

var hexColour = lazyregexp.New(`^[0-9a-fA-F]{6}$`)

// labelClass is the class that gives a label its colour.
func labelClass(l githubsim.LabelView) string { return "label-" + colourOf(l) }

func colourOf(l githubsim.LabelView) string {
	if !hexColour().MatchString(l.Color) {
		return "ededed"
	}
	return strings.ToLower(l.Color)
}

// labelSheet is the style sheet of a repository's labels. Colours are data, so
// they cannot stand in the fixed sheet, and styles within the page are off.
func labelSheet(labels []githubsim.LabelView) string {
	var css strings.Builder
	seen := map[string]bool{}
	for _, l := range append(labels, githubsim.LabelView{}) {
		colour := colourOf(l)
		if !seen[colour] {
			fmt.Fprintf(&css, ".%s{background:#%s;color:#%s}\n", labelClass(l), colour, inkOn(colour))
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
