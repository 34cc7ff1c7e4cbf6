"""What each person has read, answered and passed: one SQLite file beside the store, shared by windows and processes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import Connection, Row

from assistant.learning.errors import LearnerMissingError
from assistant.learning.quiz import Question
from assistant.learning.schedule import reviewed
from assistant.workspace.database import Database

PASS_SHARE = 0.75
_LONGEST_NAME = 80
_VERSION = 1
_TABLES = """
CREATE TABLE learner (
    key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    begun_at TEXT NOT NULL,
    seen_at TEXT NOT NULL
) STRICT;

CREATE TABLE lesson (
    learner TEXT NOT NULL REFERENCES learner(key),
    country TEXT NOT NULL,
    lesson TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('begun', 'done')),
    at TEXT NOT NULL,
    PRIMARY KEY (learner, country, lesson)
) STRICT;

CREATE TABLE card (
    learner TEXT NOT NULL REFERENCES learner(key),
    country TEXT NOT NULL,
    question TEXT NOT NULL,
    state TEXT NOT NULL,
    due TEXT NOT NULL,
    PRIMARY KEY (learner, question)
) STRICT;

CREATE TABLE exam (
    number INTEGER PRIMARY KEY,
    learner TEXT NOT NULL REFERENCES learner(key),
    country TEXT NOT NULL,
    domain INTEGER NOT NULL,
    questions TEXT NOT NULL,
    begun_at TEXT NOT NULL,
    ended_at TEXT NOT NULL DEFAULT '',
    right INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE answer (
    number INTEGER PRIMARY KEY,
    learner TEXT NOT NULL REFERENCES learner(key),
    country TEXT NOT NULL,
    question TEXT NOT NULL,
    kind TEXT NOT NULL,
    domain INTEGER,
    given TEXT NOT NULL,
    right INTEGER NOT NULL CHECK (right IN (0, 1)),
    at TEXT NOT NULL,
    exam INTEGER REFERENCES exam(number)
) STRICT;
CREATE INDEX answer_of ON answer(learner, country);
"""


@dataclass(frozen=True, slots=True)
class Exam:
    """A test on a domain.

    Attributes:
        number: its own.
        domain: 1 to 6.
        questions: the ids of its questions, in order.
        answered: for each question that was answered, what was chosen and whether that was right.
        begun_at, ended_at: ISO, UTC; the second is empty while it is under way.
    """

    number: int
    domain: int
    questions: tuple[str, ...]
    answered: dict[str, tuple[tuple[int, ...], bool]]
    begun_at: str
    ended_at: str

    @property
    def right(self) -> int:
        """How many were answered right."""
        return sum(right for _, right in self.answered.values())

    @property
    def next(self) -> str | None:
        """The question to be answered next; None where all are."""
        return next((q for q in self.questions if q not in self.answered), None)

    @property
    def is_passed(self) -> bool:
        """Whether it was ended with three quarters right or more."""
        return bool(self.ended_at) and self.right >= PASS_SHARE * len(self.questions)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a person has come with a country.

    Attributes:
        name: of the person.
        lessons_done: ids of the lessons read to the end.
        answers, right: how many questions were answered in all, and right.
        due: how many questions are to be answered again now.
        passed: the domains whose test was passed, with the day.
        tried: the domains whose test was ended without passing any.
        seen_at: when the person was last at work; ISO, UTC.
    """

    name: str
    lessons_done: frozenset[str]
    answers: int
    right: int
    due: int
    passed: dict[int, str]
    tried: frozenset[int]
    seen_at: str


def learning_path(store: Path) -> Path:
    """Where progress is kept: beside the store, so that a store made anew costs nobody's work."""
    return store.with_name(f"{store.name}-app") / "learning.sqlite3"


class Progress:
    """The progress of all people over one store. Safe to share between threads.

    Args:
        path: its file, made where there is none.
        now: the present time, in UTC.

    Raises:
        WorkspaceFileError: the file cannot be used.
    """

    def __init__(self, path: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = Database(path, _TABLES, _VERSION, {})
        self._clock = now

    @classmethod
    def of(cls, store: Path) -> Progress:
        """That beside a store."""
        return cls(learning_path(store))

    # Lessons

    def lessons(self, name: str, country: str) -> dict[str, str]:
        """The lessons that a person has ``begun`` or ``done``, the last one last."""
        rows = self._read(
            "SELECT lesson, state FROM lesson WHERE learner = ? AND country = ? ORDER BY at, rowid", _key(name), country
        )
        return {row["lesson"]: row["state"] for row in rows}

    def begin_lesson(self, name: str, country: str, lesson: str) -> None:
        """Notes that a lesson was opened; one that is done stays done.

        Raises:
            LearnerMissingError: there is no name.
        """
        with self._database.writing() as connection:
            self._lesson(connection, name, country, lesson, "begun")

    def finish_lesson(self, name: str, country: str, lesson: str) -> None:
        """Notes that a lesson was read to its end.

        Raises:
            LearnerMissingError: there is no name.
        """
        with self._database.writing() as connection:
            self._lesson(connection, name, country, lesson, "done")

    def _lesson(self, connection: Connection, name: str, country: str, lesson: str, state: str) -> None:
        key = self._seen(connection, name)
        connection.execute(
            "INSERT INTO lesson VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET at = excluded.at, "
            "state = CASE WHEN state = 'done' THEN 'done' ELSE excluded.state END",
            (key, country, lesson, state, self._now()),
        )

    # Questions

    def answer(
        self, name: str, country: str, question: Question, given: Sequence[int], exam: int | None = None
    ) -> bool:
        """Keeps an answer, and when the question comes back; whether it was right.

        Raises:
            LearnerMissingError: there is no name.
        """
        right = question.is_right(given)
        with self._database.writing() as connection:
            key = self._seen(connection, name)
            connection.execute(
                "INSERT INTO answer (learner, country, question, kind, domain, given, right, at, exam) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    key,
                    country,
                    question.id,
                    question.kind.value,
                    question.domain,
                    json.dumps(list(given)),
                    int(right),
                    self._now(),
                    exam,
                ),
            )
            before = connection.execute(
                "SELECT state FROM card WHERE learner = ? AND question = ?", (key, question.id)
            ).fetchone()
            due = reviewed(before["state"] if before else None, right, self._clock())
            connection.execute(
                "INSERT INTO card VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT DO UPDATE SET state = excluded.state, due = excluded.due",
                (key, country, question.id, due.state, due.at),
            )
        return right

    def due(self, name: str, country: str) -> tuple[str, ...]:
        """The ids of the questions that are to be answered again now, the longest due first."""
        rows = self._read(
            "SELECT question FROM card WHERE learner = ? AND country = ? AND due <= ? ORDER BY due, question",
            _key(name),
            country,
            self._clock().isoformat(timespec="seconds"),
        )
        return tuple(row["question"] for row in rows)

    def next_due(self, name: str, country: str) -> str | None:
        """When the next question comes back; ISO, UTC."""
        rows = self._read("SELECT min(due) AS at FROM card WHERE learner = ? AND country = ?", _key(name), country)
        return rows[0]["at"] if rows else None

    def met(self, name: str, country: str) -> frozenset[str]:
        """The ids of the questions that a person has answered."""
        rows = self._read("SELECT question FROM card WHERE learner = ? AND country = ?", _key(name), country)
        return frozenset(row["question"] for row in rows)

    # Tests

    def begin_exam(self, name: str, country: str, domain: int, questions: Iterable[str]) -> Exam:
        """A new test on a domain; one that is under way is given instead.

        Raises:
            LearnerMissingError: there is no name.
        """
        asked = json.dumps(list(questions))
        with self._database.writing() as connection:
            key = self._seen(connection, name)
            open_one = connection.execute(
                "SELECT number FROM exam WHERE learner = ? AND country = ? AND domain = ? AND ended_at = ''",
                (key, country, domain),
            ).fetchone()
            if open_one is None:
                connection.execute(
                    "INSERT INTO exam (learner, country, domain, questions, begun_at) VALUES (?, ?, ?, ?, ?)",
                    (key, country, domain, asked, self._now()),
                )
        return self.exams(name, country, domain)[-1]

    def end_exam(self, exam: Exam) -> None:
        """Ends a test: its result stands."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE exam SET ended_at = ?, right = ? WHERE number = ? AND ended_at = ''",
                (self._now(), exam.right, exam.number),
            )

    def drop_exam(self, exam: Exam) -> None:
        """Ends a test that cannot be gone on with, because the documents changed, without a result."""
        with self._database.writing() as connection:
            connection.execute("UPDATE answer SET exam = NULL WHERE exam = ?", (exam.number,))
            connection.execute("DELETE FROM exam WHERE number = ? AND ended_at = ''", (exam.number,))

    def exams(self, name: str, country: str, domain: int | None = None) -> tuple[Exam, ...]:
        """The tests of a person, the oldest first."""
        rows = self._read(
            "SELECT * FROM exam WHERE learner = ? AND country = ? AND (? IS NULL OR domain = ?) ORDER BY number",
            _key(name),
            country,
            domain,
            domain,
        )
        answers = self._read(
            "SELECT question, given, right, exam FROM answer WHERE learner = ? AND country = ? AND exam IS NOT NULL",
            _key(name),
            country,
        )
        return tuple(_exam(row, answers) for row in rows)

    # Everybody

    def standing(self, name: str, country: str) -> Standing | None:
        """How far a person has come; None where nothing is kept of them."""
        rows = self._read("SELECT name, seen_at FROM learner WHERE key = ?", _key(name))
        if not rows:
            return None
        done = frozenset(k for k, state in self.lessons(name, country).items() if state == "done")
        counts = self._read(
            "SELECT count(*) AS answers, coalesce(sum(right), 0) AS right FROM answer "
            "WHERE learner = ? AND country = ?",
            _key(name),
            country,
        )[0]
        ended = [e for e in self.exams(name, country) if e.ended_at]
        passed = {e.domain: e.ended_at[:10] for e in reversed(ended) if e.is_passed}
        return Standing(
            name=rows[0]["name"],
            lessons_done=done,
            answers=counts["answers"],
            right=counts["right"],
            due=len(self.due(name, country)),
            passed=dict(sorted(passed.items())),
            tried=frozenset(e.domain for e in ended) - set(passed),
            seen_at=rows[0]["seen_at"],
        )

    def everybody(self, country: str) -> tuple[Standing, ...]:
        """The standing of all people, by name."""
        names = [row["name"] for row in self._read("SELECT name FROM learner ORDER BY key")]
        return tuple(s for name in names if (s := self.standing(name, country)))

    def forget(self, name: str) -> None:
        """Deletes all that is kept of a person."""
        with self._database.writing() as connection:
            for table, column in (
                ("answer", "learner"),
                ("exam", "learner"),
                ("card", "learner"),
                ("lesson", "learner"),
                ("learner", "key"),
            ):
                connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (_key(name),))

    def _seen(self, connection: Connection, name: str) -> str:
        key = _key(name)
        if not key:
            raise LearnerMissingError(
                "Write your name first; progress is kept under it.",
                "Escriba primero su nombre; el avance se guarda con él.",
            )
        now = self._now()
        plain = " ".join(name.split())[:_LONGEST_NAME]
        connection.execute(
            "INSERT INTO learner VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET seen_at = excluded.seen_at",
            (key, plain, now, now),
        )
        return key

    def _now(self) -> str:
        return self._clock().isoformat(timespec="seconds")

    def _read(self, query: str, *values: object) -> list[Row]:
        with self._database.reading() as connection:
            return connection.execute(query, values).fetchall()


def _key(name: str) -> str:
    return " ".join(name.split())[:_LONGEST_NAME].casefold()


def _exam(row: Row, answers: Sequence[Row]) -> Exam:
    asked = tuple(json.loads(row["questions"]))
    mine = {
        a["question"]: (tuple(json.loads(a["given"])), bool(a["right"])) for a in answers if a["exam"] == row["number"]
    }
    return Exam(row["number"], row["domain"], asked, mine, row["begun_at"], row["ended_at"])


def in_days(at: str, now: datetime) -> int:
    """Whole days from now to an ISO moment, rounded up; 0 where it is past."""
    left = datetime.fromisoformat(at) - now
    return max(0, -(-left // timedelta(days=1)))
