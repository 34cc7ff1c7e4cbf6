"""The page Settings: language, privacy, the model in use."""

from assistant.ui.frame import draw_page
from assistant.ui.settings import show

draw_page(show)
