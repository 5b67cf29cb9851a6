"""The index that answers questions: it follows the store and never makes a search wait for an update."""

from collections.abc import Sequence
from pathlib import Path
from typing import Self

from kb_index.embedder import TextEmbedder
from kb_index.ranking import IndexStatus, Ranking
from kb_index.store import ArticleStore


class KnowledgeIndex:
    """Published articles, searchable; open it, start it, search it, close it."""

    @classmethod
    def open(cls, store: ArticleStore, embedder: TextEmbedder, data_dir: Path) -> Self:
        """An index over a store, with its snapshots under the data directory; nothing is read yet."""
        raise NotImplementedError

    async def start(self) -> None:
        """Load the snapshot or build anew, then follow the store's changes."""
        raise NotImplementedError

    async def close(self) -> None:
        """Stop following and write a last snapshot."""
        raise NotImplementedError

    def nudge(self) -> None:
        """Look for changes now instead of at the next poll."""
        raise NotImplementedError

    async def search(
        self, query: str, *, lang: str | None = None, k: int = 5, context: Sequence[str] = ()
    ) -> Ranking:
        """Articles that answer the question, best first; `context` is what was said before, newest last."""
        raise NotImplementedError

    def status(self) -> IndexStatus:
        """What the index holds now."""
        raise NotImplementedError
