package referee

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
)

//go:embed contract/github-rest.json
var restDescription []byte

// severalSegments are the parameters that may hold slashes.
var severalSegments = map[string]string{
	"/contents/{path}":         "/contents/{path:.+}",
	"/git/ref/{ref}":           "/git/ref/{ref:.+}",
	"/git/refs/{ref}":          "/git/refs/{ref:.+}",
	"/git/matching-refs/{ref}": "/git/matching-refs/{ref:.+}",
}

var loadREST = sync.OnceValues(func() (routers.Router, error) {
	doc, err := openapi3.NewLoader().LoadFromData(restDescription)
	if err != nil {
		return nil, fmt.Errorf("referee: read GitHub's REST description: %w", err)
	}
	correct(doc)
	doc.Servers = nil // requests are looked up by their path alone
	paths := openapi3.NewPaths()
	for path, item := range doc.Paths.Map() {
		for plain, several := range severalSegments {
			if prefix, ok := strings.CutSuffix(path, plain); ok {
				path = prefix + several
			}
		}
		paths.Set(path, item)
	}
	doc.Paths = paths
	router, err := gorillamux.NewRouter(doc)
	if err != nil {
		return nil, fmt.Errorf("referee: routes of GitHub's REST description: %w", err)
	}
	return router, nil
})

// checkREST checks method, path, parameters and body. Parameters of the query
// that GitHub does not know are wrong too: they would do nothing.
func checkREST(req *http.Request, prefix string, body []byte) error {
	plain, route, params, err := findOperation(req, prefix)
	if err != nil {
		return err
	}
	query := req.URL.Query()
	for name := range query {
		if p := route.Operation.Parameters.GetByInAndName(openapi3.ParameterInQuery, name); p == nil {
			return fmt.Errorf("GitHub describes no parameter %q here", name)
		}
	}
	if body = allowed(req.Method, route.Path, body); body == nil {
		plain.Header.Del("Content-Type")
		plain.ContentLength = 0
	}
	plain.Body = io.NopCloser(bytes.NewReader(body))
	return short(openapi3filter.ValidateRequest(req.Context(), &openapi3filter.RequestValidationInput{
		Request: plain, PathParams: params, QueryParams: query, Route: route,
		Options: &openapi3filter.Options{
			AuthenticationFunc:  openapi3filter.NoopAuthenticationFunc,
			SkipSettingDefaults: true,
			// A body where none is described is a mistake, even if harmless.
			RejectWhenRequestBodyNotSpecified: true,
		},
	}))
}

// findOperation finds what a request asks for; plain is the request as it
// would be sent to api.github.com.
func findOperation(req *http.Request, prefix string) (plain *http.Request, route *routers.Route, params map[string]string, err error) {
	router, err := loadREST()
	if err != nil {
		return nil, nil, nil, err
	}
	if plain, err = withoutPrefix(req, prefix); err != nil {
		return nil, nil, nil, err
	}
	if route, params, err = router.FindRoute(plain); err != nil {
		return nil, nil, nil, fmt.Errorf("GitHub describes no such operation: %w", err)
	}
	return plain, route, params, nil
}

// withoutPrefix is a copy of the request as it would be sent to api.github.com.
func withoutPrefix(req *http.Request, prefix string) (*http.Request, error) {
	plain := req.Clone(req.Context())
	path, ok := strings.CutPrefix(req.URL.Path, prefix)
	if !ok || !strings.HasPrefix(path, "/") {
		return nil, fmt.Errorf("the path is not below %s", prefix)
	}
	plain.URL.Path = path
	plain.URL.RawPath = strings.TrimPrefix(req.URL.RawPath, prefix)
	return plain, nil
}

// short leaves the schema and the values out of the library's errors: they
// are long, and may hold what people wrote.
func short(err error) error {
	var request *openapi3filter.RequestError
	if !errors.As(err, &request) {
		return err
	}
	where := "body"
	if request.Parameter != nil {
		where = request.Parameter.In + " parameter " + request.Parameter.Name
	}
	return errors.New(where + reason(request.Reason, request.Err))
}

// reason says in which place of a value what is wrong with it.
func reason(text string, err error) string {
	where := ""
	if schema, ok := errors.AsType[*openapi3.SchemaError](err); ok {
		text = schema.Reason
		if at := schema.JSONPointer(); len(at) > 0 {
			where += " at /" + strings.Join(at, "/")
		}
	} else if err != nil {
		text = strings.TrimSpace(text + " " + err.Error())
	}
	return where + ": " + text
}
