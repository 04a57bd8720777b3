package web

import (
	"crypto/sha256"
	"encoding/hex"
	"mime"
	"net/http"
	"strings"
)

// checkHead refuses what can be refused without reading the body, and returns
// the signature.
func checkHead(r *http.Request) ([]byte, *refusal) {
	if r.Method != http.MethodPost {
		return nil, &refusal{http.StatusMethodNotAllowed, "method", "deliveries are sent with POST", nil}
	}
	if r.ContentLength > maxBody {
		return nil, tooLarge()
	}
	switch kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind {
	case "application/json":
	case "application/x-www-form-urlencoded":
		return nil, &refusal{
			http.StatusUnsupportedMediaType, "content_type",
			"the webhook sends forms: set its content type to application/json", nil,
		}
	default:
		return nil, &refusal{http.StatusUnsupportedMediaType, "content_type", "want Content-Type application/json", nil}
	}
	if r.Header.Get("X-Hub-Signature-256") == "" {
		text := "the delivery is not signed: set the webhook's secret"
		if r.Header.Get("X-Hub-Signature") != "" {
			text = "the delivery is signed with SHA-1 only; want X-Hub-Signature-256"
		}
		return nil, &refusal{http.StatusUnauthorized, "unsigned", text, nil}
	}
	return readSignature(r.Header.Get("X-Hub-Signature-256"))
}

func tooLarge() *refusal {
	return &refusal{http.StatusRequestEntityTooLarge, "too_large", "a delivery has at most 25 MB", nil}
}

// readSignature reads the header of a SHA-256 signature.
func readSignature(header string) ([]byte, *refusal) {
	digits, found := strings.CutPrefix(header, "sha256=")
	given, err := hex.DecodeString(digits[:min(len(digits), 2*sha256.Size+1)])
	if !found || err != nil || len(given) != sha256.Size {
		return nil, &refusal{http.StatusUnauthorized, "signature", "the signature isn't a SHA-256 signature", nil}
	}
	return given, nil
}
