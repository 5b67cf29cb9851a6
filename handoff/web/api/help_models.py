"""The queries and answers of the help centre inside the widget."""

from typing import Annotated

from pydantic import StringConstraints

from handoff.web.api.models import Body, Short
from handoff.wire import Time, Wire
from handoff.wire.reading import Lang, Storable


class HelpQuery(Body):
    """The reader's language, and what they look for: a topic, or words as far as they are typed."""

    lang: Lang = "en"
    topic: Short | None = None
    q: Annotated[str, StringConstraints(max_length=300), Storable] = ""


class VoteIn(Body):
    """Did it help?"""

    helpful: bool


class TopicOut(Wire):
    """A tag that several articles share."""

    name: str
    count: int


class HelpEntryOut(Wire):
    """An article of the list; `excerpt` is the passage that was found, if words were searched."""

    id: str
    title: str
    lang: str
    excerpt: str = ""


class HelpOut(Wire):
    """What there is to read."""

    topics: tuple[TopicOut, ...]
    articles: tuple[HelpEntryOut, ...]


class HelpArticle(Wire):
    """An article to be read; `url` is the page on which everybody can, `vote` what its reader said of it."""

    id: str
    title: str
    body: str
    lang: str
    url: str
    checked_at: Time
    vote: bool | None = None


class HelpArticleOut(Wire):
    """One article."""

    article: HelpArticle
