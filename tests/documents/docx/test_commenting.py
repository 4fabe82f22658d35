"""Copies with comments, read back with python-docx: the words between the ends of each."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest

from classifier.documents import Document, read
from classifier.documents.docx.commenting import Comment, commented
from classifier.documents.docx.styles import w
from classifier.documents.limits import Limits
from classifier.errors import DocumentError, TooLargeDocumentError, UnreadableDocumentError

Maker = Callable[..., bytes]
EXAMPLES = Path(__file__).parents[3] / "data" / "examples"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@pytest.fixture
def whole(word: Maker, replace_members: Maker) -> Maker:
    """Write a DOCX file with its table of content types, which python-docx asks for."""

    def make(body: str, *, main: str = f"{_WORD}.document.main", **parts: str) -> bytes:
        types = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        types += 'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        kinds = {"document": main} | {part: f"{_WORD}.{part}" for part in parts}
        for part, kind in kinds.items():
            types += f'<Override PartName="/word/{part}.xml" ContentType="{kind}+xml"/>'
        uri = "http://schemas.openxmlformats.org/package/2006/content-types"
        members = {"[Content_Types].xml": f'<Types xmlns="{uri}">{types}</Types>'}
        return replace_members(word(body, **parts), **members)

    return make


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inside)}</w:p>"


def level(text: str) -> str:
    return (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def find(document: Document, words: str) -> tuple[int, int]:
    (match,) = re.finditer(re.escape(words), document.text)
    return match.span()


def comment_on(content: bytes, *spans: tuple[int, int]) -> bytes:
    text = read(content, name="nota.docx").text
    comments = [Comment(*span, f"over {text[slice(*span)]}", "elders:") for span in spans]
    return commented(content, comments, author="wij", initials="W", name="nota.docx")


def read_back(copy: bytes) -> list[tuple[str, str]]:
    """Return each comment with the words that it holds."""
    word = docx.Document(io.BytesIO(copy))
    held: dict[int, str] = {}
    open_comments: set[int] = set()
    for element in word.element.body.iter():
        number = int(element.get(w("id"), -1)) if "comment" in str(element.tag) else -1
        if element.tag == w("commentRangeStart"):
            open_comments.add(number)
            held[number] = ""
        elif element.tag == w("commentRangeEnd"):
            open_comments.remove(number)
        parted = {w("p"): " ", w("tab"): " ", w("br"): " ", w("t"): element.text}
        for number in open_comments:
            held[number] += parted.get(element.tag) or ""
    assert not open_comments
    return [(one.text, " ".join(held[one.comment_id].split())) for one in word.comments]


def held(content: bytes, *words: str) -> list[str]:
    """Return what comments on words hold; none of them stands elsewhere."""
    document = read(content, name="nota.docx")
    back = read_back(comment_on(content, *(find(document, some) for some in words)))
    assert not any(text.startswith("elders:") for text, _ in back)
    return [under for _, under in back]


def spans(document: Document, *, every: int) -> Iterator[tuple[int, int]]:
    """Yield spans of one to nine words."""
    words = list(re.finditer(r"\S+", document.text))
    for number in range(0, len(words), every):
        last = min(number + number % 9, len(words) - 1)
        yield words[number].start(), words[last].end()


def without_numbers(words: str) -> list[str]:
    """Return the words without those that are put between what stands in the file."""
    return [word for word in words.split() if not re.fullmatch(r"\d+\.|[a-z]\.|\|", word)]


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.docx")), ids=lambda path: path.name)
def test_comments_on_the_examples_hold_their_words(path: Path) -> None:
    content = path.read_bytes()
    document = read(content, name=path.name)
    back = read_back(comment_on(content, *spans(document, every=5)))
    assert len(back) > 40
    for text, under in back:
        words = text.removeprefix("elders:\n").removeprefix("over ")
        assert without_numbers(words) == without_numbers(under) or text.startswith("elders:")
        assert without_numbers(words) or text.startswith("elders:")
    copy = comment_on(content, *spans(document, every=5))
    assert read(copy, name=path.name).text == document.text
    assert path.read_bytes() == content


def test_runs_are_split_and_keep_their_looks(whole: Maker) -> None:
    content = whole(
        paragraph(run("Het college kan af", "<w:b/>"), run("wijken van deze"), run(" regel."))
    )
    assert held(content, "kan", "kan afwijken", "afwijken van deze regel.", "Het college") == [
        *("kan", "kan afwijken", "afwijken van deze regel.", "Het college")
    ]
    copy = comment_on(content, find(read(content), "kan afwijken"))
    (body,) = docx.Document(io.BytesIO(copy)).paragraphs
    looks = [(one.text, bool(one.bold)) for one in body.runs if one.text]
    assert looks == [
        *(("Het college ", True), ("kan af", True), ("wijken", False)),
        *((" van deze", False), (" regel.", False)),
    ]


def test_words_in_one_run_with_tabs_breaks_and_signs(whole: Maker) -> None:
    inside = (
        '<w:t xml:space="preserve">Termijn: </w:t><w:tab/><w:t>acht</w:t><w:br/>'
        "<w:t>we</w:t><w:noBreakHyphen/><w:t>ken</w:t>"
    )
    content = whole(paragraph(f"<w:r>{inside}</w:r>"))
    assert held(content, "acht we-ken", "Termijn", "we-") == ["acht weken", "Termijn", "we"]


def test_cells_lists_and_headings(whole: Maker) -> None:
    def cell(*paragraphs: str) -> str:
        return f"<w:tc>{''.join(map(paragraph, paragraphs))}</w:tc>"

    row = f"<w:tr>{cell(run('Termijn'))}{cell('')}{cell(run('acht '), run('weken | kort'))}</w:tr>"
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    levels = level("%1.")
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    content = whole(
        f"<w:tbl>{row}</w:tbl>"
        + paragraph(run("het verzoek;"), properties=item)
        + paragraph(run("1. de 1. klacht;"), properties=item)
        + paragraph("<w:r><w:t>o onderzoek;</w:t><w:br/><w:t>- een dak</w:t></w:r>"),
        numbering=numbering,
    )
    words = ("weken", "Termijn | acht", "1. het", "de 1. klacht", "onderzoek", "een dak", "dak")
    assert held(content, *words) == [
        *("weken", "Termijn acht", "het", "de 1. klacht", "onderzoek", "een dak", "dak")
    ]


def test_a_comment_may_span_paragraphs(whole: Maker) -> None:
    content = whole(paragraph(run("Wij horen eerst.")) + paragraph(run("Dan beslissen wij.")))
    document = read(content)
    start, end = find(document, "eerst.\n\nDan")
    assert [under for _, under in read_back(comment_on(content, (start, end)))] == ["eerst. Dan"]


def test_tracked_changes_links_fields_and_hidden_text(whole: Maker) -> None:
    deleted = run("bestuur").replace("w:t", "w:delText")
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    content = whole(
        paragraph(
            run("Het "),
            f'<w:ins w:id="1" w:author="a">{run("college van B")}<w:del>{deleted}</w:del></w:ins>',
            f'<w:del w:id="2" w:author="a">{deleted}</w:del>',
            run("weg", "<w:vanish/>"),
            f"<w:hyperlink>{run(' en W hoort ')}</w:hyperlink>",
            field.format("begin") + "<w:r><w:instrText>REF x</w:instrText></w:r>",
            field.format("separate") + run("artikel 4") + field.format("end"),
        )
        + paragraph(run("samen "), properties="<w:rPr><w:del/></w:rPr>")
        + paragraph(run("één."))
    )
    words = ("college", "van B en W", "hoort artikel", "samen één")
    expected = ["college", "van Bweg en W", "hoort artikel", "samen één"]
    assert held(content, *words) == expected


def test_letters_with_accents_and_invisible_ones(whole: Maker) -> None:
    content = whole(paragraph(run("Cafe\u0301\u200b en\u00a0ﬁets: e\u00adén"), run(" coo\u0308p.")))
    assert read(content).text == "Café en fiets: eén coöp."
    found = held(content, "Café", "fiets", "ts: eé", "coö", "öp")
    assert found == ["Cafe\u0301", "ﬁets", "ts: e\u00adé", "coo\u0308", "o\u0308p"]


def test_words_that_can_hold_no_comment_get_one_nearby(whole: Maker) -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    inside = paragraph(run("In het kader."))
    box = f"<w:r><w:pict><w:txbxContent>{inside}</w:txbxContent></w:pict></w:r>"
    formula = "<m:oMath><m:r><m:t>x = 3</m:t></m:r></m:oMath>"
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    levels = level("Artikel %1")
    content = whole(
        paragraph(run("Voor "), note, run("en na.")) + paragraph(run("Bij "), box)
        + paragraph(run("Hier."), properties=item) + paragraph(formula),
        footnotes=f'<w:footnote w:id="2">{paragraph(run("Zie artikel 4."))}</w:footnote>',
        numbering=f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )  # fmt: skip
    document = read(content)
    some = [find(document, words) for words in ("artikel 4", "kader", "Artikel 1", "x = 3")]
    back = read_back(comment_on(content, *some, find(document, "na.\n\nZie artikel")))
    assert [text.splitlines()[0] for text, _ in back] == ["elders:"] * 4 + ["over na."]
    # At the mark of the note, at what holds the box, and at the text nearby.
    assert [under for _, under in back] == ["", "In het kader.", "Hier.", "Hier.", "na."]


def test_comments_join_those_that_are_there(whole: Maker) -> None:
    content = whole(paragraph(run("Het college kan afwijken.")))
    once = comment_on(content, find(read(content), "kan"))
    twice = comment_on(once, find(read(once), "kan afwijken"))
    assert read_back(twice) == [("over kan", "kan"), ("over kan afwijken", "kan afwijken")]
    comments = list(docx.Document(io.BytesIO(twice)).comments)
    assert {(one.author, one.initials) for one in comments} == {("wij", "W")}


def test_many_cuts_in_one_text_leave_it_as_it_was(whole: Maker) -> None:
    words = " ".join(f"woord{number}" for number in range(300))
    content = whole(paragraph(run(words)))
    document = read(content)
    each = [match.span() for match in re.finditer(r"\S+", document.text)]
    copy = comment_on(content, *each)
    assert [under for _, under in read_back(copy)] == words.split()
    assert read(copy).text == document.text


def test_files_that_cannot_be_commented_on(whole: Maker, word: Maker) -> None:
    body = paragraph(run("Het college kan afwijken."))
    macro = "application/vnd.ms-word.document.macroEnabled.main"
    for content in (word(body), whole(body, main=macro), b"PK\3\4", whole(body)[:-30]):
        with pytest.raises(DocumentError):
            commented(content, [], author="wij", initials="W", name="nota.docx")
    only_formula = whole(paragraph("<m:oMath><m:r><m:t>x = 3</m:t></m:r></m:oMath>"))
    with pytest.raises(UnreadableDocumentError, match="no text outside formulas"):
        comment_on(only_formula, (0, 1))


def test_hostile_files_are_held_to_the_limits(whole: Maker, replace_members: Maker) -> None:
    content = whole(paragraph(run("Het college kan afwijken.")))
    limits = Limits(max_xml=100)
    with pytest.raises(TooLargeDocumentError):
        commented(content, [], author="", initials="", name="nota.docx", limits=limits)
    bomb = replace_members(content, **{"word/media.bin": b"\0" * 20_000_000})
    with pytest.raises(TooLargeDocumentError, match="compressed"):
        commented(bomb, [], author="", initials="", name="nota.docx")


def test_entities_of_other_parts_are_not_expanded(whole: Maker, replace_members: Maker) -> None:
    secret = "<!DOCTYPE s [<!ENTITY e SYSTEM 'file:///etc/hostname'><!ENTITY b '&e;&e;'>]>"
    content = whole(paragraph(run("Het college kan afwijken.")), settings="")
    uri = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    settings = f'{secret}<w:settings xmlns:w="{uri}">&b;</w:settings>'
    content = replace_members(content, **{"word/settings.xml": settings})
    copy = comment_on(content, (0, 3))
    with zipfile.ZipFile(io.BytesIO(copy)) as container:
        assert b"&b;" in container.read("word/settings.xml")


def test_a_word_processor_opens_the_copy(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    content = (EXAMPLES / "woo-verzoeken.docx").read_bytes()
    each = list(spans(read(content), every=40))
    path = tmp_path / "kopie.docx"
    path.write_bytes(comment_on(content, *each))
    profile = f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}"
    command = [office, "--headless", profile, "--convert-to", "fodt", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)
    shown = (tmp_path / "kopie.fodt").read_text(encoding="utf-8")
    assert shown.count("<office:annotation ") == len(each)
