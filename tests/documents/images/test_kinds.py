from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image

from classifier.documents.images.kinds import Kind, is_readable, is_small, kind_of

Maker = Callable[..., bytes]


@pytest.mark.parametrize("kind", ["png", "jpeg", "tiff", "gif"])
@pytest.mark.parametrize(
    ("size", "small"), [((299, 900), True), ((900, 299), True), ((300,) * 2, False)]
)
def test_kind_and_size_are_told_by_the_head(
    image: Maker, kind: Kind, size: tuple[int, int], small: bool
) -> None:
    content = image(kind, size)
    assert kind_of(content) == kind
    assert is_readable(content) == (kind != "gif")
    assert is_small(content) == (small and kind != "tiff")


@pytest.mark.parametrize("form", ["png", "jpeg", "gif"])
def test_half_a_head_is_no_small_image(image: Maker, form: str) -> None:
    content = image(form, (20, 20))
    start = 24 if form == "png" else 10
    for end in range(start):
        assert not is_small(content[:end])
    assert not is_small(b"\xff\xd8" + b"\xff\xe0\0\0" * 5000)


def test_the_thumbnail_in_a_photo_is_not_its_size(image: Maker) -> None:
    stream = io.BytesIO()
    photo = Image.new("RGB", (800, 600))
    photo.save(stream, "jpeg", exif=b"Exif\0\0" + image("jpeg", (20, 20)), progressive=True)
    assert not is_small(stream.getvalue())
