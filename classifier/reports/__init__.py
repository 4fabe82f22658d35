"""Reports: an assessment as text, table, JSON, CSV or HTML.

One module writes one format: each has ``write(assessments, stream)``, apart from ``text`` and
``html``, which show one document at length. ``html`` is put together from where the reasons stand
(``html_marks``), the text with these marked (``html_inline``) as it is laid out (``html_text``),
what else there is to say (``html_view``) and the templates.
"""
