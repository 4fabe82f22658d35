import numpy as np
import pytest

from classifier.model.weights import FAMILIES, families_of, global_weights


def test_weights_are_those_of_the_model(scorer) -> None:
    weights = global_weights(scorer)
    names = scorer.extractor.get_feature_names_out().tolist()
    assert len(weights) == 3 * len(names)
    assert {each.family for each in weights} <= set(FAMILIES)
    sizes = [abs(each.weight) for each in weights]
    assert sizes == sorted(sizes, reverse=True)
    classifier = scorer.classifier
    for each in weights[:20]:
        column, label = names.index(each.feature), classifier.classes_.tolist().index(each.label)
        coef = classifier.coef_[:, column]
        others = np.delete(coef, label).mean()
        assert np.sign(each.weight) == np.sign(coef[label] - others)


def test_weight_of_a_mark_of_form_is_what_it_adds(scorer, observations) -> None:
    rows = scorer.extractor.transform(observations)
    (column,) = np.flatnonzero(families_of(scorer) == "form")[:1]
    name = scorer.extractor.get_feature_names_out()[column]
    weights = {e.label: e.weight for e in global_weights(scorer) if e.feature == name}
    place = int(rows[:, [column]].nonzero()[0][0])
    row = rows[[place]]
    shares = {
        against: dict(
            zip(
                row.indices.tolist(),
                scorer.classifier.shares(row, "overig", against)[1],
                strict=True,
            )
        )[column]
        for against in ("beleidsregel", "uitvoeringsinstructie")
    }
    assert weights["overig"] == pytest.approx(np.mean(list(shares.values())))


def test_share_of_documents_of_a_word(scorer, observations) -> None:
    shares = {e.feature: e.share for e in global_weights(scorer) if e.label == "overig"}
    n = len(observations)
    for word in ("college", "vergunning"):
        df = sum(word in observation.words for observation in observations)
        assert shares[f"ngram:{word}"] == pytest.approx((1 + df) / (1 + n), rel=1e-5)
    assert all(np.isnan(share) for name, share in shares.items() if name.startswith("cue:"))
