#!/usr/bin/env bash
# Writes down the installed versions, so that tomorrow's releases do not change today's product.
source "$(dirname "$0")/common.sh"

step "Writing constraints.txt and bot/constraints.txt"
note="# Versions the tests ran with; 'make lock' renews them."
{
  echo "$note torch is left out: its CPU and CUDA builds bring different packages."
  $uv pip freeze --quiet --python .venv/bin/python --exclude-editable | grep -viE '^(torch|nvidia|triton)'
} >constraints.txt
{
  echo "$note"
  $uv pip freeze --quiet --python bot/.venv/bin/python
} >bot/constraints.txt
