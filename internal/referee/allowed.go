package referee

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
)

// allowance is one thing GitHub takes although its description does not say so.
type allowance struct {
	name, reason string
	method       string // empty: any
	path         string // end of the described path
	// rewrite gives the body in the described form, nil for none; ok is false
	// when the allowance does not apply.
	rewrite func(body []byte) (described []byte, ok bool)
}

// allowances are all there are. Each needs a reason that stands without us.
func allowances() []allowance {
	const labels = "/issues/{issue_number}/labels"
	return []allowance{
		{
			name: "bare labels", method: "", path: labels, rewrite: bareLabels,
			reason: "the description's prose allows a list of labels without an object around it, its schema does not; go-github sends that",
		},
		{
			name: "no labels", method: http.MethodPut, path: labels, rewrite: noLabels,
			reason: "the description's prose says that an empty list removes all labels, its schema asks for at least one",
		},
		{
			name: "null for a token", method: http.MethodPost, path: "/access_tokens", rewrite: nullBody,
			reason: "no body is described as optional; clients that encode missing options as null are answered alike",
		},
	}
}

// allowed gives a body in the form GitHub describes it.
func allowed(method, path string, body []byte) []byte {
	if len(bytes.TrimSpace(body)) == 0 {
		return nil
	}
	for _, a := range allowances() {
		if (a.method != "" && a.method != method) || !strings.HasSuffix(path, a.path) {
			continue
		}
		if described, ok := a.rewrite(body); ok {
			body = described
		}
		if body == nil {
			return nil
		}
	}
	return body
}

func bareLabels(body []byte) ([]byte, bool) {
	if body = bytes.TrimSpace(body); body[0] != '[' || !json.Valid(body) {
		return nil, false
	}
	return append(append([]byte(`{"labels":`), body...), '}'), true
}

func noLabels(body []byte) ([]byte, bool) {
	var object map[string][]json.RawMessage
	if json.Unmarshal(body, &object) != nil || len(object) != 1 || object["labels"] == nil || len(object["labels"]) > 0 {
		return nil, false
	}
	return nil, true
}

func nullBody(body []byte) ([]byte, bool) { return nil, string(bytes.TrimSpace(body)) == "null" }
