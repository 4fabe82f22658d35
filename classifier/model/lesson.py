"""What a regression learns from: rows with labels, and how much each counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, diags_array, vstack
from sklearn.linear_model import LogisticRegression

from classifier.model.agreement import Agreement
from classifier.model.memory import digest_of

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int_]


@dataclass(frozen=True, eq=False)
class Lesson:
    """Documents as the regression sees them.

    Attributes
    ----------
    X : csr_matrix, shape (n_documents, n_features)
        Rows.
    y : array of str, shape (n_documents,)
        The labels.
    sample_weight : array of float64, shape (n_documents,)
        How much each document counts.
    label_weight : mapping of str to float or None
        How many times as common as the others a label is to count; otherwise all count alike.
    agreement : Agreement or None
        Of the documents; what speaks alike in all sources may weigh more.
    copies : csr_matrix or None, shape (n_documents, n_features)
        The same documents seen otherwise, such as in a scan, or without what stands around them;
        a document and its copy count half each. They are learned from, never scored.
    """

    X: csr_matrix
    y: npt.NDArray[np.str_]
    sample_weight: Floats
    label_weight: Mapping[str, float] | None = None
    agreement: Agreement | None = None
    copies: csr_matrix | None = None

    def of(self, rows: Places) -> Lesson:
        """Return the same of some of the documents."""
        return replace(
            self,
            X=self.X[rows],
            y=self.y[rows],
            sample_weight=self.sample_weight[rows],
            agreement=None if self.agreement is None else self.agreement.of(rows),
            copies=None if self.copies is None else self.copies[rows],
        )

    def digest(self) -> npt.NDArray[np.uint8]:
        """Return a digest of all that is learned from, shape (n_bytes,)."""
        arrays = [self.y, self.sample_weight]
        for rows in (self.X, self.copies):
            arrays += [] if rows is None else [rows.data, rows.indices, rows.indptr]
        choices = [self.X.shape, dict(self.label_weight or {})]
        if self.agreement is not None:
            arrays.append(self.agreement.sources)
            choices += [self.agreement.n_ngrams, self.agreement.power]
        return np.frombuffer(digest_of(arrays, choices), dtype=np.uint8)

    def regression(self, C: float) -> LogisticRegression:
        """Return a logistic regression that learned.

        Parameters
        ----------
        C : float
            Inverse strength of the L2 penalty.

        Returns
        -------
        LogisticRegression
            Whose weights are those of the rows as they were given.
        """
        X, y, weights = self.X, self.y, self.sample_weight
        if self.copies is not None:
            X, y = csr_matrix(vstack([X, self.copies])), np.concatenate([y, y])
            weights = np.concatenate([weights, weights]) / 2
        scale = np.ones(X.shape[1])
        if self.agreement is not None:
            scale = self.agreement.scale(self.X, self.y, self.sample_weight)
            # A larger column needs a smaller weight for the same effect, which costs less penalty.
            X = csr_matrix(X @ diags_array(scale))
        regression = LogisticRegression(C=C, class_weight=self._balance(), max_iter=1000)
        regression.fit(X, y, sample_weight=weights)
        regression.coef_ = regression.coef_ * scale
        return regression

    def _balance(self) -> str | dict[str, float]:
        if not self.label_weight:
            return "balanced"
        # With the same weight for all, this is what "balanced" does.
        labels = np.unique(self.y).tolist()
        share = self.sample_weight.sum() / len(labels)
        return {
            label: self.label_weight.get(label, 1.0)
            * share
            / self.sample_weight[self.y == label].sum()
            for label in labels
        }
