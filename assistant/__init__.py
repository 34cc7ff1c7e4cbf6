"""A question comes in, an Answer goes out: ``from assistant import Consultation``.

Names are imported when they are first used, so that a program that only shows answers starts without the libraries
that find them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation, Status, Verdict
    from assistant.consultation import Consultation
    from assistant.retrieval import Filters

__all__ = ["Answer", "Citation", "Consultation", "Filters", "Status", "Verdict"]

_HOMES = {"Consultation": "assistant.consultation", "Filters": "assistant.retrieval"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "assistant.answer")), name)
