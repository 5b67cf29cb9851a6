#!/usr/bin/env bash
# The bot's environment: Rasa 3.6 needs Python 3.10 and old pins, so it never shares one with the app.
source "$(dirname "$0")/common.sh"

step "Making the bot's Python environment (bot/.venv, Rasa 3.6, about 2.5 GB the first time)"
[ -x bot/.venv/bin/python ] || $uv venv --quiet --python 3.10 bot/.venv
$uv pip install --python bot/.venv/bin/python --constraints bot/constraints.txt --requirement bot/pyproject.toml
stamp bot-env
