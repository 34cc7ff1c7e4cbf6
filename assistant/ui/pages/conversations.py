"""The page Conversations: those that are kept."""

from assistant.ui.conversations import show
from assistant.ui.frame import draw_page

draw_page(show)
