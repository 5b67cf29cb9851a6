#!/usr/bin/env bash
# uv, which makes both Python environments, in a folder of its own.
source "$(dirname "$0")/common.sh"

step "Installing uv, the Python package manager"
python=""
for candidate in python3 python3.11 python3.12 python3.13; do
  if command -v "$candidate" >/dev/null && "$candidate" -c 'import sys, venv; sys.exit(sys.version_info < (3, 8))'; then
    python=$candidate
    break
  fi
done
[ -n "$python" ] || fail "Python 3 is not installed (Debian: apt-get install python3 python3-venv)."
"$python" -m venv .tools || fail "Python's venv module is missing (Debian: apt-get install python3-venv)."
.tools/bin/pip install --quiet --disable-pip-version-check uv
stamp uv
