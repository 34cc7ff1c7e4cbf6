"""What norms only recommend: it is not said to be so, nor not to be."""

from __future__ import annotations

import re

from ingest.store import StoredSentence
from ingest.terms import fold

_RECOMMENDS = re.compile(
    r"\b(?:recom(?:mend(?:s|ed|ing)?|endar|ienda|iendan|endo)|exhort(?:ar|a|an|o)|invok(?:ar|a)|"
    r"urg(?:e|es|ed)|call(?:s|ed)? on|suggest(?:s|ed)?|suger(?:ir|imos)|sugiere)\b"
)


def only_recommended(asked: str, sentence: StoredSentence) -> bool:
    """Whether an article only recommends what it says, and a question does not ask for just that.

    Whether a thing is so is not told by who would have it be so.
    """
    lead = fold(f"{sentence.context} {sentence.search_text[:_OPENING]}")
    return bool(sentence.article and _RECOMMENDS.search(lead)) and not _RECOMMENDS.search(fold(asked))


_OPENING = 40
"""Characters in which a recommendation says that it is one."""
