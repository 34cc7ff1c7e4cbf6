"""SDG indicator 10.7.2 in words, for the exports and the command line."""

from __future__ import annotations

from assistant.indicators.sdg import Item, Sdg, Value
from assistant.phrases import Phrases
from assistant.wording import Wording


def percentage(value: Value, say: Phrases, word: Wording) -> str:
    """A value with one decimal, and how high it may be where a person must decide."""
    shown = say("sdg.per_cent", value=word.number(round(value.value, 1)))
    if value.highest == value.value:
        return shown
    return say("sdg.up_to", value=shown, highest=say("sdg.per_cent", value=word.number(round(value.highest, 1))))


def domain_name(number: int, say: Phrases) -> str:
    """A domain with its number and name."""
    return f"{say('draft_export.domain', number=number)}. {say(f'draft_domain.domain_{number}')}"


def domain_line(found: Sdg, number: int, say: Phrases, word: Wording) -> str:
    """A domain with its value, and how many of its items have no answer."""
    value = found.domain(number)
    line = f"{domain_name(number, say)}: {percentage(value, say, word)}"
    return f"{line} ({say('sdg.missing', count=value.missing)})" if value.missing else line


def item_line(item: Item, say: Phrases, word: Wording) -> str:
    """An item with its proposed score and what it is taken from."""
    if item.score is None:
        return f"{item.id}: {say('sdg.no_answer')}"
    said = say(f"draft_level.{item.level.value}") if item.level else ""
    line = f"{item.id}: {word.number(item.score)} ({said})"
    if item.is_open:
        line = f"{line}, {say('sdg.to_decide')}"
    return f"{line}, {say('sdg.linked', id=item.basis)}" if item.is_linked else line


def category_line(found: Sdg, say: Phrases, word: Wording) -> str:
    """The overall value with its category."""
    category = say(f"sdg_category.{found.category.value}") if found.category else say("sdg.no_category")
    return say("sdg.overall", value=percentage(found.overall, say, word), category=category)


def notes(found: Sdg, say: Phrases, word: Wording) -> list[str]:
    """What a reader must know: what is missing, what is to be decided, where another category could come of it."""
    missing = [i.id for i in found.items if i.is_missing]
    undecided = [i.id for i in found.items if i.is_open]
    lines = []
    if missing:
        lines.append(say("sdg.incomplete", count=len(missing), items=", ".join(missing)))
    if undecided:
        lines.append(say("sdg.open", count=len(undecided), items=", ".join(undecided)))
    if found.highest_category is not found.category and found.highest_category:
        lines.append(say("sdg.other_category", category=say(f"sdg_category.{found.highest_category.value}")))
    return lines
