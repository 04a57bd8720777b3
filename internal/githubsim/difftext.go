package githubsim

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
)

// diffText writes changed files as git diff does. What is too large for
// GitHub to show is refused.
func diffText(files []fileDiff) (string, error) {
	if len(files) > maxCompareFiles {
		return "", tooLarge(fmt.Sprintf("Sorry, the diff exceeded the maximum number of files (%d).", maxCompareFiles))
	}
	var out strings.Builder
	for _, f := range files {
		if f.cut {
			return "", tooLarge(fmt.Sprintf("Sorry, the diff exceeded the maximum number of lines (%d)", maxTotalLines))
		}
		f.writeTo(&out)
	}
	return out.String(), nil
}

func tooLarge(message string) *apiError {
	return &apiError{
		status: http.StatusNotAcceptable, message: message,
		errors: []any{obj{"resource": "PullRequest", "field": "diff", "code": "too_large"}},
	}
}

// writeTo writes one file's part of a diff.
func (f fileDiff) writeTo(out *strings.Builder) {
	before, after := f.path, f.path
	if f.previous != "" {
		before = f.previous
	}
	a, b := quotedPath("a/"+before), quotedPath("b/"+after)
	fmt.Fprintf(out, "diff --git %s %s\n", a, b)
	f.writeModes(out)
	if f.previous != "" {
		fmt.Fprintf(out, "similarity index %d%%\nrename from %s\nrename to %s\n", f.similarity, quotedPath(before), quotedPath(after))
	}
	if f.from.Hash == f.to.Hash {
		return
	}
	fmt.Fprintf(out, "index %s..%s", f.from.Hash.String()[:7], f.to.Hash.String()[:7])
	if f.from.Mode == f.to.Mode {
		fmt.Fprintf(out, " %s", gitMode(f.to.Mode))
	}
	out.WriteByte('\n')
	if f.from.Hash.IsZero() {
		a = "/dev/null"
	}
	if f.to.Hash.IsZero() {
		b = "/dev/null"
	}
	if f.binary {
		fmt.Fprintf(out, "Binary files %s and %s differ\n", a, b)
		return
	}
	if len(f.hunks) == 0 {
		return // an empty file came or went
	}
	fmt.Fprintf(out, "--- %s\n+++ %s\n", ended(a), ended(b))
	for _, h := range f.hunks {
		out.WriteString(h.text + "\n")
	}
}

func (f fileDiff) writeModes(out *strings.Builder) {
	switch {
	case f.from.Hash.IsZero():
		fmt.Fprintf(out, "new file mode %s\n", gitMode(f.to.Mode))
	case f.to.Hash.IsZero():
		fmt.Fprintf(out, "deleted file mode %s\n", gitMode(f.from.Mode))
	case f.from.Mode != f.to.Mode:
		fmt.Fprintf(out, "old mode %s\nnew mode %s\n", gitMode(f.from.Mode), gitMode(f.to.Mode))
	}
}

func gitMode(m filemode.FileMode) string { return fmt.Sprintf("%06o", uint32(m)) }

// ended adds the tab by which git shows where a name with spaces ends.
func ended(name string) string {
	if strings.Contains(name, " ") {
		return name + "\t"
	}
	return name
}

// quotedPath writes a path as git does: with quotes and octal digits where it
// holds more than plain ASCII.
func quotedPath(path string) string {
	var out strings.Builder
	quoted := false
	for _, b := range []byte(path) {
		escape, special := map[byte]string{
			'"': `\"`, '\\': `\\`, '\a': `\a`, '\b': `\b`, '\t': `\t`, '\n': `\n`, '\v': `\v`, '\f': `\f`, '\r': `\r`,
		}[b]
		switch {
		case special:
			out.WriteString(escape)
		case b < 0x20 || b >= 0x7f:
			fmt.Fprintf(&out, `\%03o`, b)
			special = true
		default:
			out.WriteByte(b)
		}
		quoted = quoted || special
	}
	if quoted {
		return `"` + out.String() + `"`
	}
	return path
}

// similarity is how much of one text is in another, in percent, as git counts
// it for renames: by lines, cut into pieces of at most 64 bytes.
func similarity(old, fresh []byte) int {
	if len(old) == 0 && len(fresh) == 0 {
		return 100
	}
	left := map[string]int{}
	for piece := range pieces(old) {
		left[piece] += len(piece)
	}
	same := 0
	for piece := range pieces(fresh) {
		if left[piece] > 0 {
			left[piece] -= len(piece)
			same += len(piece)
		}
	}
	return same * 100 / max(len(old), len(fresh))
}

func pieces(data []byte) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for line := range strings.Lines(string(data)) {
			for len(line) > 64 {
				if !yield(line[:64]) {
					return
				}
				line = line[64:]
			}
			if line != "" && !yield(line) {
				return
			}
		}
	}
}

// blobOrNone reads a blob that may not be there.
func (r *Repo) blobOrNone(oid plumbing.Hash) []byte {
	data, _ := r.blob(oid)
	return data
}
