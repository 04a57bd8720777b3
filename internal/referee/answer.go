package referee

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"

	"github.com/getkin/kin-openapi/openapi3filter"
)

// CheckAnswer says what is wrong with the answer to a REST request, nil if
// nothing is. A success must be described for the operation; a refusal need
// not be, since GitHub may refuse anything, but when it is described it must
// look like that. Only JSON is read. Answers of GraphQL, and to requests that
// GitHub does not describe, are not judged.
func (r *Referee) CheckAnswer(req *http.Request, status int, header http.Header, body []byte) error {
	if req.URL.Path == r.graphql {
		return nil
	}
	plain, route, params, err := findOperation(req, r.prefix)
	if err != nil {
		return nil // the request is wrong, not the answer
	}
	media, _, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil && len(body) > 0 {
		return fmt.Errorf("answer %d: content type: %w", status, err)
	}
	return shortAnswer(status, openapi3filter.ValidateResponse(req.Context(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: plain, PathParams: params, Route: route},
		Status:                 status,
		Header:                 header,
		Body:                   io.NopCloser(bytes.NewReader(body)),
		Options: &openapi3filter.Options{
			IncludeResponseStatus: status < http.StatusBadRequest,
			ExcludeResponseBody:   len(body) == 0 || media != "application/json",
		},
	}))
}

// shortAnswer is short for answers.
func shortAnswer(status int, err error) error {
	var response *openapi3filter.ResponseError
	if !errors.As(err, &response) {
		return err
	}
	return fmt.Errorf("answer %d%s", status, reason(response.Reason, response.Err))
}

// witness passes an answer on as it is written, and keeps a copy.
type witness struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

// WriteHeader passes the status on.
func (w *witness) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write passes a part of the body on.
func (w *witness) Write(part []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	if w.body.Len() <= maxBody {
		w.body.Write(part)
	}
	return w.ResponseWriter.Write(part)
}

// Unwrap lets http.ResponseController reach the writer below.
func (w *witness) Unwrap() http.ResponseWriter { return w.ResponseWriter }
