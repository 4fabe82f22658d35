"""What the classifier is measured beside: one module a peer, all trained on the same documents.

Each module has ``fit(texts, labels, groups, folder, quick)``, which trains and saves, and
``load(folder)``, which returns what gives the labels of texts. A peer whose package is not
installed raises ImportError.
"""

PEERS = {
    "tokenizer": "spaCy's bare Dutch tokenizer",
    "ours": "ours, label only",
    "ours_statistical": "ours with nl_alpino_sm, label only",
    "tfidf": "scikit-learn TF-IDF (1,2)-grams + logistic regression",
    "fasttext_supervised": "fastText, word bigrams",
    "textcat_bow": "spaCy textcat, bag of words",
    "textcat_cnn": "spaCy textcat, CNN",
}
