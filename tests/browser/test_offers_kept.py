"""The console is loaded again, or closed, while something is held out to its agent."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from handoff.domain.policy import Policy, RoutingPolicy
from handoff.domain.queueing.offer import Offer
from handoff.loops.assigner import Assigner
from tests.browser.desks import Beside, entered, running_beside
from tests.browser.shift import a_customer
from tests.support.waiting import eventually

pytestmark = pytest.mark.browser

# However slowly a page is loaded: what is tested is what happens within the grace, and after it.
GRACE = timedelta(minutes=5)
POLICY = Policy(
    presence_ttl=timedelta(days=1),
    routing=RoutingPolicy(offer=timedelta(hours=1), offer_grace=GRACE),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk that looks after its queue whenever somebody comes or goes, with two agents."""
    with running_beside(tmp_path, policy=POLICY) as running:
        app, assigner = running.app, Assigner(running.app.desk)
        for name in ("Ana", "Bo"):
            running.run(app.add(name))
        app.publisher.serve(app.desk, app.runner, assigner)
        running.run(assigner.start())
        yield running
        running.run(assigner.close())


def online(context: BrowserContext, url: str, who: str) -> Page:
    """A console whose agent takes conversations."""
    page = entered(context, f"{url}/console", who)
    page.get_by_role("button", name="Availability").click()
    page.get_by_role("menuitemradio", name="Online").click()
    expect(page.get_by_role("button", name="Availability: Online")).to_be_visible()
    return page


def offer_in(page: Page) -> Locator:
    """What is held out there."""
    return page.get_by_role("region", name="Offers").get_by_role("heading", name="Vera Kim")


def test_a_reload_keeps_the_offer_and_a_closed_tab_moves_it_on(
    people: Callable[..., BrowserContext], desk: Beside
) -> None:
    """The same offer, with its time, though a colleague is free; who is gone for longer loses it."""
    ana = online(people(), desk.url, "ana")
    _, chat = desk.run(a_customer(desk.app, "Vera Kim", "en", "Where is my parcel?"))
    expect(offer_in(ana)).to_be_visible()
    bo = online(people(), desk.url, "bo")

    async def pending() -> Offer | None:
        async with desk.app.desk.store.reading() as tx:
            return await tx.offers.pending(chat)

    async def ana_left() -> bool:
        async with desk.app.desk.store.reading() as tx:
            (known,) = [one for one in await tx.people.agents() if one.name == "Ana"]
        return not known.present(desk.app.desk.clock())

    made = desk.run(pending())
    for _ in range(2):
        ana.reload()
        expect(offer_in(ana)).to_be_visible()
        assert desk.run(pending()) == made
    expect(offer_in(bo)).to_have_count(0)

    ana.close()
    desk.run(eventually(ana_left))
    desk.app.clock_shift[0] += GRACE.total_seconds()
    expect(offer_in(bo)).to_be_visible()
    bo.keyboard.press("a")
    expect(bo.get_by_role("textbox", name="Reply to Vera Kim")).to_be_visible()
