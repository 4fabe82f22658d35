from dataclasses import replace

from classifier.evaluation.mistakes import mistakes
from classifier.evaluation.predictions import predict
from classifier.evaluation.table import mistakes_table
from classifier.explaining import explain
from classifier.labels import DOCUMENT_LABELS


def test_surest_mistakes_come_first_with_their_reason(scorer, authored, observations) -> None:
    wrong = [
        replace(d, label=DOCUMENT_LABELS[(DOCUMENT_LABELS.index(d.label) + 1) % 3])
        for d in authored[:6]
    ]
    documents = [*wrong, *authored[6:20]]
    predictions = predict(scorer, documents, observations[:20])
    found = mistakes(scorer, predictions, observations[:20])
    assert {one.id for one in found} >= {document.id for document in wrong}
    assert [one.probability for one in found] == sorted(
        (one.probability for one in found), reverse=True
    )
    assert all(one.predicted != one.truth and one.reason for one in found)
    assert all(one.probability > one.probability_of_truth for one in found)
    assert mistakes(scorer, predictions, observations[:20], 2) == found[:2]

    first = found[0]
    place = [document.id for document in documents].index(first.id)
    row = scorer.extractor.transform([observations[place]])
    why = explain(
        observations[place], row, scorer.extractor, scorer.classifier, first.predicted, first.truth
    )
    assert first.contribution == max(c.contribution for c in why.contributions)


def test_table_keeps_hostile_names_in_their_cell(scorer, authored, observations) -> None:
    label = DOCUMENT_LABELS[(DOCUMENT_LABELS.index(authored[0].label) + 1) % 3]
    document = replace(authored[0], id="a | b\n| c", label=label)
    found = mistakes(scorer, predict(scorer, [document], observations[:1]), observations[:1])
    last = mistakes_table(found).splitlines()[2:]
    assert len(last) == 1
    assert last[0].startswith("| a / b / c | ")
    assert last[0].count(" | ") == 5
