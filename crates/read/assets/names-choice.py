#!/usr/bin/env python3
"""Fits `names-choice.txt`, the weights by which `names/choice.rs` tells which candidates are names and of what kind.

    cargo run --release -p evals -- names-signs > signs.tsv
    pip install numpy==2.4.6 scipy==1.17.*
    OMP_NUM_THREADS=1 python3 names-choice.py signs.tsv [all | 0 | 1]

The candidates are those of Universal NER's English Web Treebank (dev part, CC BY-SA 4.0) and of GUM (CC BY, CC BY-SA), and
those of unlabelled news on which strong rules and the network agree; no CoNLL. `0` or `1` fits on one half and prints the figures of the other; `all` fits on both and prints the figures of
twofold cross-validation. Multinomial logistic regression with a quadratic penalty; the same input gives the same file.
"""
import sys, pathlib
import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

PENALTY = float(sys.argv[3]) if len(sys.argv) > 3 else 3.0
WORTH = {'uner': 1.0, 'gum': float(sys.argv[4]) if len(sys.argv) > 4 else 0.25,   # what a candidate counts
         'news': float(sys.argv[5]) if len(sys.argv) > 5 else 0.03}
LEAST = 4        # a sign that fewer candidates have tells nothing
STEPS = 1000     # whole numbers for one natural logarithm of the odds

rows = [line.rstrip('\n').split('\t') for line in open(sys.argv[1], encoding='utf-8')]
source = np.array([r[0] for r in rows])
half = np.array([int(r[1]) for r in rows])
kind = np.array([int(r[5]) for r in rows])
signs = [r[7].split(' ') for r in rows]


def agreed(i):
    """The kind of a candidate of unlabelled news on which strong rules and the network agree, else nothing."""
    own = dict(sign.split('=', 1) for sign in signs[i] if '=' in sign)
    network = {'person': 0, 'org': 1, 'gpe': 2, 'loc': 2, 'fac': 2, 'norp': 4}.get(own['network'], 3 if own['network'] == 'none' else 5)
    rule, margin = own['margin'].split('=')
    rule, margin = {'person': 0, 'body': 1, 'place': 2}.get(rule, 3), int(margin)
    if rule < 3 and (network == rule and margin >= 1 or network == 3 and margin >= 6 or margin >= 16):
        return rule
    return None


# What shares words with a candidate that is agreed on is none.
by_report = {}
for i in np.flatnonzero(source == 'news'):
    by_report.setdefault(rows[i][2], []).append(i)
for group in by_report.values():
    sure = {i: k for i in group if (k := agreed(i)) is not None}
    spans = {i: (int(rows[i][3]), int(rows[i][4])) for i in group}
    for i in group:
        over = [j for j in sure if j != i and spans[j][0] < spans[i][1] and spans[i][0] < spans[j][1]]
        if i in sure and not over:
            kind[i] = sure[i]
        elif i not in sure and over:
            kind[i] = 3
keep = np.flatnonzero(kind < 9)
source, half, kind, signs = source[keep], half[keep], kind[keep], [signs[i] for i in keep]
print({s: np.bincount(kind[source == s]).tolist() for s in ('uner', 'gum', 'news')}, file=sys.stderr)
counts = {}
for own in signs:
    for sign in own:
        counts[sign] = counts.get(sign, 0) + 1
names = sorted(sign for sign, count in counts.items() if count >= LEAST)
column = {sign: i for i, sign in enumerate(names)}
# Sets draw their lines differently: each has a bias of its own, and UNER's lines are drawn.
extra = len(names)


def matrix():
    indices, starts = [], [0]
    for own, s in zip(signs, source):
        indices += sorted({column[x] for x in own if x in column})
        if s != 'uner':
            indices.append(extra + (s == 'news'))
        starts.append(len(indices))
    return csr_matrix((np.ones(len(indices)), indices, starts), shape=(len(kind), extra + 2))


X = matrix()
Y = np.eye(4)[kind]


def fit(chosen):
    x, y = X[chosen], Y[chosen]
    weight = np.array([WORTH[s] for s in source[chosen]])[:, None]

    def loss(flat):
        w = flat.reshape(extra + 2, 4)
        z = x @ w
        z -= z.max(1, keepdims=True)
        log = z - np.log(np.exp(z).sum(1, keepdims=True))
        value = -(weight * y * log).sum() + PENALTY / 2 * (w * w).sum()
        return value, (x.T @ (weight * (np.exp(log) - y)) + PENALTY * w).ravel()

    best = minimize(loss, np.zeros((extra + 2) * 4), jac=True, method='L-BFGS-B', options={'maxiter': 400})
    return np.round(best.x.reshape(extra + 2, 4) * STEPS).astype(int)


def figures(weights, chosen, what):
    told = (X[chosen] @ weights).argmax(1)
    true = kind[chosen]
    named, right = (told < 3).sum(), ((told == true) & (told < 3)).sum()
    f = 2 * right / max(1, named + (true < 3).sum())
    print(f'{what}: right {np.mean(told == true):.3f}, F1 of candidates {f:.3f}', file=sys.stderr)


which = sys.argv[2] if len(sys.argv) > 2 else 'all'
for h in (0, 1):
    if which in ('all', str(h)):
        weights = fit(half == h)
        for s in ('uner', 'gum'):
            figures(weights, (half == 1 - h) & (source == s), f'fitted on half {h}, {s} half {1 - h}')
if which == 'all':
    weights = fit(half >= 0)
out = pathlib.Path(__file__).with_name('names-choice.txt')
lines = [f'{sign}\t' + '\t'.join(map(str, weights[i])) for sign, i in column.items() if np.abs(weights[i]).max() >= 10]
out.write_text('# Sign, then thousandths for person, organization, place, none.\n' + '\n'.join(lines) + '\n')
print(len(lines), 'signs', file=sys.stderr)
