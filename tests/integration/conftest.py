"""One running desk for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.desk_app import DeskApp, desk_app
from tests.support.posting import post

__all__ = ["post"]


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[DeskApp]:
    async with desk_app(tmp_path) as running:
        yield running
