"""Commands of the assistant, run as a person runs them."""

from __future__ import annotations

import json
from typing import Any

from typer.testing import CliRunner

from assistant.commands.main import app


class Done:
    """A command that has ended: its exit status and what it said."""

    def __init__(self, *arguments: object) -> None:
        done = CliRunner().invoke(app, [str(a) for a in arguments])
        self.status, self.out, self.err = done.exit_code, done.stdout, done.stderr

    @property
    def objects(self) -> list[dict[str, Any]]:
        """Standard output, which must be JSON alone, one object a line."""
        return [json.loads(line) for line in self.out.splitlines()]
