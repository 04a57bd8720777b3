package server_test

import (
	"net/http"
	"strings"
)

// isComment picks the posting of a comment.
func isComment(r *http.Request) bool {
	return r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/comments")
}
