"""The page Instruments: laws, decrees, agreements and plans, what changed them, and where documents name them."""

from assistant.ui.frame import draw_page
from assistant.ui.instruments import show

draw_page(show)
