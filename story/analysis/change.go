package analysis

// A Change is what a pull request touches.
type Change struct {
	Lines       map[string]Lines // touched lines of the new text, by path
	Added       map[string]bool  // paths that are new
	Paths       map[string]bool  // every path it leaves behind: added, changed or renamed
	SummaryAdds []SummaryLine    // lines it adds to the table of contents
}

// Lines are ranges of touched lines.
type Lines []LineRange

// A LineRange is a range of 1-based lines, both ends included.
type LineRange struct{ From, To int }

// Touches tells whether any of the lines from…to, both included, is touched.
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

// Has tells whether a change leaves a file behind.
func (c *Change) Has(path string) bool { return c != nil && (c.Paths[path] || c.Added[path]) }

// concerns tells whether a finding is on what the change touches. A finding
// about a whole new file always is.
func (c *Change) concerns(d Diagnostic) bool {
	if c == nil || c.Added[d.Path] {
		return true
	}
	for _, l := range c.SummaryAdds {
		if l.Path == d.Path && l.Line == d.Line {
			return true
		}
	}
	return c.Lines[d.Path].Touches(d.Line, d.EndLine)
}
