import pytest

from classifier.preprocessing.language import function_words, is_dutch
from classifier.preprocessing.pipeline import build_pipeline


@pytest.fixture(scope="module")
def tokenize():
    return build_pipeline().make_doc


FOREIGN = {
    "Afrikaans": [
        "Die aansoeker moet die vorm volledig invul en dit saam met 'n afskrif van sy "
        "identiteitsdokument by die kantoor inhandig. Indien die inligting nie binne dertig dae "
        "ontvang word nie, sal die aansoek afgekeur word en moet hy weer van voor af begin.",
        "Hierdie beleid is van toepassing op alle amptenare wat besluite neem oor die toekenning "
        "van subsidies aan skole. Die hoof van die departement kan in uitsonderlike gevalle van "
        "die reëls afwyk, mits die redes skriftelik aangeteken word.",
        "Werkgewers mag nie vreemdelinge in diens neem sonder 'n geldige permit nie. Die "
        "inspekteur besoek die perseel, praat met die werkers en maak seker dat die nodige "
        "dokumente beskikbaar is. Die boete word verhoog wanneer dit weer gebeur.",
    ],
    "German": [
        "Der Antragsteller muss das Formular vollständig ausfüllen und zusammen mit einer Kopie "
        "seines Ausweises bei der Behörde einreichen. Gehen die Unterlagen nicht innerhalb von "
        "dreißig Tagen ein, wird der Antrag abgelehnt.",
        "Diese Richtlinie gilt für alle Beschäftigten, die über die Vergabe von Zuschüssen an "
        "Schulen entscheiden. In begründeten Ausnahmefällen kann die Leitung von den Regeln "
        "abweichen, sofern die Gründe schriftlich festgehalten werden.",
    ],
    "English": [
        "The applicant must complete the form in full and submit it to the office together with a "
        "copy of his identity document. If the information has not been received within thirty "
        "days, the application will be rejected and a new one is needed.",
        "This policy applies to all officers who decide on grants for schools. In exceptional "
        "cases the head of the department may depart from the rules, provided that the reasons "
        "are recorded in writing and the applicant has been informed.",
    ],
    "French": [
        "Le demandeur doit remplir entièrement le formulaire et le remettre au bureau avec une "
        "copie de sa pièce d'identité. Si les informations ne sont pas reçues dans un délai de "
        "trente jours, la demande sera rejetée et il faudra en présenter une nouvelle.",
    ],
    "Frisian": [
        "De oanfreger moat it formulier folslein ynfolje en it mei in kopy fan syn "
        "identiteitsbewiis by it kantoar ynleverje. As de ynformaasje net binnen tritich dagen "
        "ûntfongen is, wurdt de oanfraach ôfwiisd en moat hy in nijen yntsjinje.",
    ],
    "Spanish": [
        "El solicitante debe rellenar el formulario por completo y entregarlo en la oficina junto "
        "con una copia de su documento de identidad. Si la información no se recibe en un plazo "
        "de treinta días, la solicitud será denegada y tendrá que presentar una nueva.",
    ],
    "Italian": [
        "Il richiedente deve compilare il modulo in tutte le sue parti e consegnarlo all'ufficio "
        "insieme a una copia del suo documento di identità. Se le informazioni non vengono "
        "ricevute entro trenta giorni, la domanda sarà respinta.",
    ],
    "Turkish": [
        "Başvuru sahibi formu eksiksiz doldurmalı ve kimlik belgesinin bir kopyası ile birlikte "
        "daireye teslim etmelidir. Bilgiler otuz gün içinde alınmazsa başvuru reddedilir ve yeni "
        "bir başvuru yapılması gerekir. Bu kural herkes için geçerlidir.",
    ],
    "Polish": [
        "Wnioskodawca musi wypełnić formularz w całości i złożyć go w urzędzie wraz z kopią "
        "dokumentu tożsamości. Jeżeli informacje nie zostaną otrzymane w ciągu trzydziestu dni, "
        "wniosek zostanie odrzucony, a wnioskodawca będzie musiał złożyć nowy wniosek.",
    ],
    "Danish": [
        "Ansøgeren skal udfylde skemaet fuldstændigt og aflevere det til kontoret sammen med en "
        "kopi af sit identitetsbevis. Hvis oplysningerne ikke er modtaget inden tredive dage, "
        "bliver ansøgningen afvist, og der skal indsendes en ny.",
    ],
    "Papiamento": [
        "E persona ku ta hasi e petishon mester yena e formulario kompletamente i entreg'é na e "
        "ofisina huntu ku un kopia di su dokumento di identidat. Si no a risibí e informashon "
        "denter di trinta dia, ta nenga e petishon i mester entregá un nobo.",
    ],
    "Arabic": [
        "يجب على مقدم الطلب ملء النموذج بالكامل وتقديمه إلى المكتب مع نسخة من وثيقة هويته. "
        "إذا لم يتم استلام المعلومات خلال ثلاثين يوما فسيتم رفض الطلب ويجب تقديم طلب جديد",
    ],
}

DUTCH = [
    # 30 words of prose
    "De aanvrager vult het formulier volledig in en levert het met een kopie van zijn pas in bij "
    "het loket. Ontbreken er stukken, dan krijgt hij twee weken om ze na te sturen.",
    # a list with few function words
    "Benodigde stukken:\n- paspoort\n- recente loonstrook\n- huurcontract van de woning\n"
    "- bankafschriften\n- verklaring werkgever\n- uittreksel handelsregister\n"
    "- kopie verblijfsdocument\n- ondertekend aanvraagformulier\n- bewijs van betaling leges",
    # a title page without one sentence
    "Gemeente Elzerade\nAfdeling Burgerzaken\nHandleiding voor de balie\nInhoud\n1 Inloggen\n"
    "2 Nieuwe aanvraag\n3 Controle van stukken\n4 Afhandeling en archief\n5 Veelgestelde vragen",
    # a decision that quotes English
    'Het college legt artikel 3 van het verdrag zo uit. De Engelse tekst luidt: "the best '
    'interests of the child shall be a primary consideration". Daaruit volgt dat het belang van '
    "het kind altijd wordt gewogen, ook als de ouder het land moet verlaten.",
    # telegram style
    "Zaak openen. Stukken scannen. Ontbreekt iets: brief 12 sturen, termijn zetten, taak maken. "
    "Na twee weken nakijken, zo nodig rappel, daarna doorzetten naar team Besluiten.",
]


@pytest.mark.parametrize(
    "text", [text for texts in FOREIGN.values() for text in texts], ids=lambda text: text[:20]
)
def test_other_languages(tokenize, text):
    assert not is_dutch(tokenize(text))
    assert not is_dutch(tokenize(text.upper()))


@pytest.mark.parametrize("text", DUTCH, ids=lambda text: text[:20])
def test_dutch(tokenize, text):
    assert is_dutch(tokenize(text))
    assert is_dutch(tokenize(text.upper()))


def test_a_dutch_frame_around_english_is_not_dutch(tokenize):
    frame = "De minister maakt bekend: "
    assert not is_dutch(tokenize(frame + " ".join(FOREIGN["English"])))


def test_too_few_words_are_presumed_dutch(tokenize):
    assert is_dutch(tokenize(""))
    assert is_dutch(tokenize("Privacy statement"))


def test_frisian_and_afrikaans_have_words_of_their_own():
    dutch = function_words("nl")
    assert {"hierdie", "nie", "'n"} <= function_words("af") - dutch
    assert {"fan", "troch"} <= function_words("fy") - dutch
