"""What a judged document means: its elements, arguments, form, findings and passages.

:mod:`assessment` holds what is said of a document, :mod:`evidence` what it rests on; each of the
other modules finds one kind of it. :mod:`classifier.assessor` calls them in turn.
"""

from classifier.assessment.assessment import Assessment

__all__ = ["Assessment"]
