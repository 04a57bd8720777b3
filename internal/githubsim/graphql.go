package githubsim

import "net/http"

// graphqlHandler answers POST /api/graphql for one token (nil when anonymous).
func (s *Server) graphqlHandler(tok *token) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, `{"message":"the simulator has no GraphQL yet"}`, http.StatusNotImplemented)
	})
}
