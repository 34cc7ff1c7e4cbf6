"""``python -m assistant``."""

from assistant.commands.main import app

app(prog_name="python -m assistant")
