"""The command ``instruments``: search the register, propose what documents name, accept, decline, add, take back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.commands.plainly import AsOfOption, JsonOption, Plainly, StoreOption, print_json
from assistant.instruments.added import AddedFile, entries_of, no_such
from assistant.instruments.entries import Entry, after
from assistant.instruments.proposals import Proposal, Proposals
from assistant.instruments.register import Register
from assistant.language.dates import checked_date
from assistant.settings import Settings
from ingest.store import Store


def instruments(
    query: Annotated[str | None, typer.Argument(help="Number, name or matter; without it, all.")] = None,
    proposed: Annotated[
        bool, typer.Option("--proposed", help="What the documents name and the register lacks.")
    ] = False,
    accept: Annotated[list[str] | None, typer.Option("--accept", help="Id of a proposal, or all; repeatable.")] = None,
    decline: Annotated[list[str] | None, typer.Option("--decline", help="Id of a proposal; repeatable.")] = None,
    add: Annotated[Path | None, typer.Option("--add", help="TOML or JSON file of instruments to add.")] = None,
    remove: Annotated[str | None, typer.Option("--remove", help="Id of an added instrument to take back.")] = None,
    as_of: AsOfOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """The register of instruments: laws, decrees, agreements, plans, with what changed them."""
    with Plainly(as_json):
        folder = store or Settings().store
        file = AddedFile.of(folder)
        if add:
            file.add(entries_of(add))
        if remove:
            file.remove(remove)
        if accept or decline:
            _decide(folder, file, accept or [], decline or [])
        register = Register.load(Settings().corpus, file.read().entries)
        if proposed:
            for proposal in _proposals(folder, file, register):
                print_json(proposal_as_dict(proposal)) if as_json else typer.echo(_proposal_text(proposal))
            return
        date = checked_date(as_of) if as_of else None
        found = [e for e in register.search(query or "") if not after(e.dated, date)]
        for entry in found:
            shown = entry_as_dict(entry, register, date)
            print_json(shown) if as_json else typer.echo(_entry_text(shown))
        if query and not found:
            typer.echo(f"The register holds no instrument for {query}.", err=True)


def _decide(folder: Path, file: AddedFile, accept: Sequence[str], decline: Sequence[str]) -> None:
    """Accepts and declines proposals by their ids.

    Raises:
        RegisterError: there is no proposal of an id.
    """
    register = Register.load(Settings().corpus, file.read().entries)
    open_ones = {p.id: p for p in _proposals(folder, file, register)}
    unknown = [id for id in (*accept, *decline) if id not in open_ones and id != "all"]
    if unknown:
        raise no_such(unknown[0])
    chosen = list(open_ones.values()) if "all" in accept else [open_ones[id] for id in accept]
    file.add(entries_with_partners(chosen, open_ones, register))
    file.decline(decline)


def entries_with_partners(chosen: Sequence[Proposal], proposals: dict[str, Proposal], register: Register) -> list[Any]:
    """The entries of chosen proposals, and the bare ones of the instruments that their relations name."""
    entries = {p.id: p.entry() for p in chosen}
    for proposal in chosen:
        for seen in proposal.relations:
            other = proposals.get(seen.other_id)
            if seen.other_id not in entries and register.get(seen.other_id) is None and other is not None:
                entries[seen.other_id] = other.entry().model_copy(update={"relation": ()})
    return list(entries.values())


def _proposals(folder: Path, file: AddedFile, register: Register) -> tuple[Proposal, ...]:
    with Store.open(folder) as opened:
        return Proposals(opened, register).all(opened.documents(), file.read().declined)


def entry_as_dict(entry: Entry, register: Register, as_of: str | None = None) -> dict[str, Any]:
    """An entry as the command prints it."""
    return {
        "id": entry.id,
        "kind": entry.kind,
        "number": entry.number,
        "year": entry.year,
        "date": entry.date,
        "name": {language: names[0] for language, names in entry.names.items()},
        "aliases": {language: list(names[1:]) for language, names in entry.names.items()},
        "title_es": entry.title_es,
        "country": entry.country,
        "gazette": entry.gazette,
        "issuer": dict(entry.issuer),
        "what": dict(entry.what),
        "where": [{"source": source, "section": section} for source, section in entry.where],
        "in_force_from": entry.in_force_from,
        "in_force_to": entry.in_force_to,
        "document_id": entry.document,
        "status": [{**n.text, "confidence": n.confidence.value, "source": n.source} for n in entry.notes],
        "relations": [
            {
                "kind": r.kind.value,
                "instrument": r.other,
                "name": {"en": other.name("en"), "es": other.name("es")},
                "date": other.dated,
                "part": r.part,
                "confidence": r.confidence.value,
                "source": r.source,
                "quote": asdict(r.quote) if r.quote else None,
            }
            for r in register.relations(entry, as_of)
            if (other := register.get(r.other))
        ],
        "added": entry.added,
    }


def proposal_as_dict(proposal: Proposal) -> dict[str, Any]:
    """A proposal as the command prints it."""
    first = proposal.first
    return {
        "id": proposal.id,
        "known": proposal.known,
        "name": {"en": proposal.names("en"), "es": proposal.names("es")},
        "kind": proposal.instrument.kind,
        "number": proposal.instrument.number,
        "year": proposal.instrument.year,
        "date": proposal.date,
        "country": proposal.country,
        "document_id": proposal.document,
        "first": {"document_id": first.document_id, "page": first.page, "quote": first.text} if first else None,
        "relations": [
            {
                "kind": seen.kind.value,
                "instrument": seen.other_id,
                "part": seen.part,
                "hedged": seen.hedged,
                "document_id": seen.sentence.document_id,
                "page": seen.sentence.page,
                "quote": seen.sentence.text,
            }
            for seen in proposal.relations
        ],
        "instrument": asdict(proposal.instrument),
    }


def _entry_text(shown: dict[str, Any]) -> str:
    lines = [f"{shown['id']}  {shown['name']['en']}  {shown['date'] or shown['year'] or 'undated'}"]
    for relation in shown["relations"]:
        known = {"seed": "stated in a document", "public": "from the register", "unconfirmed": "unknown"}
        source = f"; {relation['source']}" if relation["source"] else ""
        kind = relation["kind"].replace("_", " ")
        lines.append(f"    {kind} {relation['name']['en']} ({known[relation['confidence']]}{source})")
    lines += [f"    {note['en']} [{note['confidence']}]" for note in shown["status"]]
    return "\n".join(lines)


def _proposal_text(proposal: Proposal) -> str:
    known = " (adds to an entry)" if proposal.known else ""
    lines = [f"{proposal.id}  {proposal.names('en')}{known}"]
    for seen in proposal.relations:
        part = f", article {seen.part}" if seen.part else ""
        doubt = " (not settled)" if seen.hedged else ""
        quote = " ".join(seen.sentence.text.split())
        lines.append(f"    {seen.kind.value.replace('_', ' ')} {seen.other_id}{part}{doubt}: “{quote[:200]}”")
    return "\n".join(lines)
