"""The page Settings: language, privacy, the model in use."""

from assistant.ui.settings import show

show()
