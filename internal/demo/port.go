package demo

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"
)

// listen opens the port; everything there is for this machine only.
func listen(ctx context.Context, addr string) (net.Listener, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, fmt.Errorf("listen on %s: the demo has no passwords, so it listens on a loopback address such as 127.0.0.1 only", addr)
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	return listener, nil
}

// serve answers on the one port: the simulator's API and git, the bot's
// endpoints, and the page for everything else.
func (d *Demo) serve(listener net.Listener, pages http.Handler) {
	api, app := d.sim.Handler(), d.bot.Handler()
	route := func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasPrefix(r.URL.Path, "/api/"), strings.Contains(r.URL.Path, ".git/"):
			api.ServeHTTP(w, r)
		case r.URL.Path == "/webhook", r.URL.Path == "/healthz", r.URL.Path == "/readyz", r.URL.Path == "/metrics":
			app.ServeHTTP(w, r)
		default:
			pages.ServeHTTP(w, r)
		}
	}
	d.web = &http.Server{Handler: guard(http.HandlerFunc(route)), ReadHeaderTimeout: 10 * time.Second}
	d.served = make(chan error, 1)
	go func() { d.served <- d.web.Serve(listener) }()
}

// guard keeps web pages of others out: they may neither post here nor reach
// this port under a name of their own.
func guard(next http.Handler) http.Handler {
	sameOrigin := http.NewCrossOriginProtection().Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = r.Host
		}
		if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
			http.Error(w, "This page can only be opened on its own machine.", http.StatusForbidden)
			return
		}
		sameOrigin.ServeHTTP(w, r)
	})
}
