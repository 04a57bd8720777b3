package githubsim

import (
	"fmt"
	"mime"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-git/go-git/v5/plumbing/object"
)

// patchText writes commits as a mailbox that git am reads, parents first.
// Merges are left out, as git format-patch does.
func (r *Repo) patchText(commits []*object.Commit) (string, error) {
	var plain []*object.Commit
	for _, c := range commits {
		if len(c.ParentHashes) < 2 {
			plain = append(plain, c)
		}
	}
	var out strings.Builder
	for i, c := range plain {
		files, err := r.commitFiles(c)
		if err != nil {
			return "", err
		}
		diff, err := diffText(files)
		if err != nil {
			return "", err
		}
		for _, f := range files {
			if f.binary {
				return "", unknown("patches of binary files such as %s", f.path)
			}
		}
		prefix := "[PATCH] "
		if len(plain) > 1 {
			prefix = fmt.Sprintf("[PATCH %d/%d] ", i+1, len(plain))
		}
		writeMail(&out, c, prefix, patchStat(files))
		out.WriteString("\n" + diff)
	}
	return out.String(), nil
}

// writeMail writes a commit's message as a mail, down to the diff.
func writeMail(out *strings.Builder, c *object.Commit, prefix, stat string) {
	subject, body, _ := strings.Cut(strings.TrimRight(c.Message, "\n"), "\n\n")
	subject = strings.Join(strings.Fields(subject), " ")
	if !ascii(subject) {
		subject = mime.QEncoding.Encode("UTF-8", subject)
	}
	name := c.Author.Name
	switch {
	case !ascii(name):
		name = mime.QEncoding.Encode("UTF-8", name)
	case strings.ContainsAny(name, `()<>[]:;@\,."`):
		name = strconv.Quote(name)
	}
	fmt.Fprintf(out, "From %s Mon Sep 17 00:00:00 2001\nFrom: %s <%s>\nDate: %s\nSubject: %s%s\n", c.Hash,
		name, c.Author.Email, c.Author.When.Format("Mon, 2 Jan 2006 15:04:05 -0700"), prefix, subject)
	if !ascii(c.Message) {
		out.WriteString("MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n")
	}
	out.WriteByte('\n')
	if body != "" {
		out.WriteString(body + "\n")
	}
	out.WriteString("---\n" + stat)
}

func ascii(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// patchStat counts what changed, in the way of git's --stat without its bars.
func patchStat(files []fileDiff) string {
	var out strings.Builder
	added, removed := 0, 0
	for _, f := range files {
		fmt.Fprintf(&out, " %s | %d\n", quotedPath(f.path), f.additions+f.deletions)
		added, removed = added+f.additions, removed+f.deletions
	}
	fmt.Fprintf(&out, " %s changed", counted(len(files), "file", "files"))
	if added > 0 || removed == 0 {
		fmt.Fprintf(&out, ", %s(+)", counted(added, "insertion", "insertions"))
	}
	if removed > 0 || added == 0 {
		fmt.Fprintf(&out, ", %s(-)", counted(removed, "deletion", "deletions"))
	}
	return out.String() + "\n"
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
