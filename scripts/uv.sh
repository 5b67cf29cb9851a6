#!/usr/bin/env bash
# uv, which makes both Python environments, in a folder of its own.
source "$(dirname "$0")/common.sh"

step "Installing uv, the Python package manager"
# The first Python that can make an environment; Debian's own cannot without the package python3-venv.
find_python() {
  local candidate
  for candidate in python3 python3.11 python3.12 python3.13; do
    if "$candidate" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 8))' 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
}
python=$(find_python)
if [ -z "$python" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  step "Python cannot make environments here; installing python3-venv"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
  python=$(find_python)
fi
[ -n "$python" ] || fail "Python 3 with venv is missing (Debian: sudo apt-get install python3 python3-venv)."
"$python" -m venv .tools || fail "Python's venv module does not work here."
.tools/bin/pip install --quiet --disable-pip-version-check uv
stamp uv
