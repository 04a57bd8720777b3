package browser

import (
	"context"
	"fmt"
	"net/url"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// patience bounds each wait; a test that passes never gets near it.
const patience = 30 * time.Second

// visitor is somebody at the browser.
type visitor struct {
	t    *testing.T
	site site
	tab  context.Context
}

// do does something in the page.
func (v visitor) do(what string, actions ...chromedp.Action[chromedp.Void]) {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.tab, patience)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		v.t.Fatalf("%s: %v", what, err)
	}
}

// look opens a page of the site.
func (v visitor) look(path string) {
	v.t.Helper()
	v.do("open "+path, chromedp.Navigate(v.site.url+path))
}

// read shows a page that is given as text.
func (v visitor) read(html string) {
	v.t.Helper()
	v.do("open a text", chromedp.Navigate("data:text/html;charset=utf-8,"+url.PathEscape(html)))
}

// fill puts a text into a field as pasting does.
func (v visitor) fill(selector, text string) {
	v.t.Helper()
	v.tabTo(selector)
	v.do("fill "+selector, chromedp.SetValue(chromedp.CSS(selector), text))
}

// click presses something with the mouse.
func (v visitor) click(selector string) {
	v.t.Helper()
	v.do("click "+selector, chromedp.Click(chromedp.CSS(selector)))
}

// become acts as somebody else.
func (v visitor) become(login string) {
	v.t.Helper()
	v.do("choose "+login, chromedp.SetValue(chromedp.CSS("#login"), login))
	v.click(".who button")
}

// js is what an expression of the page is.
func js[T any](v visitor, expression string) T {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.tab, patience)
	defer cancel()
	got, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		v.t.Fatalf("%s: %v", expression, err)
	}
	return got
}

// want reports an expression of the page that is not true.
func (v visitor) want(expression string) {
	v.t.Helper()
	if !js[bool](v, "!!("+expression+")") {
		v.t.Errorf("not so: %s", expression)
	}
}

// until waits for an expression of the page to be true, on whatever page comes.
func (v visitor) until(expression string) {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.tab, patience)
	defer cancel()
	for ctx.Err() == nil {
		// While a page gives way to the next one, there is nothing to ask.
		if met, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("!!("+expression+")")); err == nil && met {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	v.t.Fatalf("never so: %s\n%s", expression, js[string](v, "document.location + '\\n' + document.body.innerText"))
}

// at waits for a page of the site to have loaded, with its scripts.
func (v visitor) at(path string) {
	v.t.Helper()
	v.until(fmt.Sprintf("document.readyState === 'complete' && location.pathname === %q", path))
}

// keys types as a keyboard does, into whatever has the focus.
func (v visitor) keys(text string) {
	v.t.Helper()
	v.do("type "+text, chromedp.KeyEvent(text))
}

// send presses Ctrl+Enter.
func (v visitor) send() {
	v.t.Helper()
	v.do("Ctrl+Enter", chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(kb.ModifierCtrl)))
}

// tabTo presses Tab until something has the focus.
func (v visitor) tabTo(selector string) {
	v.t.Helper()
	for range 80 {
		v.keys(kb.Tab)
		if js[bool](v, fmt.Sprintf("document.activeElement.matches(%q)", selector)) {
			return
		}
	}
	v.t.Fatalf("Tab never comes to %s", selector)
}

// wide makes the window so many pixels wide and high.
func (v visitor) wide(width, height int64) {
	v.t.Helper()
	v.do("resize", chromedp.EmulateViewport(width, height))
}

// scheme chooses light or dark.
func (v visitor) scheme(name string) {
	v.t.Helper()
	_, err := chromedp.Call(v.tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}, {Name: "prefers-reduced-motion", Value: "reduce"}},
	})
	if err != nil {
		v.t.Fatalf("%s: %v", name, err)
	}
}

// inSight is the expression that an element can be seen without scrolling.
func inSight(selector string) string {
	return fmt.Sprintf(`(() => { const e = document.querySelector(%q), b = e && e.getBoundingClientRect();
		return !!b && b.height > 0 && b.top < innerHeight && b.bottom > 0; })()`, selector)
}
