"""Drafts as a Markdown file."""

from __future__ import annotations

import re

from assistant.answer import Citation
from assistant.exports.drafts import Assessment
from assistant.exports.sdg_lines import category_line, domain_name, notes, percentage
from assistant.exports.text import reference
from assistant.indicators.drafting import Draft
from assistant.indicators.sdg import DOMAINS, Sdg

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$!])")


def drafts_markdown(assessment: Assessment) -> str:
    """Headings by domain and sub-domain, each response with its level, reason, sentences, caveats, gaps and sources."""
    blocks = [
        f"# {_plain(assessment.title)}",
        f"**{assessment.standing}** {assessment.word.date(assessment.day.isoformat())}",
    ]
    for number, drafts in assessment.by_domain():
        blocks.append(f"## {_plain(assessment.domain(number))}")
        for name, own in assessment.by_subdomain(drafts):
            blocks += [f"### {_plain(name)}"] if name else []
            blocks += [_draft(assessment, d) for d in own]
    if assessment.sdg:
        blocks += _sdg(assessment, assessment.sdg)
    return "\n\n".join(blocks) + "\n"


def _draft(assessment: Assessment, draft: Draft) -> str:
    say = assessment.say
    blocks = [
        f"#### {_plain(draft.indicator.id)} {_plain(assessment.question(draft))}",
        f"**{say('draft_export.level')}: {_plain(assessment.level(draft))}.** {_plain(_sentence(draft.reason))}",
        _plain(". ".join(f"{name}: {value}" for name, value in assessment.facts(draft)) + "."),
        _plain(draft.response),
        _bullets(say("draft_export.caveats"), draft.caveats),
        _bullets(say("draft_export.gaps"), draft.gaps),
        _bullets(say("draft_column.comments"), draft.comments),
        _sources(assessment, draft),
    ]
    return "\n\n".join(block for block in blocks if block)


def _sdg(assessment: Assessment, found: Sdg) -> list[str]:
    say, word = assessment.say, assessment.word
    rows = [[say(f"sdg.{name}_column") for name in ("domain", "value", "missing", "open")], ["---"] * 4]
    for number in DOMAINS:
        value = found.domain(number)
        rows.append(
            [_plain(domain_name(number, say)), percentage(value, say, word), str(value.missing), str(value.open)]
        )
    return [
        f"## {_plain(say('sdg.title'))}",
        f"**{say('sdg.aid')}**",
        "\n".join(f"| {' | '.join(row)} |" for row in rows),
        f"**{category_line(found, say, word)}**",
        "\n".join(f"- {_plain(line)}" for line in notes(found, say, word)),
    ]


def _sentence(reason: str) -> str:
    return f"{reason[:1].upper()}{reason[1:]}."


def _bullets(heading: str, lines: tuple[str, ...]) -> str:
    return "\n".join([f"{heading}:\n", *(f"- {_plain(line)}" for line in lines)]) if lines else ""


def _sources(assessment: Assessment, draft: Draft) -> str:
    if not draft.citations:
        return ""
    return "\n".join(
        [f"{assessment.say('draft_export.sources')}:\n", *(_source(assessment, c) for c in draft.citations)]
    )


def _source(assessment: Assessment, citation: Citation) -> str:
    return f"- {_plain(f'[{citation.mark}]')} {_plain(reference(citation, assessment.word))}"


def _plain(text: str) -> str:
    """The text with the marks of Markdown made literal, so that a quoted document cannot bring links or pictures in."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
