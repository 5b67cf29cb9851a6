# Shared by the set-up scripts: where things are, and how a step is named.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

uv=.tools/bin/uv
# uv does not read pip's variable; a folder of wheels given to pip serves it as well.
export UV_FIND_LINKS="${UV_FIND_LINKS:-${PIP_FIND_LINKS:-}}"

step() { printf '\033[1m▸ %s\033[0m\n' "$*"; }
fail() { printf '\033[31m✗ %s\033[0m\n' "$*" >&2; exit 1; }
stamp() { mkdir -p .stamps && touch ".stamps/$1"; }
