import io

from lxml import html as lxml_html

from classifier.reports.card import write_card

CARD = """\
# mijn <b>model</b>

| bron | documenten |
|---|---:|
| <script>alert(1)</script> \\| x | 3 |

[klik](javascript:alert(1)) ![p](https://example.org/p.png) <https://example.org> **vet** \x1b[31m

[a]: https://example.org
"""


def test_card_is_a_page_that_fetches_nothing() -> None:
    stream = io.StringIO()
    write_card(CARD, stream)
    page = stream.getvalue()
    tree = lxml_html.document_fromstring(page.encode())
    (policy,) = tree.xpath("//meta[@http-equiv]/@content")
    assert "script-src 'none'" in policy
    assert not tree.xpath("//script | //img | //a[not(starts-with(@href, '#'))]")
    assert [each.text_content() for each in tree.xpath("//h1")] == [
        "Kaart van het model mijn <b>model</b>"
    ]
    assert tree.xpath("//td")[0].text_content() == "<script>alert(1)</script> | x"
    assert [cell.get("class") for cell in tree.xpath("//td")] == [None, "getal"]
    assert not tree.xpath("//*[@style]")
    assert tree.xpath("//strong")[0].text == "vet"
    assert "\x1b" not in page
    assert "over dit stuk en niet over personen" not in page
