"""The workspace of a store: assessments and all that is kept of their responses, shared by windows and processes."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from assistant.indicators.framework import Framework
from assistant.language.dates import checked_date
from assistant.workspace import refusals
from assistant.workspace.database import Database, workspace_path
from assistant.workspace.model import (
    Act,
    Asked,
    Assessment,
    Change,
    Comment,
    EvidenceRequest,
    Hold,
    Previous,
    Response,
    Status,
)
from assistant.workspace.rows import (
    assessment_of,
    change_of,
    comment_of,
    dumped,
    hold_of,
    indicator_of,
    indicator_text,
    request_of,
    response_of,
    response_values,
)
from ingest.catalogue import alpha3

HOLD_MINUTES = 10
"""How long a response stays held after the last sign of the window that holds it."""
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_LONGEST_NAME = 80
_RESPONSES = (
    "SELECT r.*, i.data FROM response r JOIN indicator i ON i.assessment = r.assessment AND i.id = r.indicator "
    "WHERE r.assessment = ?"
)


@dataclass(frozen=True, slots=True)
class Who:
    """Who is at work: the name of a person, and the window (or process) in which they work."""

    name: str
    session: str


class Workspace:
    """One workspace. Safe to share between threads.

    Args:
        path: its file, made where there is none.
        now: the present time, in UTC.

    Raises:
        WorkspaceFileError: the file cannot be used.
    """

    def __init__(self, path: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.database = Database(path)
        self._clock = now

    @classmethod
    def of(cls, store: Path) -> Workspace:
        """The workspace beside a store."""
        return cls(workspace_path(store))

    def now(self) -> str:
        """The present time as it is kept: ISO, UTC, to the second."""
        return self._clock().isoformat(timespec="seconds")

    # Assessments

    def create(
        self, country: str, year: int, language: str, framework: Framework, framework_name: str, by: str
    ) -> Assessment:
        """A new assessment with a copy of the framework's indicators and an empty response to each.

        Args:
            country: ISO code of two or three letters.
            year: of the assessment.
            language: of its responses, ``en`` or ``es``.
            framework: its indicators.
            framework_name: name of the file that they came from; empty for the shipped framework.
            by: who makes it.

        Raises:
            AuthorMissingError: there is no name.
            WorkspaceError: there is no such country, or the year is none.
        """
        name = _named(by)
        code = alpha3(country)
        if code is None:
            raise refusals.no_country(country)
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            raise refusals.no_year(year)
        made = Assessment(secrets.token_urlsafe(9), code, year, language, framework_name, self.now(), name)
        with self.database.writing() as connection:
            _insert(connection, "assessment", {f: getattr(made, f) for f in Assessment.__dataclass_fields__})
            connection.executemany(
                "INSERT INTO indicator (assessment, id, position, data) VALUES (?, ?, ?, ?)",
                ((made.id, i.id, position, indicator_text(i)) for position, i in enumerate(framework.indicators)),
            )
            connection.executemany(
                "INSERT INTO response (assessment, indicator, language) VALUES (?, ?, ?)",
                ((made.id, i.id, language) for i in framework.indicators),
            )
        return made

    def assessments(self) -> tuple[Assessment, ...]:
        """All of them, the newest first."""
        with self.database.reading() as connection:
            rows = connection.execute("SELECT * FROM assessment ORDER BY created_at DESC, rowid DESC").fetchall()
        return tuple(assessment_of(row) for row in rows)

    def assessment(self, id: str) -> Assessment:
        """One of them.

        Raises:
            AssessmentUnknownError: there is none with this id.
        """
        with self.database.reading() as connection:
            row = connection.execute("SELECT * FROM assessment WHERE id = ?", (id,)).fetchone()
        if row is None:
            raise refusals.unknown_assessment()
        return assessment_of(row)

    def framework(self, assessment: str) -> Framework:
        """The indicators of an assessment, in order."""
        with self.database.reading() as connection:
            rows = connection.execute(
                "SELECT data FROM indicator WHERE assessment = ? ORDER BY position", (assessment,)
            ).fetchall()
        return Framework(tuple(indicator_of(row["data"]) for row in rows))

    def people(self) -> tuple[str, ...]:
        """Names of all who ever did something here or were given something to do, sorted."""
        with self.database.reading() as connection:
            rows = connection.execute(
                "SELECT by FROM history UNION SELECT created_by FROM assessment UNION SELECT by FROM comment "
                "UNION SELECT assignee FROM response WHERE assignee != ''"
            ).fetchall()
        return tuple(sorted((str(row[0]) for row in rows), key=str.casefold))

    # Responses

    def responses(self, assessment: str) -> tuple[Response, ...]:
        """The responses of an assessment, in the order of its framework."""
        with self.database.reading() as connection:
            rows = connection.execute(f"{_RESPONSES} ORDER BY i.position", (assessment,)).fetchall()
        return tuple(response_of(row, indicator_of(row["data"])) for row in rows)

    def response(self, assessment: str, indicator: str) -> Response:
        """One response.

        Raises:
            AssessmentUnknownError: the assessment has no such indicator.
        """
        with self.database.reading() as connection:
            return self._response(connection, assessment, indicator)

    def _response(self, connection: sqlite3.Connection, assessment: str, indicator: str) -> Response:
        row = connection.execute(f"{_RESPONSES} AND r.indicator = ?", (assessment, indicator)).fetchone()
        if row is None:
            raise refusals.unknown_indicator(indicator)
        return response_of(row, indicator_of(row["data"]))

    def change(
        self,
        seen: Response,
        who: Who,
        act: Act,
        changed: Callable[[Response], Response],
        note: str = "",
    ) -> Response:
        """Changes the text, level or status of a response, in one transaction with its line of history.

        Args:
            seen: the response as the person saw it; nothing is saved where it is another by now.
            who: who changes it.
            act: what is done.
            changed: gives the response as it is to be.
            note: why, where the act wants a reason.

        Raises:
            AuthorMissingError: there is no name.
            HeldError: another window has it open for editing.
            StaleVersionError: it changed since it was seen.
        """
        name = _named(who.name)
        with self.database.writing() as connection:
            before = self._response(connection, seen.assessment, seen.indicator.id)
            self._refuse_held(connection, before, who.session)
            if before.version != seen.version:
                raise refusals.changed(before)
            after = changed(before)
            if after == before:
                return before
            edited_by = before.edited_by if act is Act.STATUS else name
            after = replace(after, version=before.version + 1, changed_at=self.now(), edited_by=edited_by)
            self._write(connection, before, after, name, act, note)
            return after

    def keep_draft(
        self,
        assessment: str,
        indicator: str,
        drafted: Callable[[Response], Response],
        who: Who,
        also: Callable[[sqlite3.Connection, bool], None] = lambda connection, kept: None,
    ) -> bool:
        """Puts what the engine wrote in the place of an empty response or of one that only the engine wrote.

        Args:
            assessment: its id.
            indicator: the id of what is drafted.
            drafted: gives the response with the draft in it.
            who: who asked for the draft.
            also: further work of the same transaction; is told whether the draft was kept.

        Returns:
            Whether it was kept: it is not where a person changed the response, moved it on, or has it open.
        """
        with self.database.writing() as connection:
            before = self._response(connection, assessment, indicator)
            hold = self._hold(connection, assessment, indicator)
            kept = before.engine_may_write and (hold is None or hold.session == who.session)
            if kept:
                now = self.now()
                after = replace(drafted(before), drafted_at=now, changed_at=now, version=before.version + 1)
                if _wording(after) == _wording(before):
                    after = replace(after, version=before.version, changed_at=before.changed_at)
                    self._update(connection, after)
                else:
                    self._write(connection, before, after, who.name, Act.DRAFTED, "")
            also(connection, kept)
            return kept

    def assign(self, assessment: str, indicator: str, assignee: str, due: str, who: Who) -> None:
        """Says who is to see to a response and by when; either may be empty.

        Raises:
            QuestionError: ``due`` is no date.
        """
        name, to, day = _named(who.name), _one_line(assignee), checked_date(due) if due else ""
        with self.database.writing() as connection:
            before = self._response(connection, assessment, indicator)
            after = replace(before, assignee=to, due=day)
            if after != before:
                self._write(connection, before, after, name, Act.ASSIGNED, "")

    def _write(
        self, connection: sqlite3.Connection, before: Response, after: Response, by: str, act: Act, note: str
    ) -> None:
        self._update(connection, after)
        self._record(connection, after, by, act, note, _differences(before, after), _differences(after, before))

    def _update(self, connection: sqlite3.Connection, after: Response) -> None:
        values = response_values(after)
        sets = ", ".join(f"{name} = :{name}" for name in values)
        connection.execute(
            f"UPDATE response SET {sets} WHERE assessment = :assessment AND indicator = :indicator",
            {**values, "assessment": after.assessment, "indicator": after.indicator.id},
        )

    def _record(
        self,
        connection: sqlite3.Connection,
        of: Response,
        by: str,
        act: Act,
        note: str,
        before: Mapping[str, Any],
        after: Mapping[str, Any],
    ) -> None:
        row = {"assessment": of.assessment, "indicator": of.indicator.id, "at": self.now(), "by": by}
        kept = {"act": act.value, "note": note, "before": dumped(before), "after": dumped(after)}
        _insert(connection, "history", {**row, **kept})

    def history(self, assessment: str, indicator: str | None = None) -> tuple[Change, ...]:
        """What was done, the latest first: to one response, or to all of an assessment."""
        with self.database.reading() as connection:
            rows = connection.execute(
                "SELECT * FROM history WHERE assessment = ? AND (?2 IS NULL OR indicator = ?2) ORDER BY number DESC",
                (assessment, indicator),
            ).fetchall()
        return tuple(change_of(row) for row in rows)

    # Holds: one window edits a response at a time

    def hold(self, assessment: str, indicator: str, who: Who) -> Hold:
        """Takes a response for editing, or goes on holding it.

        Raises:
            HeldError: another window holds it.
        """
        name, now = _named(who.name), self._clock()
        until = (now + timedelta(minutes=HOLD_MINUTES)).isoformat(timespec="seconds")
        with self.database.writing() as connection:
            response = self._response(connection, assessment, indicator)
            self._refuse_held(connection, response, who.session)
            own = self._hold(connection, assessment, indicator)
            taken = Hold(who.session, name, own.since if own else self.now(), until)
            connection.execute(
                "INSERT OR REPLACE INTO hold (assessment, indicator, session, by, since, until) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                (assessment, indicator, taken.session, taken.by, taken.since, taken.until),
            )
        return taken

    def release(self, assessment: str, indicator: str, session: str) -> None:
        """Gives a response free again; of another window's hold nothing changes."""
        with self.database.writing() as connection:
            connection.execute(
                "DELETE FROM hold WHERE assessment = ? AND indicator = ? AND session = ?",
                (assessment, indicator, session),
            )

    def held(self, assessment: str) -> dict[str, Hold]:
        """Who has which responses open, by indicator."""
        with self.database.reading() as connection:
            rows = connection.execute(
                "SELECT * FROM hold WHERE assessment = ? AND until > ?", (assessment, self.now())
            ).fetchall()
        return {row["indicator"]: hold_of(row) for row in rows}

    def _hold(self, connection: sqlite3.Connection, assessment: str, indicator: str) -> Hold | None:
        row = connection.execute(
            "SELECT * FROM hold WHERE assessment = ? AND indicator = ? AND until > ?",
            (assessment, indicator, self.now()),
        ).fetchone()
        return hold_of(row) if row else None

    def _refuse_held(self, connection: sqlite3.Connection, response: Response, session: str) -> None:
        hold = self._hold(connection, response.assessment, response.indicator.id)
        if hold and hold.session != session:
            raise refusals.held(response, hold)

    # What is said and asked

    def comment(self, assessment: str, indicator: str, text: str, who: Who) -> None:
        """Adds a comment.

        Raises:
            ReasonMissingError: it is empty.
        """
        name, said = _named(who.name), text.strip()
        if not said:
            raise refusals.empty_text()
        with self.database.writing() as connection:
            response = self._response(connection, assessment, indicator)
            row = {"assessment": assessment, "indicator": indicator, "at": self.now(), "by": name, "text": said}
            _insert(connection, "comment", row)
            self._record(connection, response, name, Act.COMMENTED, said, {}, {})

    def comments(self, assessment: str, indicator: str) -> tuple[Comment, ...]:
        """The comments on a response, the oldest first."""
        with self.database.reading() as connection:
            rows = connection.execute(
                "SELECT * FROM comment WHERE assessment = ? AND indicator = ? ORDER BY number", (assessment, indicator)
            ).fetchall()
        return tuple(comment_of(row) for row in rows)

    def remarks(self, assessment: str) -> dict[str, tuple[Comment, ...]]:
        """The comments of a whole assessment, by indicator, the oldest first."""
        with self.database.reading() as connection:
            rows = connection.execute(
                "SELECT * FROM comment WHERE assessment = ? ORDER BY number", (assessment,)
            ).fetchall()
        found: dict[str, tuple[Comment, ...]] = {}
        for row in rows:
            found[row["indicator"]] = (*found.get(row["indicator"], ()), comment_of(row))
        return found

    def reviewers(self, assessment: str) -> dict[str, str]:
        """Who validated which response, by indicator; only of those that are validated now."""
        with self.database.reading() as connection:
            rows = connection.execute(
                "SELECT h.indicator, h.by FROM history h JOIN response r "
                "ON r.assessment = h.assessment AND r.indicator = h.indicator "
                "WHERE h.assessment = ? AND h.act = ? AND r.status = ? ORDER BY h.number",
                (assessment, Act.STATUS.value, Status.VALIDATED.value),
            ).fetchall()
        return {row["indicator"]: row["by"] for row in rows}

    def request(self, assessment: str, indicator: str, text: str, institution: str, due: str, who: Who) -> None:
        """Asks an institution for evidence.

        Raises:
            ReasonMissingError: the text or the institution is empty.
            QuestionError: ``due`` is no date.
        """
        name, said, to = _named(who.name), text.strip(), _one_line(institution)
        day = checked_date(due) if due else ""
        if not said or not to:
            raise refusals.empty_text()
        with self.database.writing() as connection:
            response = self._response(connection, assessment, indicator)
            row = {"assessment": assessment, "indicator": indicator, "text": said, "institution": to, "due": day}
            number = _insert(
                connection,
                "evidence_request",
                {**row, "state": Asked.OPEN.value, "at": self.now(), "by": name},
            )
            after = {"request": number, "institution": to, "text": said, "due": day, "state": Asked.OPEN.value}
            self._record(connection, response, name, Act.REQUESTED, said, {}, after)

    def settle_request(self, number: int, state: Asked, who: Who) -> None:
        """Notes how far a request is."""
        name = _named(who.name)
        with self.database.writing() as connection:
            row = connection.execute("SELECT * FROM evidence_request WHERE number = ?", (number,)).fetchone()
            if row is None or row["state"] == state.value:
                return
            connection.execute("UPDATE evidence_request SET state = ? WHERE number = ?", (state.value, number))
            response = self._response(connection, row["assessment"], row["indicator"])
            before = {"request": number, "institution": row["institution"], "state": row["state"]}
            self._record(
                connection, response, name, Act.REQUESTED, row["text"], before, {**before, "state": state.value}
            )

    def requests(self, assessment: str, indicator: str | None = None) -> tuple[EvidenceRequest, ...]:
        """Requests for evidence, the oldest first: for one response, or of a whole assessment."""
        with self.database.reading() as connection:
            rows = connection.execute(
                "SELECT * FROM evidence_request WHERE assessment = ? AND (?2 IS NULL OR indicator = ?2) "
                "ORDER BY number",
                (assessment, indicator),
            ).fetchall()
        return tuple(request_of(row) for row in rows)

    # The assessment before

    def take_previous(self, assessment: str, answers: Mapping[str, Previous]) -> int:
        """Keeps the answers of the assessment before, to compare with; earlier ones are replaced.

        Args:
            assessment: the one that they are compared with.
            answers: by id of the indicator; those of indicators that the assessment does not have are left out.

        Returns:
            How many were kept.
        """
        known = {i.id.casefold(): i.id for i in self.framework(assessment).indicators}
        kept = {known[i.strip().casefold()]: answer for i, answer in answers.items() if i.strip().casefold() in known}
        with self.database.writing() as connection:
            connection.execute("DELETE FROM previous WHERE assessment = ?", (assessment,))
            for indicator, answer in kept.items():
                row = {"level": answer.level, "text": answer.text, "source": answer.source}
                _insert(connection, "previous", {"assessment": assessment, "indicator": indicator, **row})
        return len(kept)

    def previous(self, assessment: str) -> dict[str, Previous]:
        """The answers of the assessment before, by indicator."""
        with self.database.reading() as connection:
            rows = connection.execute("SELECT * FROM previous WHERE assessment = ?", (assessment,)).fetchall()
        return {row["indicator"]: Previous(row["level"], row["text"], row["source"]) for row in rows}


