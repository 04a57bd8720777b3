package gateway

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/storybot-app/storybot/internal/lazyregexp"
)

const (
	// maxText is how large a text may be to be read, in bytes: more than ten
	// times the longest story there is.
	maxText = 1 << 20
	// maxTexts is how large the texts of one reading may be together.
	maxTexts = 8 << 20
	// batch is how many blobs one query asks for.
	batch = 100
)

// readTexts reads the texts the patches do not hold: of wanted files that were
// changed, at the head and at the merge base, and of large new ones.
func (g *Gateway) readTexts(ctx context.Context, repo Repo, p *PullRequest) error {
	var wanted []string
	for _, file := range p.Files {
		if !g.wants(file.Path) || file.Read || file.Status == "removed" {
			continue
		}
		wanted = append(wanted, p.HeadOID+":"+file.Path)
		if file.Status != "added" {
			wanted = append(wanted, p.MergeBase+":"+previous(file))
		}
	}
	texts, tooLarge, err := g.blobTexts(ctx, repo, wanted)
	if err != nil {
		return err
	}
	for i := range p.Files {
		file := &p.Files[i]
		name := p.HeadOID + ":" + file.Path
		file.TooLarge = slices.Contains(tooLarge, name)
		if head, ok := texts[name]; ok {
			file.Head, file.Read = head, true
			file.Base = texts[p.MergeBase+":"+previous(*file)]
		}
		if file.Read && file.Patch == "" {
			file.Touched = between(file.Base, file.Head, file.Status == "added")
		}
	}
	return nil
}

// between is the range of lines from the first that two texts do not share to
// the last: what is known of a change whose patch GitHub leaves out for its
// size. It is nil for equal texts, and all of a new one.
func between(base, head []byte, added bool) []LineRange {
	before, after := slices.Collect(bytes.Lines(base)), slices.Collect(bytes.Lines(head))
	first := 0
	for first < min(len(before), len(after)) && bytes.Equal(before[first], after[first]) {
		first++
	}
	if first == len(before) && first == len(after) {
		if added {
			return []LineRange{{1, 1}} // of an empty text
		}
		return nil
	}
	last := 0
	for last < min(len(before), len(after))-first && bytes.Equal(before[len(before)-1-last], after[len(after)-1-last]) {
		last++
	}
	from := min(first+1, max(1, len(after))) // the last line, if those behind it were taken out
	return []LineRange{{from, max(from, len(after)-last)}}
}

func previous(file ChangedFile) string {
	if file.PreviousPath != "" {
		return file.PreviousPath
	}
	return file.Path
}

type blobAnswer struct {
	OID         string `json:"oid"`
	Text        *string
	IsTruncated bool
	IsBinary    *bool
	ByteSize    int
}

// blobTexts reads texts by expressions ("COMMIT:PATH") or ids, many in one
// query. What is not there, binary or too large is left out; the last are
// named.
func (g *Gateway) blobTexts(ctx context.Context, repo Repo, expressions []string) (texts map[string][]byte, tooLarge []string, err error) {
	into := found{texts: make(map[string][]byte, len(expressions))}
	var missing []string
	for _, expression := range slices.Compact(slices.Sorted(slices.Values(expressions))) {
		if text, ok := g.blobs.get(repoKey(repo) + ":" + expression); ok {
			into.texts[expression] = text
		} else {
			missing = append(missing, expression)
		}
	}
	for start := 0; start < len(missing); start += batch {
		some := missing[start:min(start+batch, len(missing))]
		if err := g.blobHalves(ctx, repo, some, &into); err != nil {
			return nil, nil, err
		}
	}
	return into.texts, into.tooLarge, nil
}

// found are the texts that were read, and the names of those that were too
// large for that.
type found struct {
	texts    map[string][]byte
	size     int
	tooLarge []string
}

// blobHalves asks for some blobs, and for half of them at a time where their
// answer is larger than we read. One that is too large by itself is left out.
func (g *Gateway) blobHalves(ctx context.Context, repo Repo, expressions []string, into *found) error {
	err := g.blobBatch(ctx, repo, expressions, into)
	if !errors.Is(err, ErrTooLarge) {
		return err
	}
	if len(expressions) == 1 {
		into.tooLarge = append(into.tooLarge, expressions[0])
		return nil
	}
	half := len(expressions) / 2
	if err := g.blobHalves(ctx, repo, expressions[:half], into); err != nil {
		return err
	}
	return g.blobHalves(ctx, repo, expressions[half:], into)
}

// blobBatch asks for some blobs by one query with an alias for each.
func (g *Gateway) blobBatch(ctx context.Context, repo Repo, expressions []string, into *found) error {
	document, variables := blobQuery(repo, expressions)
	var answer struct{ Repository map[string]*blobAnswer }
	if err := g.graphql(ctx, repo, document, variables, &answer); err != nil {
		return fmt.Errorf("read %d files: %w", len(expressions), err)
	}
	for i, expression := range expressions {
		blob := answer.Repository["b"+strconv.Itoa(i)]
		if blob == nil || blob.OID == "" || blob.IsBinary != nil && *blob.IsBinary && !blob.IsTruncated {
			continue
		}
		if blob.ByteSize > maxText || into.size+blob.ByteSize > maxTexts {
			into.tooLarge = append(into.tooLarge, expression)
			continue
		}
		into.size += blob.ByteSize
		text, err := g.whole(ctx, repo, blob)
		if err != nil {
			return err
		}
		into.texts[expression] = text
		g.blobs.put(repoKey(repo)+":"+expression, text, len(text))
	}
	return nil
}

// whole is a blob's text, byte for byte: one too long for a query, or in an
// encoding that does not survive it, is fetched by itself.
func (g *Gateway) whole(ctx context.Context, repo Repo, blob *blobAnswer) ([]byte, error) {
	if !blob.IsTruncated && blob.Text != nil && blobID([]byte(*blob.Text)) == blob.OID {
		return []byte(*blob.Text), nil
	}
	client, err := g.rest(repo)
	if err != nil {
		return nil, err
	}
	text, _, err := client.Git.GetBlobRaw(ctx, repo.Owner, repo.Name, blob.OID)
	if err != nil {
		return nil, fmt.Errorf("read blob %s: %w", blob.OID, g.failed(repo, err))
	}
	return text, nil
}

// objectID is git's id of an object, as opposed to an expression.
var objectID = lazyregexp.New(`^[0-9a-f]{40}$`)

// blobQuery builds a document of aliases; the expressions travel as variables.
func blobQuery(repo Repo, expressions []string) (string, map[string]any) {
	var head, fields strings.Builder
	variables := map[string]any{"owner": repo.Owner, "name": repo.Name}
	for i, expression := range expressions {
		n := strconv.Itoa(i)
		kind, argument := "String!", "expression"
		if objectID().MatchString(expression) {
			kind, argument = "GitObjectID!", "oid"
		}
		head.WriteString(", $e" + n + ": " + kind)
		fields.WriteString("    b" + n + ": object(" + argument + ": $e" + n + ") { ...blob }\n")
		variables["e"+n] = expression
	}
	return "query Blobs($owner: String!, $name: String!" + head.String() + ") {\n" +
		"  repository(owner: $owner, name: $name) {\n" + fields.String() + "  }\n}\n" +
		"fragment blob on Blob { oid text isTruncated isBinary byteSize }", variables
}
