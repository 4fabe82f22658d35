"""A component for other spaCy pipelines: ``nlp.add_pipe("beleidsregel")``."""
