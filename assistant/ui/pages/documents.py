"""The page Documents: what the assistant answers from."""

from assistant.ui.documents import show

show()
