"""Repeatable benchmarks of speed and size: ``answer``, ``ingest`` and ``startup``; each prints a table or JSON."""
