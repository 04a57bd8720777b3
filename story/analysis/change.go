package analysis

import "github.com/storybot-app/storybot/story"

// A Change is what a pull request touches.
type Change struct {
	Lines       map[string]Lines       // touched lines of the new text, by path
	Added       map[string]bool        // paths that are new
	Pages       map[string]*story.File // every path it leaves behind: added, changed or renamed; nil if its text is not known
	Gone        map[string]string      // paths it leaves empty, and the new path of what was there; "" if it was removed
	Partial     bool                   // it is larger than what is known of it
	SummaryAdds []SummaryLine          // lines it adds to the table of contents
}

// Lines are ranges of touched lines.
type Lines []LineRange

// A LineRange is a range of 1-based lines, both ends included.
type LineRange struct{ From, To int }

// Touches reports whether any of the lines from…to, both included, is touched.
func (l Lines) Touches(from, to int) bool {
	for _, r := range l {
		if r.From <= to && from <= r.To {
			return true
		}
	}
	return false
}

// A SummaryLine is one line that a change adds to SUMMARY.md.
type SummaryLine struct {
	Path string // of SUMMARY.md
	Line int    // in the new text
	Text string
}

// Page is what a change leaves behind at a path: whether there is a file, and
// its text, nil if that is not known.
func (c *Change) Page(path string) (page *story.File, ok bool) {
	if c == nil {
		return nil, false
	}
	page, ok = c.Pages[path]
	return page, ok || c.Added[path]
}

// Left reports whether a change leaves a path empty, and where what was there
// is now; "" if it was removed.
func (c *Change) Left(path string) (now string, ok bool) {
	if c == nil {
		return "", false
	}
	now, ok = c.Gone[path]
	return now, ok
}

// concerns reports whether a finding is on what the change touches. A finding
// about a whole new file always is, and so is one about a text that is empty
// now: it has no line that could be touched.
func (c *Change) concerns(d Diagnostic) bool {
	if c == nil || c.Added[d.Path] {
		return true
	}
	if page := c.Pages[d.Path]; page != nil && len(page.Text) == 0 {
		return true
	}
	for _, l := range c.SummaryAdds {
		if l.Path == d.Path && l.Line == d.Line {
			return true
		}
	}
	return c.Lines[d.Path].Touches(d.Line, d.EndLine)
}
