"""Answers as files and as text for other programs: pure functions from answers to text or bytes."""
