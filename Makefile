# Gloss. `make` alone says what can be done.

.DEFAULT_GOAL := help

# One set of build flags everywhere, none: another set compiles SQLite again.
BINARY := bin/gloss
LINT := go tool -modfile=.ci/lint/go.mod
NPM_FLAGS := --omit=dev
SHOTS := $(CURDIR)/screenshots
# Those that need a browser, by name: the rest of the same packages ran before.
BROWSER_TESTS = $(shell sed -n 's/^func \(Test[A-Za-z0-9_]*\).*/\1/p' $$(find cmd -name '*_browser_test.go') | sort | paste -sd '|' -)
PORT := 8080

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: build ## build what is stale and start Gloss; ARGS="--addr …" go to `gloss serve`
	$(BINARY) serve $(ARGS)

.PHONY: build
build: assets ## the binary, bin/gloss
	go build -o $(BINARY) ./cmd/gloss

.PHONY: assets
assets: tools htmx ## style sheet and script: bundled, minified, compressed
	@go run ./cmd/assets

.PHONY: dev
dev: tools htmx ## live reload on http://localhost:7331; restarts on every change
	go tool templ generate -watch -include-version=false -open-browser=false \
		-proxy=http://localhost:$(PORT) \
		-watch-pattern='(.+\.go$$)|(.+\.templ$$)|(.+/assets/(css|js|icons|guides)/.+)' \
		-cmd="make --no-print-directory dev-serve"

# What `make dev` starts anew after a change: templ runs it, not a shell.
.PHONY: dev-serve
dev-serve:
	@go run ./cmd/assets
	@go build -o $(BINARY) ./cmd/gloss
	@exec $(BINARY) serve

.PHONY: generate
generate: ## Go code from the .templ files
	go tool templ generate -include-version=false

.PHONY: fmt
fmt: ## format Go and templ files
	gofmt -w $$(find . -name '*.go' -not -path './assets/node_modules/*')
	go tool templ fmt .

.PHONY: test
test: NPM_FLAGS :=
test: assets ## every test, those in a real browser included
	go test ./...
	.ci/browser go test -tags browser -count=1 -timeout 30m -parallel 3 -run "^($(BROWSER_TESTS))$$" ./cmd/...

.PHONY: check
check: tools ## what must hold before a commit: format, vet, lint, generated code, races
	@echo "format" && files=$$(gofmt -l $$(find . -name '*.go' -not -path './assets/node_modules/*')) && \
		if [ -n "$$files" ]; then echo "not formatted (make fmt does it):"; echo "$$files"; exit 1; fi
	go tool templ fmt -fail .
	.ci/generated
	go vet ./...
	go vet -tags browser ./...
	$(LINT) staticcheck -tags browser ./...
	go test -race -short ./... # fewer and smaller cases, all of which make test has

.PHONY: bench
bench: ## benchmarks, one after the other; fails where a target is missed
	go test -run '^$$' -bench . -benchmem -timeout 30m ./...

.PHONY: soak
soak: ## the tests of crash and load, for long: 200 kills, a minute of 32 clients
	go test -race -count=1 -v -timeout 60m -run 'TestKilled|TestStoppedUnderLoad|TestMixed|TestDiskFull' ./cmd/gloss -crashes 200 -mixed 1m

.PHONY: screenshots
screenshots: NPM_FLAGS :=
screenshots: assets ## pictures of every page into screenshots/
	.ci/browser go test -tags browser -count=1 -run TestScreenshots ./cmd/gloss -screenshots $(SHOTS)

.PHONY: lighthouse
lighthouse: NPM_FLAGS :=
lighthouse: assets ## what Lighthouse says of four pages on a phone; npx brings it
	.ci/browser go test -tags browser -count=1 -v -timeout 60m -run TestLighthouse ./cmd/gloss -lighthouse 5

.PHONY: clean
clean: ## remove what was built; data and Go's cache stay
	rm -rf bin screenshots assets/node_modules
	find assets/dist -type f ! -name .gitkeep -delete

.PHONY: tools
tools:
	@command -v go >/dev/null || { echo "Gloss is built with Go 1.26 or newer, and there is no go here: https://go.dev/dl/"; exit 1; }
	@cc=$$(go env CC); command -v $${cc%% *} >/dev/null || { echo "Gloss needs a C compiler for SQLite, and there is no $$cc here. On Debian: apt-get install gcc libc6-dev"; exit 1; }
	@[ "$$(go env CGO_ENABLED)" = 1 ] || { echo "Gloss needs cgo for SQLite, and CGO_ENABLED is off."; exit 1; }

# htmx makes pages smoother and is never needed.
.PHONY: htmx
htmx:
	@if [ -e assets/node_modules/htmx.org ] && [ ! assets/package-lock.json -nt assets/node_modules/.package-lock.json ]; then \
		exit 0; \
	elif ! command -v npm >/dev/null; then \
		echo "npm is not here: Gloss is built without htmx, and every page works all the same."; \
	elif ! npm ci --prefix assets --ignore-scripts --loglevel=error $(NPM_FLAGS); then \
		echo "npm could not fetch htmx: Gloss is built without it, and every page works all the same."; \
	else exit 0; fi; \
	if [ "$$CI" = true ]; then echo "In CI htmx is required."; exit 1; fi
