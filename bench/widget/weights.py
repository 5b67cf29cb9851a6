"""How many bytes a visitor loads, gzipped."""

import json
import re
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
UI = HERE.parent.parent / "agent_ui"


def baton_weights() -> dict[str, int]:
    """Ours, as the check of the byte budgets weighs them."""
    said = subprocess.run(
        ["node", str(UI / "scripts" / "budgets.mjs")], capture_output=True, text=True, check=True
    ).stdout
    found = re.findall(r"^(.+): (\d+) of \d+ bytes gzipped$", said, flags=re.MULTILINE)
    return {f"baton, {name}": int(size) for name, size in found}


def built_peers(work: Path) -> dict[str, int]:
    """Each peer's bytes; its script is `work/built/NAME/widget.js`."""
    if not (work / "built" / "weights.json").exists():
        shutil.copytree(HERE / "peers", work, dirs_exist_ok=True)
        install = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--legacy-peer-deps"]
        subprocess.run([*install, "--loglevel=error"], cwd=work, check=True, stdout=subprocess.DEVNULL)
        vite = UI / "node_modules" / "vite" / "dist" / "node" / "index.js"
        subprocess.run(["node", "build.mjs", str(vite), "built"], cwd=work, check=True)
    weights: dict[str, int] = json.loads((work / "built" / "weights.json").read_text())
    return weights
