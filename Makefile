GO ?= go
LINT = $(GO) tool -modfile=internal/tools/go.mod golangci-lint

.DEFAULT_GOAL := help
FUZZTIME ?= 30s

# The packages that do several things at once are tested with the race detector.
# It makes tests many times as long, so the long ones of theirs run without it,
# and so do all those of the others.
RACE = ./cmd/storybot ./handlers ./internal/demo ./internal/gateway ./internal/githubsim ./internal/ledger ./internal/queue \
	./internal/server ./internal/store ./internal/web
LONG = TestHostile|Memory|TestPlan|TestKilled|TestManyComments

BROWSER = cd internal/demo/browser &&

.PHONY: help demo build test clients lint check bench fuzz picture release compiler browser

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

demo: build ## start bot and simulated GitHub on this machine; needs no account, network or C compiler
	./storybot demo

build: ## build ./storybot
	CGO_ENABLED=0 $(GO) build -trimpath -o storybot ./cmd/storybot

test: compiler clients browser ## run every test, with the race detector for concurrent code (TESTFLAGS for more flags)
	CGO_ENABLED=1 $(GO) test -race -timeout 30m -skip "$(LONG)" $(TESTFLAGS) $(RACE)
	$(GO) test -run "$(LONG)" $(TESTFLAGS) $(RACE)
	$(GO) test $(TESTFLAGS) $$($(GO) list ./... | grep -vxF "$$($(GO) list $(RACE))")
	$(GO) test -tags clients ./internal/githubsim/clients # real clients against the simulated GitHub
	$(BROWSER) $(GO) test -count=1 ./...

clients: ## install the clients of GitHub that make test runs: gh, node, and packages for it
	@.ci/clients

lint: ## run the linters and check the formatting
	$(LINT) run ./...
	$(BROWSER) $(GO) tool -modfile=../../tools/go.mod golangci-lint run ./...

check: lint test build ## lint, test and build; run it before a pull request

bench: ## measure; compare only figures of one run
	$(GO) test -run '^$$' -bench . -benchmem $(TESTFLAGS) ./...

fuzz: ## look for texts that break something, FUZZTIME (30s) for each fuzz target
	@GO="$(GO)" .ci/fuzz $(FUZZTIME)

release: ## build the archives of VERSION (v0.1.0) for every system into dist/, with checksums
	$(GO) run ./cmd/release -version "$(VERSION)" -out dist -epoch "$$(git log -1 --format=%ct)"

picture: browser ## take docs/demo.png again (with the fonts Noto Sans and Noto Color Emoji)
	$(BROWSER) $(GO) test -count=1 -run TestPicture . -update

# The tests of the demo's page need Chromium. As root on a system with apt it is
# installed, else asked for.
browser:
	@for name in chromium chromium-browser google-chrome google-chrome-stable; do \
		if command -v $$name >/dev/null; then exit 0; fi; \
	done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo 'make: installing chromium for the tests of the demo page'; \
		apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium fonts-noto-core fonts-noto-color-emoji; \
	else \
		echo 'make: the tests of the demo page need Chromium (Debian: chromium), and there is none.' >&2; \
		echo "make: install it, or run 'go test ./...' for everything else." >&2; \
		exit 1; \
	fi

# The race detector needs cgo, and that a C compiler with the C library's
# headers. As root on a system with apt they are installed, else asked for.
compiler:
	@printf '#include <stdlib.h>\nint main(void){return 0;}\n' | $$($(GO) env CC) -x c -o /dev/null - 2>/dev/null || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo 'make test: installing gcc and libc6-dev for the race detector'; \
		apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends gcc libc6-dev; \
	else \
		echo 'make test: the race detector needs a C compiler and the C headers (Debian: gcc libc6-dev), and there is none.' >&2; \
		echo "make test: install them, or run 'go test ./...' instead." >&2; \
		exit 1; \
	fi
