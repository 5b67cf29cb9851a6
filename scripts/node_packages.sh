#!/usr/bin/env bash
# The pages' packages, exactly as the lock file says.
source "$(dirname "$0")/common.sh"
source scripts/node.sh

step "Installing the pages' packages (agent_ui)"
npm --prefix agent_ui ci --no-audit --no-fund
stamp node-packages
