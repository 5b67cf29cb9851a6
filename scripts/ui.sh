#!/usr/bin/env bash
# Runs one npm script of the pages: build, check, test, …
source "$(dirname "$0")/common.sh"
source scripts/node.sh

step "Pages: npm run $1"
npm --prefix agent_ui run --silent "$1"
[ "$1" = build ] && stamp ui
true