def _insert(connection: sqlite3.Connection, table: str, values: Mapping[str, Any]) -> int:
    names, places = ", ".join(values), ", ".join(f":{name}" for name in values)
    return connection.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", values).lastrowid or 0


def _named(name: str) -> str:
    """The name of the person, on one line.

    Raises:
        AuthorMissingError: there is none.
    """
    plain = _one_line(name)
    if not plain:
        raise refusals.no_author()
    return plain


def _one_line(text: str) -> str:
    return " ".join("".join(c for c in text if c.isprintable()).split())[:_LONGEST_NAME]


def _differences(of: Response, other: Response) -> dict[str, Any]:
    """Those parts of a response's content, status and assignment that are otherwise in another state of it."""
    mine = {**of.content(), "status": of.status.value, "assignee": of.assignee, "due": of.due}
    theirs = {**other.content(), "status": other.status.value, "assignee": other.assignee, "due": other.due}
    return {name: value for name, value in mine.items() if value != theirs[name]}


def _wording(response: Response) -> tuple[object, ...]:
    """What makes two drafts the same, whatever ids their sentences bear."""
    sentences = tuple((s.text, s.marks) for s in response.sentences)
    parts = (response.caveats, response.gaps, response.searched, response.citations)
    return (response.level, response.reason, sentences, *parts)
