"""Keeps a log bounded that another process writes to."""

import os
import shutil
from pathlib import Path

MOST_BYTES = 5 * 1024 * 1024


def rotate(path: Path, most_bytes: int = MOST_BYTES) -> bool:
    """Move what is in a log that has grown too long to `NAME.1`; whoever appends to it simply goes on."""
    try:
        if path.stat().st_size <= most_bytes:
            return False
        shutil.copyfile(path, path.with_name(f"{path.name}.1"))
        os.truncate(path, 0)
    except OSError:
        return False
    return True
