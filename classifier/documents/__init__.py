"""The read stage: a file, bytes or text becomes a :class:`Document`.

One module reads one format, and is imported only when a document of that format comes by.
"""

from classifier.documents.annotating import IsolatedAnnotator
from classifier.documents.builder import OcrMode
from classifier.documents.containers import read_all
from classifier.documents.document import Attachment, Block, Document, Furniture, Place
from classifier.documents.folders import Unread
from classifier.documents.isolation import IsolatedReader
from classifier.documents.limits import Limits
from classifier.documents.postponed import PostponingReader, Unopened
from classifier.documents.reader import read

__all__ = [
    "Attachment",
    "Block",
    "Document",
    "Furniture",
    "IsolatedAnnotator",
    "IsolatedReader",
    "Limits",
    "OcrMode",
    "Place",
    "PostponingReader",
    "Unopened",
    "Unread",
    "read",
    "read_all",
]
