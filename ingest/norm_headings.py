"""The headings of a norm where they belong: its own, or part of what one of its articles quotes."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.block import Block
from ingest.document import BlockKind
from ingest.headings import QUOTED_BY, Rank, provision_ordinal, provisions_name
from ingest.sections import Sections


class NormHeadings:
    """Tells a norm's own headings from those that it quotes.

    After ``Modify these articles as follows:`` the headings are those of another norm, until the numbering of the
    articles goes on. Where an editor's note ``(*)`` says that an article was replaced or added, the quoted article is
    the norm's own.

    Args:
        sections: the headings above the place that is being read.
    """

    def __init__(self, sections: Sections) -> None:
        self._sections = sections
        self._quoting: str | None = None
        """The article that is quoting another norm."""

    def end(self) -> None:
        """Ends what is quoted: the norm is closed."""
        self._quoting = None

    def placed(self, block: Block, before: Block | None) -> Block:
        """A heading with the rank and the article that it has at its place; other blocks as they are.

        Args:
            block: as it was recognised.
            before: the text before it; None right below a heading.
        """
        if block.kind is not BlockKind.HEADING:
            return block
        block = self._named(block)
        return self._inside(block) if block.rank < Rank.BOOK else self._legal(block, before)

    def _named(self, block: Block) -> Block:
        """A closing provision under its full name: ``Primera Disposición Complementaria Final``."""
        if block.rank == Rank.PROVISIONS:
            return replace(block, article=provisions_name(block.text))
        if block.rank not in (Rank.PROVISION, Rank.QUOTED_PROVISION) or not block.article or " Disp" in block.article:
            return block
        name = self._sections.provisions()
        if name is None:
            return replace(block, article=None) if self._sections.in_recitals() else block
        return replace(block, article=f"{block.article} {name}")

    def _inside(self, block: Block) -> Block:
        """A heading that is no division of a norm."""
        if self._quoting is not None and block.level is None:
            return replace(block, rank=Rank.HEADING_IN_ARTICLE + QUOTED_BY)
        # A short line that only its place makes a heading does not end an article.
        of_article = block.rank == Rank.TITLE and block.level is None and self._sections.article() is not None
        return replace(block, rank=Rank.HEADING_IN_ARTICLE) if of_article else block

    def _legal(self, block: Block, before: Block | None) -> Block:
        """A book, an article, a provision: of the norm, or of the one that it quotes."""
        article = self._sections.article()
        noted = before is not None and before.text.startswith("(*")
        announced = before is not None and before.text.endswith(":") and not noted
        if self._resumes(block):
            self._quoting = None
        elif article and not self._quoting and announced:
            self._quoting = article
        if self._quoting:
            lower = block.rank if block.rank >= Rank.BOOK + QUOTED_BY else block.rank + QUOTED_BY
            return replace(block, rank=lower, article=None)
        if block.rank not in (Rank.QUOTED_ARTICLE, Rank.QUOTED_PROVISION):
            return block
        own = article is None or _continues(article, block.article) or noted
        return replace(block, rank=block.rank - QUOTED_BY) if own else replace(block, article=None)

    def _resumes(self, block: Block) -> bool:
        """Whether an article's heading goes on with the numbering of the norm, or its closing provisions begin."""
        before = self._quoting or self._sections.article()
        if block.rank == Rank.PROVISIONS and not block.text.startswith(("“", '"')):
            return True
        if block.rank == Rank.PROVISION:
            return _continues(before, block.article)
        return block.rank == Rank.ARTICLE and _continues(before, block.article)


def _continues(before: str | None, number: str | None) -> bool:
    """Whether an article's number can follow another one: ``8``, ``8-A`` and ``9`` after ``8``."""
    if before and number and " Disp" in before and " Disp" in number:
        places = provision_ordinal(before), provision_ordinal(number)
        return None not in places and 0 <= (places[1] or 0) - (places[0] or 0) <= 1
    first, second = (re.match(r"(?:Section )?(\d+)", n or "") for n in (before, number))
    if first is None or second is None:
        return before is None or (first is None and second is None)
    return 0 <= int(second[1]) - int(first[1]) <= 1
