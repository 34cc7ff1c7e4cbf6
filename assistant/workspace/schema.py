"""The tables of a workspace, and how an older file becomes one of this version."""

from __future__ import annotations

VERSION = 1

TABLES = """
CREATE TABLE assessment (
    id TEXT PRIMARY KEY,
    country TEXT NOT NULL,
    year INTEGER NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('en', 'es')),
    framework TEXT NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL
) STRICT;

-- A copy of the framework, so that an assessment stays what it was when the file changes.
CREATE TABLE indicator (
    assessment TEXT NOT NULL REFERENCES assessment(id),
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (assessment, id)
) STRICT;

CREATE TABLE response (
    assessment TEXT NOT NULL,
    indicator TEXT NOT NULL,
    language TEXT NOT NULL,
    level TEXT CHECK (level IN ('complete', 'partial', 'absent', 'not_found')),
    reason TEXT NOT NULL DEFAULT '',
    sentences TEXT NOT NULL DEFAULT '[]',
    citations TEXT NOT NULL DEFAULT '[]',
    caveats TEXT NOT NULL DEFAULT '[]',
    gaps TEXT NOT NULL DEFAULT '[]',
    searched TEXT NOT NULL DEFAULT '[]',
    status TEXT NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'in_review', 'validated', 'returned')),
    assignee TEXT NOT NULL DEFAULT '',
    due TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 0,
    edited_by TEXT NOT NULL DEFAULT '',
    drafted_at TEXT NOT NULL DEFAULT '',
    changed_at TEXT NOT NULL DEFAULT '',
    writer TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (assessment, indicator),
    FOREIGN KEY (assessment, indicator) REFERENCES indicator(assessment, id)
) STRICT;

CREATE TABLE history (
    number INTEGER PRIMARY KEY,
    assessment TEXT NOT NULL,
    indicator TEXT NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    act TEXT NOT NULL,
    note TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    FOREIGN KEY (assessment, indicator) REFERENCES indicator(assessment, id)
) STRICT;
CREATE INDEX history_of ON history(assessment, indicator);
CREATE TRIGGER history_is_never_changed BEFORE UPDATE ON history
    BEGIN SELECT RAISE(ABORT, 'the history is only added to'); END;
CREATE TRIGGER history_is_never_deleted BEFORE DELETE ON history
    BEGIN SELECT RAISE(ABORT, 'the history is only added to'); END;

CREATE TABLE comment (
    number INTEGER PRIMARY KEY,
    assessment TEXT NOT NULL,
    indicator TEXT NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    text TEXT NOT NULL,
    FOREIGN KEY (assessment, indicator) REFERENCES indicator(assessment, id)
) STRICT;
CREATE INDEX comment_of ON comment(assessment, indicator);

CREATE TABLE hold (
    assessment TEXT NOT NULL,
    indicator TEXT NOT NULL,
    session TEXT NOT NULL,
    by TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    PRIMARY KEY (assessment, indicator),
    FOREIGN KEY (assessment, indicator) REFERENCES indicator(assessment, id)
) STRICT;

CREATE TABLE evidence_request (
    number INTEGER PRIMARY KEY,
    assessment TEXT NOT NULL,
    indicator TEXT NOT NULL,
    text TEXT NOT NULL,
    institution TEXT NOT NULL,
    due TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'received', 'closed')),
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    FOREIGN KEY (assessment, indicator) REFERENCES indicator(assessment, id)
) STRICT;
CREATE INDEX request_of ON evidence_request(assessment, indicator);

CREATE TABLE previous (
    assessment TEXT NOT NULL,
    indicator TEXT NOT NULL,
    level TEXT CHECK (level IN ('complete', 'partial', 'absent', 'not_found')),
    text TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (assessment, indicator),
    FOREIGN KEY (assessment, indicator) REFERENCES indicator(assessment, id)
) STRICT;

CREATE TABLE job (
    number INTEGER PRIMARY KEY,
    assessment TEXT NOT NULL REFERENCES assessment(id),
    state TEXT NOT NULL CHECK (state IN ('running', 'stopping', 'stopped', 'done', 'failed')),
    by TEXT NOT NULL,
    started_at TEXT NOT NULL,
    current TEXT NOT NULL DEFAULT '',
    failure TEXT NOT NULL DEFAULT '{}'
) STRICT;

CREATE TABLE job_item (
    job INTEGER NOT NULL REFERENCES job(number),
    position INTEGER NOT NULL,
    assessment TEXT NOT NULL,
    indicator TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'skipped')),
    PRIMARY KEY (job, indicator),
    FOREIGN KEY (assessment, indicator) REFERENCES indicator(assessment, id)
) STRICT;
"""

UPGRADES: dict[int, str] = {}
"""For each earlier version, the statements that make the next one of it."""
