package demo

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/internal/lazyregexp"
)

// Print writes what was done and what the bot did, for somebody who reads
// along; n is the step's number from 1.
func (s Step) Print(w io.Writer, n int) error {
	var out strings.Builder
	fmt.Fprintf(&out, "%2d. %s\n    %s %s\n", n, s.Title, s.Who, s.Did)
	s.printChanges(&out)
	for _, e := range s.Expected {
		if e.Met {
			fmt.Fprintf(&out, "    ok   %s\n", e.What)
		} else {
			fmt.Fprintf(&out, "    NOT  %s\n         got: %s\n", e.What, indent(e.Got))
		}
	}
	out.WriteByte('\n')
	if _, err := io.WriteString(w, out.String()); err != nil {
		return fmt.Errorf("print the step: %w", err)
	}
	return nil
}

// printChanges prints what differs from before.
func (s Step) printChanges(out *strings.Builder) {
	kind := "idea"
	if s.Item.Pull != nil {
		kind = "pull request"
	}
	fmt.Fprintf(out, "    → %s #%d\n", kind, s.Item.Number)
	if !slices.Equal(s.Item.Labels, s.Before.Labels) {
		fmt.Fprintf(out, "      labels: %s\n", strings.Join(s.Item.Labels, ", "))
	}
	if !slices.Equal(s.Item.Assignees, s.Before.Assignees) {
		fmt.Fprintf(out, "      assigned: %s\n", strings.Join(s.Item.Assignees, ", "))
	}
	for _, c := range s.Item.Comments {
		s.printComment(out, c)
	}
	for _, l := range s.Item.Lines {
		if !slices.Contains(s.Before.Lines, l) {
			fmt.Fprintf(out, "      on %s, line %d:\n%s", l.Path, l.Line, quoted(l.Body))
		}
	}
	for _, c := range s.Item.Checks {
		fmt.Fprintf(out, "      check: %s, “%s”, annotations: %d\n", c.Conclusion, c.Title, c.Annotations)
	}
}

func (s Step) printComment(out *strings.Builder, c CommentState) {
	at := slices.IndexFunc(s.Before.Comments, func(old CommentState) bool { return old.ID == c.ID })
	for _, reaction := range []string{"eyes", "rocket", "confused"} {
		if c.Reactions[reaction] > 0 && (at < 0 || s.Before.Comments[at].Reactions[reaction] == 0) {
			fmt.Fprintf(out, "      reaction: %s\n", reaction)
		}
	}
	switch {
	case c.Author != botLogin:
	case at < 0:
		fmt.Fprintf(out, "      comment of the bot:\n%s", quoted(c.Body))
	case s.Before.Comments[at].Body != c.Body:
		fmt.Fprintf(out, "      comment of the bot, edited:\n%s", quoted(c.Body))
	}
}

var (
	hiddenComment = lazyregexp.New(`<!--.*?-->\n?`)
	longQuery     = lazyregexp.New(`(\?filename=[^&)]*&value=)[^)]*`)
)

// quoted is a comment without its marker and with long links shortened.
func quoted(body string) string {
	body = longQuery().ReplaceAllString(hiddenComment().ReplaceAllString(body, ""), "$1…")
	var out strings.Builder
	for line := range strings.Lines(strings.TrimSpace(body)) {
		out.WriteString("      │ " + strings.TrimRight(line, "\n") + "\n")
	}
	return out.String()
}

func indent(text string) string { return strings.ReplaceAll(text, "\n", "\n         ") }
