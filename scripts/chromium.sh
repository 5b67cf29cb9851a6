#!/usr/bin/env bash
# Chromium and the fonts for Persian and Polish, for the browser tests.
source "$(dirname "$0")/common.sh"

if command -v chromium >/dev/null || command -v google-chrome >/dev/null || [ -n "${TEST_CHROMIUM:-}" ]; then
  exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  step "Installing Chromium for the browser tests"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    chromium fonts-noto-core fonts-noto-color-emoji >/dev/null
else
  step "Chromium is not installed; the browser tests will be skipped (Debian: apt-get install chromium)"
fi
