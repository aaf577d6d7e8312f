"""Fits the forest that tells a page's main text, and writes `main-text.txt`.

    cargo run --release -p evals -- page-blocks > blocks.jsonl
    python main-text.py blocks.jsonl            # needs PyPI `lightgbm` 4.7 and `numpy`

A block is labelled by the main text of its page as the set has it: most of its word four-grams stand there, or, for one
of fewer than four words, it is a line of it beside a block that stands there. Figures are printed for fivefold
cross-validation in which no site stands on both sides; the forest that is written is fitted on all pages.
"""

import hashlib, json, re, sys
from collections import Counter
from urllib.parse import urlparse

import lightgbm, numpy

FOLDS, ROUNDS = 5, 120
PARAMETERS = dict(
    objective="binary", num_leaves=16, learning_rate=0.1, min_data_in_leaf=40, feature_fraction=0.4, bagging_fraction=0.8,
    bagging_freq=1, lambda_l2=5, max_bin=127, seed=1, deterministic=True, force_row_wise=True, num_threads=2, verbose=-1,
)  # fmt: skip
WORD = re.compile(r"\w+")


def words(text):
    return [w.lower() for w in WORD.findall(text)]


def grams(tokens, n):
    return [tuple(tokens[i : i + n]) for i in range(max(1, len(tokens) - n + 1))] if tokens else []


def labels(gold, texts):
    """1 for the report's, 0 for the site's, -1 for a block without a word."""
    known = Counter(grams(words(gold), 4))
    lines = Counter(" ".join(words(line)) for line in gold.split("\n"))
    blocks = [words(t) for t in texts]
    out = numpy.zeros(len(texts))
    for i in sorted(range(len(texts)), key=lambda i: -len(blocks[i])):
        if not blocks[i]:
            out[i] = -1
        elif len(blocks[i]) >= 4:
            own = grams(blocks[i], 4)
            out[i] = sum(known.get(g, 0) > 0 for g in own) > 0.6 * len(own)
            if out[i]:  # A text that stands twice on the page is the report's once.
                known.subtract(g for g in own if known.get(g, 0) > 0)
        elif lines.get(" ".join(blocks[i]), 0) > 0:
            out[i] = 2
    for i in numpy.flatnonzero(out == 2):
        line = " ".join(blocks[i])
        beside = (out[max(0, i - 4) : i] == 1).any() or (out[i + 1 : i + 5] == 1).any()
        out[i] = lines[line] > 0 and beside
        lines[line] -= out[i]
    return out


def fold(url):
    site = ".".join(urlparse(url).netloc.split(".")[-2:])
    return int(hashlib.md5(site.encode()).hexdigest(), 16) % FOLDS


def fit(pages):
    x = numpy.vstack([p["x"] for p in pages])
    y = numpy.concatenate([p["y"] for p in pages])
    # Longer blocks weigh more, and a page of many words not much more than one of few.
    size = [p["x"][:, 0] for p in pages]
    weight = numpy.concatenate([(numpy.minimum(s, 60) + 2) / (1 + s.sum() / 800) ** 0.8 for s in size])
    keep = y >= 0
    return lightgbm.train(PARAMETERS, lightgbm.Dataset(x[keep], y[keep], weight=weight[keep]), num_boost_round=ROUNDS)


def write(forest, path):
    trees = []
    for tree in forest.dump_model()["tree_info"]:
        splits, leaves = [], []

        def walk(node):
            if "leaf_value" in node:
                leaves.append(str(round(node["leaf_value"] * 1000)))
                return -len(leaves)
            at = len(splits)
            splits.append(None)
            left, right = walk(node["left_child"]), walk(node["right_child"])
            splits[at] = f"{node['split_feature']},{int(numpy.floor(node['threshold']))},{left},{right}"
            return at

        walk(tree["tree_structure"])
        trees.append(" ".join(splits) + " = " + " ".join(leaves))
    with open(path, "w") as out:
        out.write("\n".join(trees) + "\n")


def word_f1(gold, found):
    gold, found = Counter(gold.lower().split()), Counter(found.lower().split())
    return 2 * (gold & found).total() / max(1, gold.total() + found.total())


def main(path):
    pages = []
    for line in open(path):
        page = json.loads(line)
        if page["texts"]:
            page["x"] = numpy.array(page.pop("features"), dtype=numpy.float32)
            page["y"] = labels(page["gold"], page["texts"])
            pages.append(page)
    scores = {}
    for k in range(FOLDS):
        forest = fit([p for p in pages if fold(p["url"]) != k])
        for page in pages:
            if fold(page["url"]) == k:
                held = (forest.predict(page["x"], raw_score=True) > 0) & ~numpy.array(page["titles"], bool)
                found = "\n".join(t for t, h in zip(page["texts"], held) if h)
                scores.setdefault(page["set"], []).append(word_f1(page["gold"], found))
    for name, values in scores.items():
        print(f"{name}: word F1 {sum(values) / len(values):.3f} on pages of sites not fitted on")
    write(fit(pages), "main-text.txt")


main(sys.argv[1])
