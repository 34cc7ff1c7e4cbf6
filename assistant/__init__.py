"""A question comes in, an Answer goes out: ``from assistant import Consultation``."""

from assistant.answer import Answer, Citation, Status, Verdict
from assistant.consultation import Consultation
from assistant.retrieval import Filters

__all__ = ["Answer", "Citation", "Consultation", "Filters", "Status", "Verdict"]
