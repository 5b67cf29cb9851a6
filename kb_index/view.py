"""What can be searched at one moment: a shard for each language. Never changed, only replaced."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from kb_index.segment import Prepared, Segment
from kb_index.shard import Shard


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Shards by language and the last change that they show."""

    shards: Mapping[str, Shard] = field(default_factory=dict)
    change: int = 0

    @property
    def articles(self) -> int:
        """How many articles can be found."""
        return sum(len(shard) for shard in self.shards.values())

    @property
    def passages(self) -> int:
        """How many passages can be found."""
        return sum(shard.passages for shard in self.shards.values())

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have articles."""
        return tuple(sorted(lang for lang, shard in self.shards.items() if len(shard)))

    def changed(
        self, added: Sequence[Prepared], removed: Collection[str], change: int, sealed: Mapping[str, int]
    ) -> "View":
        """The view after these changes; an article that moved to another language leaves its old shard."""
        shards = dict(self.shards)
        by_lang: dict[str, list[Prepared]] = {}
        for article in added:
            by_lang.setdefault(article.entry.lang, []).append(article)
        touched = {article.entry.article_id for article in added} | set(removed)
        for lang in {*shards, *by_lang}:
            mine = by_lang.get(lang, [])
            old = shards.get(lang, Shard())
            gone = [one for one in touched if old.holds(one)]
            if mine or gone:
                shards[lang] = old.changed(mine, gone, sealed=max(1, sealed.get(lang, 1)))
        return View(shards=shards, change=change)

    def with_joined(self, lang: str, count: int, merged: Segment | None) -> "View":
        """The view with one language's first segments replaced by what was made of them."""
        shards = {**self.shards, lang: self.shards[lang].with_joined(count, merged)}
        return View(shards=shards, change=self.change)

    def asked(self, lang: str, also: Sequence[str] = ()) -> tuple[Shard, ...]:
        """The shards to search: the language's own and those beside it, or all where it has no articles."""
        own = self.shards.get(lang)
        if own is not None and len(own):
            others = (self.shards.get(one) for one in also if one != lang)
            return (own, *(shard for shard in others if shard is not None and len(shard)))
        return tuple(shard for shard in self.shards.values() if len(shard))
