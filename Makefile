.DEFAULT_GOAL := help
.PHONY: run test bench check format docs help

run: ## Install what is missing, build, and open the demo shop on http://127.0.0.1:8080
	@scripts/install-packages run
	swift build -c release --product sellusgenie
	@exec .build/release/sellusgenie serve --demo $(ARGUMENTS)

test: ## Install what is missing, build, and run every test on a real PostgreSQL
	@scripts/install-packages test
	@scripts/install-python
	@scripts/test

bench: ## Measure, each figure beside the limit measured in the same run (see docs/benchmarks.md)
	@scripts/install-packages test
	@scripts/install-python
	swift build -c release --product benchmarks
	@.build/release/benchmarks $(ARGUMENTS)

check: ## Build without running, and check the format of Swift and of the scripts
	@scripts/install-packages run
	swift build --build-tests
	@scripts/check-format

format: ## Rewrite the Swift sources in the project's format
	swift format --in-place --parallel --recursive Package.swift Sources Tests

docs: ## Write docs/commands.md from the program's own help
	@scripts/install-packages run
	swift build --product sellusgenie
	@scripts/write-command-reference

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
