package githubsim

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/packfile"
	"github.com/go-git/go-git/v5/plumbing/format/pktline"
	"github.com/go-git/go-git/v5/plumbing/revlist"
)

// fetch is one request of a fetch. Each stands alone: git repeats in it what
// was agreed on before.
type fetch struct {
	r            *Repo
	out          *pktline.Encoder
	wants        []plumbing.Hash
	common       []plumbing.Hash // of what the caller has, what we have too
	detailed     bool            // multi_ack_detailed: every common commit is acknowledged
	noDone       bool            // the pack may follow as soon as it is ready
	asked        bool            // all that is wanted was read
	ready, given bool            // enough is common; it was said
	shallow      shallow
}

// upload answers what the caller wants and has: with what is common, and in
// the end with a pack of the rest.
func (r *Repo) upload(w http.ResponseWriter, body []byte) {
	var out bytes.Buffer
	f := &fetch{r: r, out: pktline.NewEncoder(&out)}
	send, err := f.negotiate(pktline.NewScanner(bytes.NewReader(body)))
	if err != nil {
		out.Reset()
		_ = f.out.Encodef("ERR %s\n", err) // into memory: cannot fail
		send = false
	}
	if send {
		if err := f.pack(&out); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
	}
	_, _ = w.Write(out.Bytes()) // the caller went away: nothing to do
}

// negotiate reads to the end of a request; send reports whether it is time for
// the pack.
func (f *fetch) negotiate(lines *pktline.Scanner) (send bool, err error) {
	for lines.Scan() {
		line := strings.TrimSuffix(string(lines.Bytes()), "\n")
		word, rest, _ := strings.Cut(line, " ")
		oid, capabilities, _ := strings.Cut(rest, " ")
		switch {
		case word == "want":
			if err := f.want(plumbing.NewHash(oid), capabilities); err != nil {
				return false, err
			}
		case word == "have":
			f.have(plumbing.NewHash(oid))
		case word == "done":
			f.finish()
			return len(f.wants) > 0, nil
		case word == "shallow", word == "deepen":
			if err := f.shallow.read(word, oid); err != nil {
				return false, err
			}
		case line == "" && !f.asked:
			f.asked = true
			f.deepen()
		case line == "":
			return f.flush(), nil
		default:
			return false, fmt.Errorf("the simulator does not know %q", word)
		}
	}
	return false, lines.Err()
}

func (f *fetch) want(oid plumbing.Hash, capabilities string) error {
	if f.r.git.HasEncodedObject(oid) != nil {
		return fmt.Errorf("upload-pack: not our ref %s", oid)
	}
	f.wants = append(f.wants, oid)
	for name := range strings.FieldsSeq(capabilities) {
		f.detailed = f.detailed || name == "multi_ack_detailed"
		f.noDone = f.noDone || name == "no-done"
	}
	return nil
}

func (f *fetch) have(oid plumbing.Hash) {
	if f.r.git.HasEncodedObject(oid) != nil {
		if f.detailed && f.enough() {
			f.given = true
			_ = f.out.Encodef("ACK %s ready\n", oid)
		}
		return
	}
	f.common = append(f.common, oid)
	switch {
	case f.detailed:
		_ = f.out.Encodef("ACK %s common\n", oid)
	case len(f.common) == 1:
		_ = f.out.Encodef("ACK %s\n", oid)
	}
}

// flush ends a round of haves; it reports whether the pack follows at once.
func (f *fetch) flush() bool {
	if f.detailed && !f.given && f.enough() {
		f.given = true
		_ = f.out.Encodef("ACK %s ready\n", f.last())
	}
	if f.detailed || len(f.common) == 0 {
		_ = f.out.Encodef("NAK\n")
	}
	if !f.noDone || !f.given {
		return false
	}
	_ = f.out.Encodef("ACK %s\n", f.last())
	return true
}

func (f *fetch) finish() {
	switch {
	case len(f.common) == 0:
		_ = f.out.Encodef("NAK\n")
	case f.detailed:
		_ = f.out.Encodef("ACK %s\n", f.last())
	}
}

func (f *fetch) last() plumbing.Hash { return f.common[len(f.common)-1] }

// enough reports whether everything wanted goes back to something common, so
// that looking further would save nothing much.
func (f *fetch) enough() bool {
	if f.ready || len(f.common) == 0 {
		return f.ready
	}
	f.ready = !slices.ContainsFunc(f.wants, func(want plumbing.Hash) bool {
		before := f.r.ancestors(want)
		return !slices.ContainsFunc(f.common, func(oid plumbing.Hash) bool { return before[oid] })
	})
	return f.ready
}

// pack sends the objects that are wanted and not had.
func (f *fetch) pack(out io.Writer) error {
	if f.shallow.ends != nil {
		return f.packShallow(out)
	}
	objects, err := revlist.Objects(f.r.git, f.wants, f.common)
	if err != nil {
		return fmt.Errorf("githubsim: list objects: %w", err)
	}
	if _, err := packfile.NewEncoder(out, f.r.git, false).Encode(objects, 0); err != nil {
		return fmt.Errorf("githubsim: pack objects: %w", err)
	}
	return nil
}
