package browser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// TestPage walks through the page as a writer with a keyboard would, at both
// widths. One demo and one browser serve it all: starting them takes longest.
func TestPage(t *testing.T) {
	s, tab := start(t), open(t)
	for i, width := range []int64{360, 1280} {
		t.Run(fmt.Sprintf("%d pixels", width), func(t *testing.T) {
			v := visitor{t, s, tab}
			v.wide(width, 800)
			v.scheme("light")
			idea, pull := 2*i+1, 2*i+2
			fileAnIdea(v, idea)
			newsWhileWriting(v, idea)
			nothingIsLost(v, idea)
			commentByKeyboard(v, idea)
			pullRequest(v, idea, pull)
			everyPage(v, idea, pull)
		})
	}
}

func fileAnIdea(v visitor, idea int) {
	v.look("/")
	v.tabTo("nav a[href$='/issues/new']")
	v.keys(kb.Enter)
	v.at(address("/issues/new"))
	v.want(`document.querySelector("[aria-current=page]") === document.querySelector(".tabs a")`)
	v.tabTo(".tabs a[href*=status-quo]")
	v.keys(kb.Enter)
	v.until(`document.querySelector("[aria-current=page]")?.textContent === "Status quo story"`)
	v.tabTo("#title")
	v.keys("Niklaus loses a week to the cache")
	v.tabTo("#field-1")
	v.keys("He cleans the cache, and every script of last year stops working.")
	v.send()
	v.at(address("/issues/%d", idea))
	v.until(`document.querySelectorAll("article.bot").length === 1`)
}

// newsWhileWriting: it is said in sight, aloud, and takes nothing away.
func newsWhileWriting(v visitor, idea int) {
	v.look(address("/issues/%d", idea))
	v.tabTo("#comment")
	v.keys("half a tho")
	v.site.other(v.t, "reader")("/-/comment", "number", fmt.Sprint(idea), "body", "me too")
	v.until(`document.querySelector("#news").textContent.includes("reader commented.")`)
	v.want(inSight("#news a"))
	v.want(`document.querySelector("#news").getAttribute("role") === "status"`)
	v.want(`document.activeElement.id === "comment" && document.activeElement.value === "half a tho"`)
	v.want(`[...document.querySelectorAll("article")].at(-1).innerText.includes("me too")`)
	v.keys("ught")
	v.want(`document.querySelector("#comment").value === "half a thought"`)
	v.click("#news a")
	v.until(`document.querySelector("#news").textContent === "" && document.activeElement.matches("article")`)
	v.want(inSight(":target"))
	v.want(`document.activeElement.innerText.includes("me too")`)
}

// nothingIsLost: not on another page, not by a refusal, not by changing person.
func nothingIsLost(v visitor, idea int) {
	path := address("/issues/%d", idea)
	v.look("/")
	v.look(path)
	v.want(`document.querySelector("#comment").value === "half a thought"`)
	v.want(`document.querySelector(".kept").textContent.startsWith("Here’s what you typed earlier.")`)
	v.become("outsider")
	v.until(`document.readyState === "complete" && document.querySelector("[for=comment]").textContent === "Comment as outsider"`)
	v.want(`document.querySelector("#comment").value === "half a thought"`)
	v.click(".kept button")
	v.want(`document.querySelector("#comment").value === ""`)
	if left := js[[]string](v, `Object.entries(sessionStorage).map(String)`); len(left) > 0 {
		v.t.Errorf("drafts are left: %q", left)
	}
	// An empty comment is refused by the server, which scripts cannot prevent.
	v.fill("#comment", "  ")
	v.send()
	v.at("/-/comment")
	v.want(`document.activeElement.innerText === "Your comment is empty."`)
	v.want(inSight(".problem"))
	v.want(`document.querySelector("#comment").value === "  "`)
	v.become("writer")
	v.at(path)
}

// commentByKeyboard: the new comment is where one lands, with the focus.
func commentByKeyboard(v visitor, idea int) {
	v.look(address("/issues/%d", idea))
	v.tabTo("#comment")
	v.keys(strings.Repeat("line\r", 30) + "/claim")
	v.send()
	v.until(`location.hash.startsWith("#issuecomment-") && document.readyState === "complete"`)
	v.want(`document.activeElement.id === location.hash.slice(1)`)
	v.want(`document.activeElement.ariaLabel?.startsWith("writer commented at ")`)
	v.want(`scrollY > 0`)
	v.want(inSight(":target"))
	v.want(`document.querySelector("#comment").value === "" && document.querySelector(".kept") === null`)
	// The bot's answer arrives without taking the reader away.
	v.until(`document.querySelector(":target .reactions")?.innerText.includes("rocket") && document.querySelector("aside").innerText.includes("writer")`)
	v.want(`document.activeElement.id === location.hash.slice(1)`)
	v.want(inSight(":target"))
}

// pullRequest: a story is written, its comments answered, its file renamed.
func pullRequest(v visitor, idea, pull int) {
	name := fmt.Sprintf("src/status_quo/niklaus_loses_his_cache_and_his_patience_in_a_very_long_week_%d.md", pull)
	v.look(address("/issues/%d", idea))
	v.tabTo("aside a[href*='/new/main/']")
	v.keys(kb.Enter)
	v.until(`document.readyState === "complete" && location.pathname.includes("/new/main/")`)
	v.fill("#path", name)
	v.fill("#body", fmt.Sprintf("Closes #%d", idea))
	v.send()
	v.at(address("/pull/%d", pull))
	v.until(`document.querySelector(".onlines[id] summary") !== null`)
	v.want(fmt.Sprintf(`document.querySelector("aside a[href$='/issues/%d']") !== null`, idea))

	v.tabTo(".onlines[id] > .edit > summary")
	v.keys(kb.Enter)
	v.tabTo(".onlines textarea")
	v.keys("That one is meant as it is.")
	v.send()
	v.until(`location.hash.startsWith("#discussion_r") && document.readyState === "complete"`)
	v.want(`document.activeElement.innerText.includes("In reply to storybot[bot]")`)
	v.want(inSight(":target"))

	v.tabTo(".file > .edit > summary")
	v.keys(kb.Enter)
	v.fill(".file input[name=path]", strings.Replace(name, "_very_long", "", 1))
	v.tabTo(".file input[name=message]")
	v.send()
	v.until(`location.hash.startsWith("#diff-") && document.readyState === "complete"`)
	v.want(`document.activeElement.ariaLabel?.includes("in_a_week")`)
	v.want(fmt.Sprintf(`document.querySelector("h1 .quiet").textContent === "#%d"`, pull))

	v.look(address("/issues/%d", idea))
	v.want(fmt.Sprintf(`document.querySelector("aside a[href$='/pull/%d']") !== null`, pull))
}
