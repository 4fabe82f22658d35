"""What the classifier is measured beside: one module a peer, all trained on the same documents.

Each module has ``fit(texts, labels, groups, folder, quick)``, which trains and saves, and
``load(folder)``, which returns what gives the labels of a list of texts, as its library takes one;
"tfidf_alone" and "ours_alone" are given a text at a time. A peer whose package is not
installed raises ImportError.
"""

PEERS = {
    "tokenizer": "spaCy's bare Dutch tokenizer",
    "ours": "ours, label only",
    "ours_alone": "ours, label only, a document at a time",
    "ours_statistical": "ours with nl_alpino_sm, label only",
    "tfidf": "scikit-learn TF-IDF (1,2)-grams + logistic regression",
    "tfidf_alone": "scikit-learn TF-IDF + logistic regression, a document at a time",
    "fasttext_supervised": "fastText, word bigrams",
    "textcat_bow": "spaCy textcat, bag of words",
    "textcat_cnn": "spaCy textcat, CNN",
}
