"""Text recognition (OCR) for pages that are pictures: page by page, resumable, with a confidence for every word.

A page is drawn, turned upright and straightened in a process of its own, and read twice by Tesseract at different
sizes. The reading with the more certain words counts; the other is its witness: a figure that the two do not read
alike, or that is read with little confidence, is marked wherever it is quoted (docs/scans.md).
"""
