"""The scikit-learn estimator that takes raw texts, and learns what ``beleidsregel train`` does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import (
    check_array,
    check_consistent_length,
    check_is_fitted,
    column_or_1d,
)

from classifier.estimators.observer import Observations, TextObserver, as_documents
from classifier.estimators.targets import as_labels, check_groups
from classifier.settings import DOCUMENTS, Settings
from classifier.training.learning import learn

Floats = npt.NDArray[np.float64]


class BeleidsregelClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Label texts by what they do, with the features and the additive model of this package.

    It goes wherever a scikit-learn classifier goes: ``Pipeline``, ``GridSearchCV``,
    ``cross_val_predict``. It judges every text that it is given, however short, and knows no
    "twijfel": that is for :func:`classifier.load` and :func:`classifier.assess_frame`.

    Parameters
    ----------
    pipeline : str
        A name in :data:`classifier.preprocessing.PIPELINES`.
    min_df : int
        In how many documents a feature must stand.
    max_features : int
        How many n-grams to keep.
    scale, element_scale, form_scale : float
        Weigh cues and structure, elements in law, and form against the n-grams.
    C : float
        Inverse strength of the L2 penalty.
    n_components : int
        Directions of the semantic smoothing; 0 for none.
    shrinkage : int
        Words, and n-grams, that a text counts as having besides its own: the more, the less the
        marks and the smoothing say of a short one.
    weight : float
        How much smoothed n-grams weigh beside the n-grams.
    agreement : float
        How much more an n-gram may weigh that speaks clearly for or against a label.
    n_splits : int
        Folds, by group, for the calibration; each label needs as many groups.
    random_state : int
        The seed of the folds and of the smoothing.
    n_jobs : int, optional
        Processes that read the texts; -1 for all cores, 1 by default.

    Attributes
    ----------
    classes_ : array, shape (n_classes,)
        The labels, sorted.
    extractor_ : FeatureExtractor
        From observations to rows.
    classifier_ : AdditiveClassifier
        From rows to scores.

    Notes
    -----
    ``groups`` and ``sample_weight`` are metadata of scikit-learn: with
    ``sklearn.set_config(enable_metadata_routing=True)`` and ``set_fit_request(groups=True)`` a
    grid search hands them on. Without ``groups`` every text is a group of its own.

    scikit-learn's ``check_estimator`` checks estimators on tables of numbers; of an estimator of
    texts it checks that it can be cloned. The tests give it such tables with each row written
    out as a text, and then all checks hold but those that ask what texts do not have:

    - ``n_features_in_`` and ``feature_names_in_``: texts have no columns;
    - ``check_sample_weight_equivalence…``: a document that is there twice is not one that counts
      double. How widespread words are is counted in documents, and the folds of the calibration
      are drawn over documents, whatever their weights; an estimator that draws folds of its own
      cannot pass this check.

    Examples
    --------
    >>> texts = [f"Het college weigert vergunning {n} aan een horecabedrijf." for n in range(5)]
    >>> texts += [f"Open zaak {n} en klik op opslaan." for n in range(5)]
    >>> labels = ["beleidsregel"] * 5 + ["uitvoeringsinstructie"] * 5
    >>> classifier = BeleidsregelClassifier(n_components=0).fit(texts, labels)
    >>> classifier.predict(["Klik op opslaan en open de zaak."]).tolist()
    ['uitvoeringsinstructie']
    """

    def __init__(
        self,
        *,
        pipeline: str = "nl_rules",
        min_df: int = DOCUMENTS.min_df,
        max_features: int = DOCUMENTS.max_features,
        scale: float = DOCUMENTS.scale,
        element_scale: float = DOCUMENTS.element_scale,
        form_scale: float = DOCUMENTS.form_scale,
        C: float = DOCUMENTS.C,
        n_components: int = DOCUMENTS.n_components,
        shrinkage: int = DOCUMENTS.shrinkage,
        weight: float = DOCUMENTS.weight,
        agreement: float = DOCUMENTS.agreement,
        n_splits: int = 5,
        random_state: int = 0,
        n_jobs: int | None = None,
    ) -> None:
        self.pipeline = pipeline
        self.min_df = min_df
        self.max_features = max_features
        self.scale = scale
        self.element_scale = element_scale
        self.form_scale = form_scale
        self.C = C
        self.n_components = n_components
        self.shrinkage = shrinkage
        self.weight = weight
        self.agreement = agreement
        self.n_splits = n_splits
        self.random_state = random_state
        self.n_jobs = n_jobs

    def fit(
        self,
        X: Iterable[object],
        y: npt.ArrayLike,
        groups: npt.ArrayLike | None = None,
        sample_weight: npt.ArrayLike | None = None,
    ) -> Self:
        """Learn from labelled texts.

        Parameters
        ----------
        X : iterable of str or Observation, length n_documents
            The texts, or what :class:`TextObserver` made of them.
        y : array, shape (n_documents,)
            Their labels: two or more, of any kind.
        groups : array, shape (n_documents,), optional
            Near-duplicates share a group, and stay on one side of every split.
        sample_weight : array of float, shape (n_documents,), optional
            How much each document counts.

        Raises
        ------
        InputError
            When the texts cannot be used, or a label has too few groups to calibrate on.
        """
        X = as_documents(X)
        y = as_labels(y)
        groups = np.arange(len(X)) if groups is None else column_or_1d(groups)
        if sample_weight is not None:
            sample_weight = check_array(
                sample_weight, ensure_2d=False, dtype=np.float64, input_name="sample_weight"
            )
        check_consistent_length(X, y, groups, sample_weight)
        check_groups(y, groups, self.n_splits)
        scorer = learn(
            self._observed(X).tolist(),
            y,
            groups=groups,
            sample_weight=sample_weight,
            settings=Settings(
                min_df=self.min_df,
                max_features=self.max_features,
                scale=self.scale,
                element_scale=self.element_scale,
                form_scale=self.form_scale,
                C=self.C,
                n_components=self.n_components,
                shrinkage=self.shrinkage,
                weight=self.weight,
                agreement=self.agreement,
            ),
            n_splits=self.n_splits,
            seed=self.random_state,
        )
        self.extractor_, self.classifier_ = scorer.extractor, scorer.classifier
        self.classes_ = scorer.classifier.classes_
        return self

    def decision_function(self, X: Iterable[object]) -> Floats:
        """Return the calibrated scores.

        Returns
        -------
        array of float64, shape (n_documents, n_classes)
            Their softmax are the probabilities. With two labels, shape (n_documents,): the
            log-odds of the second.
        """
        check_is_fitted(self)
        return self.classifier_.decision_function(self._rows(X))

    def predict_proba(self, X: Iterable[object]) -> Floats:
        """Return the calibrated probabilities, shape (n_documents, n_classes)."""
        check_is_fitted(self)
        return self.classifier_.predict_proba(self._rows(X))

    def predict(self, X: Iterable[object]) -> npt.NDArray[Any]:
        """Return the most probable label of each text, shape (n_documents,)."""
        check_is_fitted(self)
        return self.classifier_.predict(self._rows(X))

    def contributions(
        self, X: Iterable[object], target: object, against: object = None
    ) -> tuple[float, csr_matrix]:
        """Split a score of each text over its features.

        Parameters
        ----------
        X : iterable of str or Observation, length n_documents
            The texts.
        target : label
            Whose calibrated score is split.
        against : label, optional
            With it, what is split is the log-odds of ``target`` against this label.

        Returns
        -------
        bias : float
            What an empty document would get.
        contributions : csr_matrix, shape (n_documents, n_features)
            What each feature adds, with the columns of :meth:`get_feature_names_out`. A row sums,
            with the bias, to the score or the log-odds.

        Raises
        ------
        InputError
            When the texts cannot be used, or there is no such label.
        """
        check_is_fitted(self)
        return self.classifier_.contributions(self._rows(X), target, against)

    def get_feature_names_out(self, input_features: object = None) -> npt.NDArray[np.object_]:
        """Return the names of the features that were learned: "ngram:…", "cue:…", "form:…"."""
        check_is_fitted(self)
        return self.extractor_.get_feature_names_out()

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.one_d_array = True
        tags.input_tags.two_d_array = False
        return tags

    def _observed(self, X: Iterable[object]) -> Observations:
        return TextObserver(pipeline=self.pipeline, n_jobs=self.n_jobs).transform(X)

    def _rows(self, X: Iterable[object]) -> Any:
        return self.extractor_.transform(self._observed(X).tolist())
