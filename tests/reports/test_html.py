import base64
import hashlib
import io
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from lxml import html as lxml_html

from classifier.assessment.assessment import Assessment
from classifier.corpora.corpus import LabelledDocument
from classifier.documents import read
from classifier.explanation import Contribution, Explanation
from classifier.reports import html

from .conftest import assessed

LARGEST = 5_000_000  # bytes of a page about a document of 200 pages


def page(assessment: Assessment, **options: object) -> str:
    stream = io.StringIO()
    html.write(assessment, stream, **options)
    return stream.getvalue()


def tree(source: str) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(
        source.encode(), parser=lxml_html.HTMLParser(encoding="utf-8")
    )


def number(text: str) -> float:
    return float(text.strip().replace("−", "-").replace(",", "."))


def text_of(element: lxml_html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


# What it says


def test_page_shows_the_elements_and_what_form_says(assessment: Assessment) -> None:
    found = tree(page(assessment))
    (section,) = found.xpath("//section[@aria-labelledby='elementen']")
    shown = text_of(section)
    assert "Vastgesteld bij besluit (artikel 1:3, vierde lid, Awb): niet gevonden" in shown
    assert "kan afwijken" in [text_of(mark) for mark in section.iter("b")]
    assert "bewijst niet dat het ontbreekt" in shown
    assert "Vorm en inhoud" in text_of(found)
    assert "Zonder vormkenmerken is de uitkomst beleidsregel (60%)" in text_of(found)


def test_page_quotes_the_strongest_sentences(assessment: Assessment) -> None:
    (section,) = tree(page(assessment)).xpath("//section[h2[@id='waarom']]")
    heads = [text_of(head) for head in section.iter("h3")]
    assert heads[:2] == [
        "Sterkste zinnen voor beleidsregel",
        "Sterkste zinnen voor uitvoeringsinstructie",
    ]
    (spoken, unspoken) = (text_of(one) for one in section.xpath(".//ol")[:2])
    assert spoken == (
        "“Het college kan afwijken” zegt wanneer van de hoofdregel kan worden afgeweken"
    )
    assert unspoken == "“Open het dossier in het systeem” door de woordkeus; passage 2"
    assert section.xpath(".//ol//a[@href='#passage-2']")
    without = page(replace(assessment, arguments=()))
    assert "Sterkste zinnen" not in without
    assert "Redenen voor beleidsregel" in without


def test_page_says_what_a_lawyer_needs(assessment: Assessment) -> None:
    found = tree(page(assessment))
    shown = text_of(found)
    assert found.get("lang") == "nl"
    assert text_of(found.find(".//h1")) == "Beleidsregel terrassen"
    assert found.xpath("string(//p[@class='uitkomst'])") == "Beleidsregel"
    for words in (
        "beleidsregel71%",
        "artikel 3:42 Awb",
        "Redenen voor beleidsregel",
        "Redenen tegen: eerder uitvoeringsinstructie",
        "woorden “kan afwijken” +0,81",
        "Landenbeleid: dit is beleid en kan niet geheim blijven",
        "Passage 2: onderzoeksmethode, 60%; mogelijke grond: Woo 5.1.2.i",
        "Mogelijke grond: Woo 5.1.2.i",
        "zegt wat er wordt onderzocht",
        "Dit is een voorstel van software; een mens beslist.",
        "36 woorden",
    ):
        assert words in shown


def test_doubt_shows_both_sides(assessment: Assessment) -> None:
    doubt = replace(
        assessment,
        decision="twijfel",
        probabilities={"beleidsregel": 0.48, "uitvoeringsinstructie": 0.4, "overig": 0.12},
    )
    shown = text_of(tree(page(doubt)))
    assert "Twijfel: voorleggen aan de Woo-deskundige" in shown
    assert (
        "Het meest lijkt het stuk op beleidsregel (48%), daarna op uitvoeringsinstructie" in shown
    )
    assert "Wat pleit voor beleidsregel" in shown
    assert "Wat pleit voor uitvoeringsinstructie" in shown
    assert "Redenen tegen" not in shown


def test_failure_is_a_page_too(failure: Assessment) -> None:
    found = tree(page(failure))
    assert "Het bestand is niet gevonden, of er staan geen bestanden in de map." in text_of(found)
    assert "in het Engels: no such file; check the path [not_found]" in text_of(found)
    assert not found.xpath("//table")


@pytest.mark.parametrize("source", ["map/weg.pdf", "C:\\map\\weg.pdf", "dossier.zip!/weg.pdf"])
def test_page_without_a_title_is_headed_by_the_name_of_the_file(
    failure: Assessment, source: str
) -> None:
    found = tree(page(replace(failure, source=source)))
    assert text_of(found.find(".//h1")) == "weg.pdf"
    assert text_of(found.xpath("//p[@class='bron']")[0]) == f"Bron: {source}"


def test_a_reason_that_passages_share_is_told_once(assessment: Assessment) -> None:
    method = assessment.passages[-1]
    assert method.ground is not None
    chances = {"overig": 0.5, "onderzoek": 0.4}
    unsure = replace(method, start=method.start + 5, label="overig", probabilities=chances)
    other = replace(method, start=method.start + 9, reason="laat iets anders zien")
    found = tree(page(replace(assessment, passages=(method, unsure, other))))
    items = [text_of(one) for one in found.xpath("//section[h2[@id='passages']]//li")]
    assert [item.partition("Reden: ")[2].partition(";")[0] for item in items] == [
        *(method.reason, "als bij passage 1", "laat iets anders zien")
    ]
    caution = "; anders te overwegen: Woo 5.1.2.d; let op: de passage stelt mogelijk ook een norm"
    assert [caution in item for item in items] == [True, False, True]
    assert items[1].endswith("als bij passage 1; anders te overwegen: Woo 5.1.2.d")
    assert "overig, 50%, misschien onderzoeksmethode, 40%; mogelijke grond" in items[1]
    assert "misschien" not in items[0] + items[2]


@pytest.mark.parametrize(("number", "more"), [(25, ""), (27, "En nog 2 passages om naar te")])
def test_more_passages_than_are_listed_are_told_of(
    assessment: Assessment, number: int, more: str
) -> None:
    found = tree(page(replace(assessment, passages=assessment.passages[:1] * number)))
    (section,) = found.xpath("//section[h2[@id='passages']]")
    assert len(section.findall(".//li")) == 25
    assert more in text_of(section)
    assert ("En nog" in text_of(section)) is bool(more)


@pytest.mark.parametrize(("places", "links", "more"), [(15, 15, ""), (16, 12, "nog 4")])
def test_many_places_are_folded(assessment: Assessment, places: int, links: int, more: str) -> None:
    spans = tuple((start, start + 1) for start in range(places))
    reason = Contribution("ngram:de", "ngram", 1.0, 0.5, spans)
    explanation = Explanation("beleidsregel", "overig", 0.5, 0.0, 0.0, (reason,))
    found = tree(page(replace(assessment, explanation=explanation)))
    (cell,) = found.xpath("//tr[@class='reden']/td[@class='plaatsen']")
    assert len(cell.xpath("./a")) == links
    assert cell.xpath("string(.//summary)") == more
    assert [int(link.text) for link in cell.iter("a")] == [*range(1, places + 1)]


def test_without_reasons_there_is_no_sum(assessment: Assessment) -> None:
    found = tree(page(replace(assessment, explanation=None)))
    assert not found.xpath("//*[@id='optelling']")
    assert "Het college kan afwijken" in text_of(found)


def test_what_could_not_be_read_is_said(assessment: Assessment) -> None:
    known = "page 3: not read, for it is damaged; get the file anew from its source"
    strange = "page 2 holds a picture; read it by OCR"
    found = tree(page(replace(assessment, warnings=(known, strange))))
    assert found.xpath("string(//li[@lang='en'])") == strange
    (item,) = found.xpath("//li[span[@lang='en']]")
    assert text_of(item).startswith("Pagina 3: niet gelezen, want beschadigd.")
    assert text_of(item).endswith(known)


# Sums


@pytest.mark.parametrize("top", [0, 1, 5, 32, None])
def test_rows_add_up_to_the_score(assessment: Assessment, top: int | None) -> None:
    found = tree(page(assessment, top=top))
    (table,) = found.xpath("//table[@class='optelling']")
    rows = table.xpath("./tbody/tr[not(@hidden)]/td[contains(@class, 'getal')]")
    (score,) = (number(text_of(cell)) for cell in table.xpath("./tfoot//td[@class='getal']"))
    assert score == pytest.approx(assessment.explanation.score, abs=0.0006)
    assert sum(number(text_of(cell)) for cell in rows) == pytest.approx(score, abs=1e-9)
    reasons = table.xpath(".//tr[@class='reden']")
    assert len(reasons) == (32 if top is None else top)
    for row in reasons:  # what the filter adds up
        shown = number(text_of(row.xpath("./td[contains(@class, 'getal')]")[0]))
        assert int(row.get("data-bijdrage")) == round(1000 * shown)
    assert ("27 zwakkere redenen" in text_of(table)) is (top == 5)


# Links


def test_every_link_leads_somewhere_and_every_place_back(examples: list[Assessment]) -> None:
    for assessment in examples:
        found = tree(page(assessment, top=None))
        ids = found.xpath("//@id")
        assert len(ids) == len(set(ids)), assessment.source
        assert {link[1:] for link in found.xpath("//a/@href")} <= set(ids)
        for row in found.xpath("//tr[@class='reden']"):
            places = [link[1:] for link in row.xpath(".//td[@class='plaatsen']//a/@href")]
            reason = assessment.explanation.contributions[int(row.get("id")[1:]) - 1]
            assert len(places) == len(reason.spans)
            for place, span in zip(places, sorted(reason.spans), strict=True):
                (mark,) = found.xpath(f"//a[@id='{place}']")
                assert mark.get("href") == f"#{row.get('id')}"
                assert mark.get("tabindex") is None
                if mark.get("class") != "ref":
                    words = (mark.text or "").strip()
                    assert words
                    assert words in assessment.text[slice(*span)]


def test_marks_show_sign_and_strength_by_class(assessment: Assessment) -> None:
    found = tree(page(assessment))
    marks = {
        text_of(mark): (mark.get("class"), mark.xpath("string(./sup/@class)"))
        for mark in found.xpath("//div[@class='tekst']//a")
    }
    assert marks == {"kan afwijken1": ("m v3", "v"), "Open het dossier2": ("m t3", "t")}


def test_page_of_a_batch_leads_back(assessment: Assessment) -> None:
    assert tree(page(assessment, index="index.html")).xpath("//nav//a/@href") == ["index.html"]
    assert not tree(page(assessment)).xpath("//nav")


# Structure


def test_headings_and_landmarks_are_in_order(examples: list[Assessment]) -> None:
    for assessment in examples:
        found = tree(page(assessment))
        levels = [int(head.tag[1]) for head in found.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(below <= above + 1 for above, below in pairwise(levels))
        parts = [child.tag for child in found.find("body")]
        assert parts == ["a", "header", "main", "footer", "script", "script"]
        assert found.find("body/a").get("href") == "#inhoud"


# Safety


def test_nothing_of_a_hostile_document_is_markup(hostile: Assessment) -> None:
    source = page(hostile)
    source.encode("utf-8")
    plain = tree(page(assessed(read("Het college verleent geen ontheffing. " * 9))))
    found = tree(source)
    tags = {element.tag for element in found.iter() if isinstance(element.tag, str)}
    known = {element.tag for element in plain.iter() if isinstance(element.tag, str)}
    assert tags <= known | {"h3", "h4", "ul", "li", "details", "summary"}
    assert not {"img", "iframe", "object"} & tags
    for tag in ("script", "style"):
        assert [one.text for one in found.iter(tag)] == [one.text for one in plain.iter(tag)]
    assert not found.xpath("//@*[starts-with(name(), 'on')]")
    for link in found.xpath("//a/@href"):
        assert re.fullmatch(r"#[a-z0-9-]+", link)
    hidden = re.compile(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
    )
    assert not hidden.search(source)
    assert "\\u202eomgekeerde" in text_of(found).replace(" ", "")
    assert "</a><img src=http" in text_of(found.xpath("//div[@class='tekst']")[0])


def test_policy_allows_its_own_style_and_script_only(assessment: Assessment) -> None:
    found = tree(page(assessment))
    (policy,) = found.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    for name, tag in (("style-src", "style"), ("script-src", "script")):
        digests = [hashlib.sha256(each.text.encode()).digest() for each in found.iter(tag)]
        assert digests
        assert rules[name].split() == [
            f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests
        ]
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in policy
    assert not found.xpath("//@style | //@src | //link[not(@href='data:,')]")
    assert "http://" not in page(assessment)
    assert "https://" not in page(assessment)


# Size and time


def test_page_of_a_long_document_is_small(authored: list[LabelledDocument]) -> None:
    texts = [document.text for document in authored]
    text = "\n\n".join(texts * (1 + 600_000 // sum(map(len, texts))))
    assert len(text) >= 600_000  # 200 pages of 3,000 characters
    places: dict[str, list[tuple[int, int]]] = {}
    for match in re.finditer(r"\w{4,}", text):
        places.setdefault(match[0].lower(), []).append(match.span())
    often = sorted(places, key=lambda word: -len(places[word]))[:20]
    reasons = tuple(
        Contribution(f"ngram:{word}", "ngram", 0.1, 0.05, tuple(places[word])) for word in often
    )
    explanation = Explanation("beleidsregel", "overig", 1.0, 0.0, 0.0, reasons)
    found = page(assessed(read(text), explanation=explanation))
    assert found.count('<a class="m ') > 4000
    assert len(found.encode()) < LARGEST
