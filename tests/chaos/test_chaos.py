"""Nothing that was acknowledged is lost, doubled or out of order, whatever dies meanwhile."""

import gc
import os
import shutil
from collections.abc import Callable

import pytest

from tests.chaos.run import run
from tests.chaos.world import Options
from tests.support.servers import postgres_folder

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.redis,
    pytest.mark.skipif(postgres_folder() is None, reason="PostgreSQL's programs are not installed"),
    pytest.mark.skipif(shutil.which("redis-server") is None, reason="redis-server is not installed"),
    pytest.mark.skipif(not os.path.isdir("/proc"), reason="processes are found by /proc"),
]


# A client that connects while its app is killed leaves a connection to the garbage; it goes here.
@pytest.mark.filterwarnings("ignore:Unclosed:ResourceWarning")
async def test_nothing_is_lost_while_everything_dies(record_property: Callable[[str, object], None]) -> None:
    """Customers and agents go on while apps, Rasa, Redis, PostgreSQL and connections are killed."""
    report = await run(Options.from_environment())
    gc.collect()
    record_property("counts", "\n".join(report.lines()))
    assert report.wrong == [], "\n".join([*report.lines(), *report.log[-200:]])
    assert report.counts["fault: kill every app"] >= 1
