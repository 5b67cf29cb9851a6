#!/usr/bin/env bash
# The app's environment: Python 3.11, CPU torch, sentence-transformers, FAISS, Sanic, python-socketio.
source "$(dirname "$0")/common.sh"

step "Making the app's Python environment (.venv, about 2 GB the first time)"
[ -x .venv/bin/python ] || $uv venv --quiet --python 3.11 .venv
install() { $uv pip install --python .venv/bin/python --constraints constraints.txt "$@" --editable . --group dev; }
if [ -n "$UV_FIND_LINKS" ]; then
  install
else
  # Without a folder of wheels, ask PyTorch's own index for the CPU build; the registry's build brings gigabytes of CUDA.
  install --torch-backend cpu || { step "PyTorch's CPU index is out of reach; taking the registry's build"; install; }
fi
stamp app-env
