"""Reports: an assessment as text, table, JSON, CSV, Parquet or HTML, and other results likewise.

One module writes one format of assessments: each has ``write(assessments, stream)``, apart from
``text`` and ``html``, which show one document at length, and ``diwoo`` and the annotated copies,
which are a file a document. ``html`` is put together from where the reasons stand
(``html_marks``), the text with these marked (``html_inline``) as it is laid out (``html_text``),
what else there is to say (``html_view``) and the templates. What is no assessment has a module of
its own for all its formats: ``corpus``, ``comparison``, ``simulation``, ``suggestions``, ``card``.
"""
