"""The languages that the desk offers: over HTTP and in every process."""

from pathlib import Path

from handoff.domain.enums import Role
from tests.integration.test_http import bearer, is_problem
from tests.integration.test_settings import two_apps
from tests.support.waiting import eventually

PATH = "/api/v1/settings/languages"
POLISH = {"default": "pl", "offered": ["en", "pl"], "widget": ["en", "pl"]}


async def test_languages_are_set_and_every_process_follows(tmp_path: Path) -> None:
    """At once where they were set, within a second elsewhere; agents may not, and the slower one is told."""
    async with two_apps(tmp_path) as (one, two):
        sam = bearer(one.token_of(await one.add("Sam", Role.SUPERVISOR)))
        start = (await one.http.get(PATH, headers=sam)).json()
        everything = ["en", "fa", "pl"]
        assert start == {
            "spoken": everything,
            "offered": everything,
            "widget": everything,
            "default": "en",
            "revision": 0,
            "by": None,
            "at": None,
        }
        made = await one.http.put(PATH, json=POLISH | {"revision": 0}, headers=sam)
        assert (made.status_code, made.json()["by"]) == (200, "Sam")
        assert one.desk.policy_now.languages.default == "pl"
        await eventually(lambda: two.desk.policy_now.languages.default == "pl")
        is_problem(await two.http.put(PATH, json=POLISH | {"revision": 0}, headers=sam), 409, "conflict")
        agent = bearer(one.token_of(await one.add("Ana")))
        is_problem(await one.http.put(PATH, json=POLISH, headers=agent), 403, "forbidden")
        wrong = POLISH | {"default": "fa"}
        is_problem(await one.http.put(PATH, json=wrong, headers=sam), 400, "invalid")
