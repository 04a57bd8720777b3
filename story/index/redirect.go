package index

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"github.com/storybot-app/storybot/internal/lazyregexp"
	"github.com/storybot-app/storybot/internal/quote"
)

const bookToml = "book.toml"

// redirectTable heads the redirects of a book.toml, and anyTable any table.
var (
	redirectTable = lazyregexp.New(`^[ \t]*\[[ \t]*output[ \t]*\.[ \t]*html[ \t]*\.[ \t]*redirect[ \t]*\][ \t]*(#.*)?$`)
	anyTable      = lazyregexp.New(`^[ \t]*\[`)
)

// redirects sends the readers of moved pages to where those are now.
func (u *update) redirects() error {
	wanted := u.wanted()
	if len(wanted) == 0 {
		return nil
	}
	text, err := fs.ReadFile(u.fsys, bookToml)
	if errors.Is(err, fs.ErrNotExist) {
		u.note(bookToml, 0, "There is no such file, so the old addresses of moved pages lead nowhere.")
		return nil
	}
	if err != nil {
		return fmt.Errorf("read %s: %w", bookToml, err)
	}
	before, ok := redirected(text)
	if !ok {
		u.note(bookToml, 0, "It can't be read as TOML, so the old addresses of moved pages lead nowhere.")
		return nil
	}
	maps.DeleteFunc(wanted, func(from, _ string) bool { return before[from] != "" || before[strings.TrimPrefix(from, "/")] != "" })
	if len(wanted) == 0 {
		return nil
	}
	after := withRedirects(text, wanted)
	maps.Copy(before, wanted)
	if now, ok := redirected(after); !ok || !maps.Equal(now, before) || !sameOtherwise(text, after) {
		u.note(bookToml, 0, "Its redirects are written in a way that I don't change, so the old addresses of moved pages lead nowhere.")
		return nil
	}
	u.Edits = append(u.Edits, FileEdit{bookToml, text, after})
	for _, from := range slices.Sorted(maps.Keys(wanted)) {
		u.done(bookToml, 0, quote.Code(from)+" leads to "+quote.Code(wanted[from])+".")
	}
	return nil
}

// wanted are the redirects for the moved pages: from where each was published
// to where it is now, from there.
func (u *update) wanted() map[string]string {
	wanted := map[string]string{}
	for from, to := range u.moves {
		from, to := path.Clean(from), path.Clean(to)
		old, was := u.published(from)
		now, is := u.published(to)
		if !was || !is || old == now || u.book.Has(from) || !u.book.Has(to) {
			continue
		}
		relative, err := filepath.Rel(path.Dir(old), now)
		if err == nil && !strings.ContainsFunc(old+now, func(r rune) bool { return strings.ContainsRune(`"\`, r) || quote.Hidden(r) }) {
			wanted["/"+old] = filepath.ToSlash(relative)
		}
	}
	return wanted
}

// published is where mdBook puts a page, or a place on it, within the book.
func (u *update) published(name string) (string, bool) {
	page, fragment, place := strings.Cut(name, "#")
	stem, ok := strings.CutSuffix(page, ".md")
	if !ok || !within(name, u.book.Source) {
		return "", false
	}
	stem = strings.TrimPrefix(stem, u.book.Source+"/")
	if strings.EqualFold(path.Base(stem), "README") {
		stem = path.Join(path.Dir(stem), "index")
	}
	if place {
		fragment = "#" + fragment
	}
	return stem + ".html" + fragment, true
}

// redirected are the redirects of a book.toml.
func redirected(text []byte) (map[string]string, bool) {
	var config struct {
		Output struct {
			HTML struct {
				Redirect map[string]string `toml:"redirect"`
			} `toml:"html"`
		} `toml:"output"`
	}
	if toml.Unmarshal(text, &config) != nil {
		return nil, false
	}
	if config.Output.HTML.Redirect == nil {
		return map[string]string{}, true
	}
	return config.Output.HTML.Redirect, true
}

// sameOtherwise reports whether two texts of a book.toml differ in redirects
// alone.
func sameOtherwise(before, after []byte) bool {
	var a, b map[string]any
	if toml.Unmarshal(before, &a) != nil || toml.Unmarshal(after, &b) != nil {
		return false
	}
	return reflect.DeepEqual(withoutRedirects(a), withoutRedirects(b))
}

// withoutRedirects takes the redirects away, and the tables that hold nothing else.
func withoutRedirects(all map[string]any) map[string]any {
	output, _ := all["output"].(map[string]any)
	html, _ := output["html"].(map[string]any)
	delete(html, "redirect")
	if len(html) == 0 {
		delete(output, "html")
	}
	if len(output) == 0 {
		delete(all, "output")
	}
	return all
}

// withRedirects puts redirects behind those that are there, or into a table of
// their own at the end.
func withRedirects(text []byte, wanted map[string]string) []byte {
	newline := "\n"
	if strings.Contains(string(text), "\r\n") {
		newline = "\r\n"
	}
	var added []string
	for _, from := range slices.Sorted(maps.Keys(wanted)) {
		added = append(added, fmt.Sprintf("\"%s\" = \"%s\"", from, wanted[from]))
	}
	lines := strings.Split(string(text), "\n")
	head := slices.IndexFunc(lines, func(l string) bool { return redirectTable().MatchString(strings.TrimSuffix(l, "\r")) })
	if head < 0 {
		before := strings.TrimRight(string(text), "\r\n")
		end := string(text)[len(before):]
		if before != "" {
			before += newline + newline
		}
		return []byte(before + "[output.html.redirect]" + newline + strings.Join(added, newline) + end)
	}
	last := head
	for i := head + 1; i < len(lines) && !anyTable().MatchString(lines[i]); i++ {
		if line := strings.TrimSpace(lines[i]); line != "" && !strings.HasPrefix(line, "#") {
			last = i
		}
	}
	for i := range added {
		if strings.HasSuffix(lines[last], "\r") || last == len(lines)-1 && newline == "\r\n" {
			added[i] += "\r"
		}
	}
	if last == len(lines)-1 && newline == "\r\n" { // it has no ending, and the new last line gets none
		lines[last] += "\r"
		added[len(added)-1] = strings.TrimSuffix(added[len(added)-1], "\r")
	}
	return []byte(strings.Join(slices.Insert(lines, last+1, added...), "\n"))
}
