"""The last look before an answer is shown: what its quotes do not carry is struck out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.answer import MARK, Answer, Citation


def verified(answer: Answer, page_text: Callable[[str, int], str]) -> Answer:
    """The answer with only those citations whose quote stands letter for letter on the page that it names.

    A sentence that rests on a citation struck out is struck out with it.

    Args:
        answer: the answer as written.
        page_text: the text of a page, by document id and page number.
    """

    def stands(citation: Citation) -> bool:
        return page_text(citation.document_id, citation.page)[citation.start : citation.end] == citation.quote

    if answer.nearest and not stands(answer.nearest):
        answer = replace(answer, nearest=None)
    sound = tuple(c for c in answer.citations if stands(c))
    if len(sound) == len(answer.citations):
        return answer
    marks = {str(c.mark) for c in sound}
    pieces = re.split(r"(?<=\])\s+", answer.answer)
    kept = [p for p in pieces if all(m in marks for m in MARK.findall(p))]
    return replace(answer, citations=sound, answer=" ".join(kept))
