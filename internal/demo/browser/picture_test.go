package browser

import (
	"bytes"
	"flag"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

var update = flag.Bool("update", false, "take docs/demo.png anew")

// TestPicture keeps the README's picture a picture; with -update it is taken.
func TestPicture(t *testing.T) {
	name := filepath.Join("..", "..", "..", "docs", "demo.png")
	if *update {
		if err := os.WriteFile(name, picture(t), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	file, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	shown, err := png.DecodeConfig(bytes.NewReader(file))
	if err != nil || shown.Width != pictureWide || shown.Height != pictureHigh {
		t.Errorf("%s: %d by %d pixels (%v), want %d by %d: take it with -update", name, shown.Width, shown.Height, err, pictureWide, pictureHigh)
	}
}

const pictureWide, pictureHigh = 1180, 1500

// picture is a draft that the bot started and somebody marked ready.
func picture(t *testing.T) []byte {
	v := visitor{t, start(t), open(t)}
	reader, writer := v.site.other(t, "reader"), v.site.other(t, "writer")
	reader("/-/idea", "template", "status-quo.yml", "title", "Niklaus loses a week to the cache", "field-2", "3",
		"field-1", "Niklaus cleans the cache to save space, and every script of last year stops working.",
		"field-3", "- What looks like a copy may be the only one.")
	writer("/-/comment", "number", "1", "body", "/claim\n/scaffold")
	v.wide(pictureWide, pictureHigh)
	v.scheme("light")
	v.look(address("/issues/1"))
	v.until(`document.querySelector("aside a[href*='/pull/']") !== null`)
	writer("/-/change", "number", "2", "what", "ready")
	v.look(address("/pull/2"))
	v.until(`document.querySelector(".onlines[id]") !== null && document.querySelector(".outcome") !== null`)
	v.look(address("/pull/2"))
	shot, err := chromedp.Run(v.tab, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	return shot
}
