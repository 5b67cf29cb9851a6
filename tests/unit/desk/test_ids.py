"""Ids: standard, unique, and in order."""

import time
from uuid import UUID

from handoff.desk.ids import uuid7


def test_ids_are_version_7_and_sort_by_time() -> None:
    """Also within the same millisecond."""
    before = time.time_ns() // 1_000_000
    ids = [uuid7() for _ in range(5000)]
    assert ids == sorted(set(ids))
    assert {(UUID(one).version, UUID(one).variant) for one in ids} == {(7, "specified in RFC 4122")}
    assert before <= UUID(ids[0]).int >> 80 <= time.time_ns() // 1_000_000
