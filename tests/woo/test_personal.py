import time
from itertools import pairwise

import pytest

from classifier.woo.personal import find_personal


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("BSN 123456782", [("bsn", "123456782")]),
        ("burgerservicenummer: 1234.56.782", [("bsn", "1234.56.782")]),
        ("BSN: 123 456 782.", [("bsn", "123 456 782")]),
        ("BSN-nr. 123456782 en burgerservicenummer (BSN) nummer 111222333",
         [("bsn", "123456782"), ("bsn", "111222333")]),
        ("BSN 12345672", [("bsn", "12345672")]),
        ("V-nummer: 270.123.4567", [("nummer", "270.123.4567")]),
        ("vreemdelingennummer | 2701234567", [("nummer", "2701234567")]),
        ("Paspoortnummer (NL): NX12A3456", [("nummer", "NX12A3456")]),
        ("Mail j.devries@voorbeeld.nl.", [("email", "j.devries@voorbeeld.nl")]),
        ("jan_de-vries@post.voorbeeld.nl", [("email", "jan_de-vries@post.voorbeeld.nl")]),
        ("Bel 06-12345678 of +31 6 1234 5678", [("telefoon", "06-12345678"),
                                               ("telefoon", "+31 6 1234 5678")]),
        ("doorkiesnummer 070-1234567", [("telefoon", "070-1234567")]),
        ("toestel 1234", [("telefoon", "1234")]),
        ("Bel 070-1234567 (doorkiesnummer).", [("telefoon", "070-1234567")]),
        ("Contactpersoon: J. Bos, tel. 070-1234567", [("naam", "J. Bos"),
                                                      ("telefoon", "070-1234567")]),
        ("Contactpersoon: J. Bos | 070-1234567", [("naam", "J. Bos"), ("telefoon", "070-1234567")]),
        ("Vraag het mevrouw Bakker, bakkerm@voorbeeld.nl", [("naam", "Bakker"),
                                                            ("email", "bakkerm@voorbeeld.nl")]),
        ("rekening NL91 ABNA 0417 1643 00 en", [("iban", "NL91 ABNA 0417 1643 00")]),
        ("NL91ABNA0417164300 TEN NAME VAN", [("iban", "NL91ABNA0417164300")]),
        ("Contactpersoon: J. de Vries", [("naam", "J. de Vries")]),
        # The check fails, the number is another one, or nobody's own.
        ("BSN 123456789", []),
        ("BSN 000000000", []),
        ("dossiernummer 123456782", []),
        ("RSIN 123456782", []),
        ("op 1234.56.7829 en 123456782-1", []),
        ("NL92 ABNA 0417 1643 00", []),
        ("info@voorbeeld.nl, woo-team@voorbeeld.nl, interne.controle@voorbeeld.nl", []),
        ("pakketstromen@voorbeeld.nl", []),
        ("Bel 0800-1234, 14 070 of 070-1234567", []),
        ("toestel van de aanvrager", []),
        ("BSN 12345673", []),
        ("Het V-nummer staat in het systeem. V-nummer: onbekend123", []),
        ("A-nummer invullen in 1234567890", []),
        ("Contactpersoon: J. Bos\ntel. 070-1234567", [("naam", "J. Bos")]),
        ("Contactpersoon: J. Bos, of bel de balie: 070-1234567", [("naam", "J. Bos")]),
        ("Contactpersoon: J. Bos, boswachters@voorbeeld.nl", [("naam", "J. Bos")]),
    ],
)  # fmt: skip
def test_personal_data_are_found(text: str, found: list[tuple[str, str]]) -> None:
    assert [(item.kind, text[item.start : item.end]) for item in find_personal(text)] == found


def test_a_number_that_is_not_called_bsn_is_less_sure() -> None:
    (named,), (bare,) = find_personal("BSN 123456782"), find_personal("Zie 123456782")
    assert named.confidence > 0.9 > 0.6 > bare.confidence


def test_findings_are_in_order_and_do_not_overlap() -> None:
    text = "Van: Jan Bos <jan.bos@voorbeeld.nl>, BSN 123456782, NL91ABNA0417164300, 06-12345678"
    found = find_personal(text)
    assert [item.kind for item in found] == ["naam", "email", "bsn", "iban", "telefoon"]
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "part",
    [
        "06-12345678 ",
        "A.",
        "Aa ",
        "groet\n",
        "1 2 ",
        "NL91 ABNA ",
        "x.",
        "a@b.",
        "De van ",
        "V-nummer 2",
        "Contactpersoon: J. Bos, tel. 070-1234567 ",
    ],
)
def test_hostile_texts_take_no_time(part: str) -> None:
    text = part * (200_000 // len(part))
    start = time.process_time()
    find_personal(text)
    assert time.process_time() - start < 5
