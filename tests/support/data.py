"""The data sets that stand beside a developer's checkout; a user's clone has none."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[3] / "shared" / "data"


def shared_data(name: str) -> Path:
    """A file or folder of the shared data sets; skips the test where there are none."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"needs the data set {name}, which is not part of the project")
    return path
