"""Reports: an assessment as text, table, JSON or CSV.

One module writes one format: each has ``write(assessments, stream)``, apart from ``text``, which
shows one document at length.
"""
