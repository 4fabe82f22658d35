import zipfile
from pathlib import Path

import pytest

from classifier.documents import PostponingReader, Unopened, Unread, read, read_all
from classifier.errors import EncryptedDocumentError
from tests.documents.test_containers import mail

EXAMPLES = Path(__file__).parents[2] / "data" / "examples"


def test_all_that_is_found_is_what_reading_finds(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "dossier.zip", "w") as container:
        container.writestr("a.txt", "Wij horen.")
        container.writestr("post.eml", mail(("b.txt", b"Wij beslissen.")))
        container.writestr("leeg.txt", "")
    for path in (tmp_path, EXAMPLES):
        postponed = list(read_all(path, reader=PostponingReader(read)))
        found = list(read_all(path))
        assert [document.source for document in postponed] == [one.source for one in found]
        for document, expected in zip(postponed, found, strict=True):
            if isinstance(document, Unopened) and not isinstance(expected, Unread):
                document = read(document.content, name=document.source)
            assert document == expected or isinstance(expected, Unread)


def test_a_mail_cannot_wait() -> None:
    def failing(content: bytes, /, *, name: str) -> None:
        raise EncryptedDocumentError(name)

    reader = PostponingReader(failing)
    assert reader(b"Wij horen.", name="a.eml").source == "a.eml"
    with pytest.raises(EncryptedDocumentError):
        reader(b"From: a@b.nl\nSubject: Horen\n\nWij horen.", name="a.eml")
