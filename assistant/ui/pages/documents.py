"""The page Documents: what the assistant answers from."""

from assistant.ui.documents import show
from assistant.ui.frame import draw_page

draw_page(show)
