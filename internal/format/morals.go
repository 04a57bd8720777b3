package format

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/mattn/go-runewidth"

	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story/morals"
)

// MoralFormats are the formats that Morals knows.
func MoralFormats() []string { return []string{"text", "md", "json", "csv"} }

// noTheme is said of morals that share words with no other.
const noTheme = "on their own"

// Morals writes a table of morals; width is that of the terminal, 0 if there is
// none.
func Morals(w io.Writer, t morals.Table, format string, width int) error {
	switch format {
	case "md":
		return moralsMarkdown(w, t)
	case "json":
		return moralsJSON(w, t)
	case "csv":
		return moralsCSV(w, t)
	}
	return moralsText(w, t, width)
}

func theme(t morals.Table, m morals.Moral) string {
	if m.Theme < 0 {
		return ""
	}
	return strings.Join(t.Themes[m.Theme].Words, ", ")
}

// said is a point as somebody reads it who does not see what is around it.
func said(p morals.Point) string {
	text := strings.TrimSpace(p.Under + " " + p.Text)
	if p.More == "" || strings.HasSuffix(p.Text, ".") || strings.HasSuffix(p.Text, "!") || strings.HasSuffix(p.Text, "?") {
		return text
	}
	return strings.TrimRight(text, ":") + ": " + p.More
}

// moralsText lists the morals below their themes, wrapped.
func moralsText(w io.Writer, t morals.Table, width int) error {
	if width <= 0 {
		width = 100
	}
	var out strings.Builder
	for i, m := range t.Morals {
		if i == 0 || m.Theme != t.Morals[i-1].Theme {
			name := theme(t, m)
			if name == "" {
				name = noTheme
			}
			of := 0
			for _, other := range t.Morals {
				if other.Theme == m.Theme {
					of++
				}
			}
			fmt.Fprintf(&out, "%s%s (%d)\n", strings.Repeat("\n", min(i, 1)), quote.Plain(quote.Mark(name)), of)
		}
		s := t.Stories[m.Story]
		wrap(&out, "  - ", "    ", said(m.Point), width)
		wrap(&out, "    ", "    ", strings.Join(s.Characters, ", ")+" · "+s.Title, width)
	}
	if len(t.Morals) == 0 {
		out.WriteString("No story in this book has morals yet.\n")
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// leastText is how many columns a text has at least, however narrow the terminal.
const leastText = 16

// wrap writes a text in lines that fit; a word that does not is cut.
func wrap(out *strings.Builder, first, next, text string, width int) {
	text = quote.Line(strings.TrimPrefix(text, " · "), len(text))
	room := max(leastText, width-len(next))
	line, indent := "", first
	flush := func() {
		out.WriteString(indent + line + "\n")
		line, indent = "", next
	}
	for word := range strings.FieldsSeq(text) {
		for runewidth.StringWidth(word) > room {
			if line != "" {
				flush()
			}
			line = runewidth.Truncate(word, room, "")
			word = word[len(line):]
			flush()
		}
		if line != "" && runewidth.StringWidth(line)+1+runewidth.StringWidth(word) > room {
			flush()
		}
		line = strings.TrimPrefix(line+" "+word, " ")
	}
	if line != "" {
		flush()
	}
}

// moralsMarkdown writes a table as GitHub renders it.
func moralsMarkdown(w io.Writer, t morals.Table) error {
	var out strings.Builder
	out.WriteString("| Theme | Moral | Told by | Story |\n| --- | --- | --- | --- |\n")
	for _, m := range t.Morals {
		s := t.Stories[m.Story]
		fmt.Fprintf(&out, "| %s | %s | %s | %s |\n", cell(theme(t, m)), cell(said(m.Point)), cell(strings.Join(s.Characters, ", ")), cell(s.Title))
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// cell is somebody's text in a cell: one line, and all of it text.
func cell(text string) string {
	return quote.Markdown(quote.MarkUpTo(text, max(1, len(text))))
}

// moralsCSV writes a row a moral.
func moralsCSV(w io.Writer, t morals.Table) error {
	out := csv.NewWriter(w)
	_ = out.Write([]string{"theme", "moral", "more", "under", "characters", "story", "path", "line"}) // Error tells
	for _, m := range t.Morals {
		s := t.Stories[m.Story]
		row := []string{theme(t, m), m.Text, m.More, m.Under, strings.Join(s.Characters, ", "), s.Title, s.Path}
		for i := range row {
			row[i] = inert(row[i])
		}
		_ = out.Write(append(row, strconv.Itoa(m.Line)))
	}
	out.Flush()
	return out.Error()
}

// inert is a text that a spreadsheet takes for text: what begins like a formula
// has an apostrophe before it.
func inert(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(strings.TrimLeft(text, " ") + " ")[0]) {
		return "'" + text
	}
	return text
}

type jsonPoint struct {
	Text  string `json:"text"`
	More  string `json:"more,omitempty"`
	Under string `json:"under,omitempty"`
	Line  int    `json:"line"`
}

type jsonMoral struct {
	jsonPoint
	Story int  `json:"story"`
	Theme *int `json:"theme"`
}

type jsonFurther struct {
	Question string      `json:"question"`
	Line     int         `json:"line"`
	Answer   []jsonPoint `json:"answer"`
}

type jsonTold struct {
	Path       string        `json:"path"`
	Title      string        `json:"title"`
	Kind       string        `json:"kind"`
	Characters []string      `json:"characters"`
	Further    []jsonFurther `json:"further"`
}

type jsonMorals struct {
	Version int         `json:"version"`
	Stories []jsonTold  `json:"stories"`
	Themes  [][]string  `json:"themes"`
	Morals  []jsonMoral `json:"morals"`
}

// moralsJSON writes one object; docs/morals.md describes it.
func moralsJSON(w io.Writer, t morals.Table) error {
	all := jsonMorals{Version: 1, Stories: []jsonTold{}, Themes: [][]string{}, Morals: []jsonMoral{}}
	for _, theme := range t.Themes {
		all.Themes = append(all.Themes, theme.Words)
	}
	for _, s := range t.Stories {
		told := jsonTold{s.Path, s.Title, s.Kind, slices.Concat([]string{}, s.Characters), []jsonFurther{}}
		for _, f := range s.Further {
			one := jsonFurther{f.Question, f.Line, nil}
			for _, p := range f.Points {
				one.Answer = append(one.Answer, jsonPoint(p))
			}
			told.Further = append(told.Further, one)
		}
		all.Stories = append(all.Stories, told)
	}
	for _, m := range t.Morals {
		one := jsonMoral{jsonPoint: jsonPoint(m.Point), Story: m.Story}
		if m.Theme >= 0 {
			one.Theme = &m.Theme
		}
		all.Morals = append(all.Morals, one)
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	return out.Encode(all)
}
