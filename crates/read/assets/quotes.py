"""Trains the network that reads who said what, and writes `quotes.network`.

    cargo run --release -p evals -- speech-features > speech.jsonl
    python quotes.py speech.jsonl               # needs PyPI `jax` 0.10 and `numpy`, some fifty minutes of one core

The features come from `read::quotes` itself, so that training sees what the program sees. The network: the weights of a
position's features are summed; four residual layers look 1, 2, 4 and 8 positions to both sides; a tagger tells cues; for
each cue, pointers over the positions of its paragraph tell where content and source begin and end (after Vinyals,
Fortunato and Jaitly 2015). What the rules found is among the features and is hidden from every tenth stretch.

Four wider networks are trained first and label reports that nobody annotated with their mean shares. The network that
ships learns from the annotated reports and from those (distillation, after Hinton, Vinyals and Dean 2015).
One thread and fixed seeds: training twice gives the same file. Weights are rounded to eight bits a row.
"""

import os

os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import json, struct, sys  # noqa: E402
from collections import namedtuple  # noqa: E402

import jax, jax.numpy as jnp, numpy as np  # noqa: E402

Settings = namedtuple("Settings", "seed width inner drop epochs")
TEACHERS = tuple(Settings(seed, 96, 96, 0.3, 8) for seed in (2, 3, 4, 5))
STUDENT = Settings(1, 64, 64, 0.15, 9)
RATE, WORD_DROP, RULE_DROP = 2e-3, 0.1, 0.1
PAIR, CUE, REACH = 64, 32, (1, 2, 4, 8)
STRETCH, BATCH, CUES, WINDOW, ROWS = 512, 4, 24, 96, 20
LEAST = 0.3  # a cue that the teachers find likelier than this is taught
CLASSES = 256  # the last rows: all that is neither word nor affix
RULE_ROWS = (16, 64)  # among those, what the rules say


def distance(d):
    """Class of a distance to the cue: 15 on it, less before, more after."""
    a = np.abs(d)
    far = 9 + np.searchsorted([12, 16, 24, 32, 48, 64], a, side="left")
    return 15 + np.sign(d) * np.where(a <= 8, a, far)


def stretches(doc):
    """Whole paragraphs, as many as fit; a paragraph that is too long is cut."""
    breaks = [i for i, p in enumerate(doc["paragraph"]) if i == 0 or p != doc["paragraph"][i - 1]]
    start, last = 0, 0
    for end in breaks[1:] + [len(doc["rows"])]:
        if end - start > STRETCH and last > start:
            yield start, last
            start = last
        while end - start > STRETCH:
            yield start, start + STRETCH
            start += STRETCH
        last = end
    if len(doc["rows"]) > start:
        yield start, len(doc["rows"])


def pair(doc, a, b, cue):
    """A cue of the stretch `a..b`, and how the positions around it stand to it."""
    at = np.arange(cue[0] - WINDOW, cue[0] + WINDOW)
    here = at.clip(a, b - 1)
    same = doc["paragraph"][here] == doc["paragraph"][cue[0]]
    before, after = at < cue[0], at >= cue[1]
    between = np.zeros((2 * WINDOW, 3), np.int8)
    for kind, c in enumerate(doc["counts"]):
        n = np.where(before, c[cue[0]] - c[here + 1], np.where(after, c[here] - c[cue[1]], 0))
        between[:, kind] = 4 * kind + n.clip(0, 3)
    rules = np.zeros((2 * WINDOW, 6), np.int8)
    for r in doc["rules"]:
        if r[0] < cue[1] and r[1] > cue[0]:
            for j, (s, t) in ((0, r[4:6]), (3, r[2:4])):
                if t > s:
                    rules[at == s, j] = rules[at == t - 1, j + 1] = 1
                    rules[(at >= s) & (at < t), j + 2] = 1
    return dict(
        first=cue[0] - a, last=cue[1] - 1 - a, low=at[0] - a, open=(at >= a) & (at < b) & same & ~doc["break"][here],
        distance=distance(np.where(before, at - cue[0], np.where(after, at - cue[1] + 1, 0))).astype(np.int8),
        sentence=((doc["sentences"][here] - doc["sentences"][cue[0]]).clip(-2, 2) + 2).astype(np.int8),
        rules=rules, between=between, ends=np.zeros((2 * WINDOW + 1, 4), np.float16),
    )  # fmt: skip


def blank(doc, a, b):
    """A stretch without what is to be learnt of it."""
    rows = np.full((STRETCH, ROWS), doc["height"], np.int32)
    for i in range(a, b):
        row = doc["rows"][i][:ROWS]
        rows[i - a, : len(row)] = row
    tags = np.zeros((STRETCH, 3), np.float32)
    tags[:, 0] = 1
    return dict(rows=rows, mask=(np.arange(STRETCH) < b - a).astype(np.float32), tags=tags, cues=[])


def annotated(doc, a, b):
    e, tags = blank(doc, a, b), np.zeros(STRETCH, int)
    for cue, source, content in doc["gold"]:
        if not cue or not content or cue[0] < a or cue[1] > b:
            continue
        tags[cue[0] - a] = 1
        inside = tags[cue[0] + 1 - a : cue[1] - a]
        inside[inside == 0] = 2
        c = pair(doc, a, b, cue)
        for j, end in enumerate([content[0], content[1] - 1] + ([source[0], source[1] - 1] if source else [None] * 2)):
            k = 2 * WINDOW if end is None else end - cue[0] + WINDOW
            if end is None or 0 <= k < 2 * WINDOW and c["open"][k]:
                c["ends"][k, j] = 1
        e["cues"].append(c)
    return dict(e, tags=np.eye(3, dtype=np.float32)[tags])


def labelled(teachers, doc, a, b):
    """A stretch as the teachers see it together."""
    e = blank(doc, a, b)
    states = [states_of(p, e["rows"][None], e["mask"][None]) for p in teachers]
    e["tags"][: b - a] = np.mean([np.exp(tags_of(p, x))[0] for p, x in zip(teachers, states)], 0)[: b - a]
    spans, t = [], 0
    while t < b - a:
        begins, s = e["tags"][t, 1], t
        t += 1
        if not doc["break"][a + s] and begins >= LEAST and begins >= e["tags"][s, 2]:
            while t < b - a and not doc["break"][a + t] and e["tags"][t].argmax() == 2:
                t += 1
            spans.append((a + s, a + t))
    for k in range(0, len(spans), CUES):
        part = [pair(doc, a, b, cue) for cue in spans[k : k + CUES]]
        flat = collated([dict(e, cues=part)])["cues"]
        ends = np.mean([np.exp(ends_of(p, x, flat)) for p, x in zip(teachers, states)], 0)
        for c, share in zip(part, ends):
            c["ends"] = share.astype(np.float16)
        e["cues"] += part
    return e


def collated(examples):
    """Several stretches as one batch; their cues come flat, as many as a multiple of `CUES`."""
    cues = [(i, c) for i, e in enumerate(examples) for c in e["cues"]]
    size = max(CUES, -(-len(cues) // CUES) * CUES)
    around = (size, 2 * WINDOW)
    flat = dict(
        stretch=np.zeros(size, np.int32), first=np.zeros(size, np.int32), last=np.zeros(size, np.int32),
        low=np.zeros(size, np.int32), open=np.zeros(around, bool), distance=np.zeros(around, np.int32),
        sentence=np.zeros(around, np.int32), rules=np.zeros((*around, 6), np.float32),
        between=np.zeros((*around, 3), np.int32), ends=np.zeros((size, 2 * WINDOW + 1, 4), np.float32),
    )  # fmt: skip
    for k, (i, c) in enumerate(cues):
        flat["stretch"][k] = i
        for name, value in c.items():
            flat[name][k] = value
    return dict({k: np.stack([e[k] for e in examples]) for k in ("rows", "mask", "tags")}, cues=flat)


def fresh(height, of):
    keys = iter(jax.random.split(jax.random.PRNGKey(of.seed), 64))

    def normal(*shape, scale=None):
        return jax.random.normal(next(keys), shape) * (scale or (2 / shape[0]) ** 0.5)

    width, inner = of.width, of.inner
    p = {"table": normal(height + 1, width, scale=0.15).at[height].set(0.0), "bias": jnp.zeros(width)}
    for i in range(len(REACH)):
        p[f"spread{i}"], p[f"spread_bias{i}"] = normal(3 * width, inner), jnp.zeros(inner)
        p[f"fold{i}"], p[f"fold_bias{i}"] = normal(inner, width, scale=0.5 / inner**0.5), jnp.zeros(width)
    p["cue_inner"], p["cue_inner_bias"] = normal(width, CUE), jnp.zeros(CUE)
    p["cue_outer"], p["cue_outer_bias"] = normal(CUE, 3, scale=0.1), jnp.array([2.0, -1.0, -1.0])
    for name in ("position", "first", "last"):
        p[name] = normal(width, PAIR, scale=0.5 / width**0.5)
    p["pair_bias"] = jnp.zeros(PAIR)
    for name, height in (("distance", 32), ("sentence", 5), ("rules", 6), ("between", 12)):
        p[name] = normal(height, PAIR, scale=0.2)
    p["ends"], p["none"], p["none_bias"] = normal(PAIR, 4, scale=0.2), normal(PAIR, 2, scale=0.1), jnp.zeros(2)
    return p


def shifted(x, by):
    pad = ((0, 0), (max(by, 0), max(-by, 0)), (0, 0))
    return jnp.pad(x, pad)[:, : x.shape[1]] if by > 0 else jnp.pad(x, pad)[:, -by:]


def encode(p, rows, mask, key=None, drop=0.0):
    def kept(key, drop, x):
        return x if drop == 0 else x * jax.random.bernoulli(key, 1 - drop, x.shape) / (1 - drop)

    height, mask = p["table"].shape[0] - 1, mask[..., None]
    k = jax.random.split(jax.random.PRNGKey(0) if key is None else key, 4)
    if key is not None:
        word = jax.random.bernoulli(k[0], WORD_DROP, rows.shape[:2])[..., None] & (rows < height - CLASSES)
        rows = jnp.where(word, height, rows)
    x = p["table"].at[height].set(0.0)[rows].sum(2) + p["bias"]
    x = kept(k[1], drop, jax.nn.relu(x) * mask)
    for i, reach in enumerate(REACH):
        taps = jnp.concatenate([shifted(x, reach), x, shifted(x, -reach)], -1)
        inner = jax.nn.relu(taps @ p[f"spread{i}"] + p[f"spread_bias{i}"])
        inner = kept(jax.random.fold_in(k[2], i), drop / 2, inner)
        x = (x + inner @ p[f"fold{i}"] + p[f"fold_bias{i}"]) * mask
    return kept(k[3], drop, x)


def tagged(p, x):
    inner = jax.nn.relu(x @ p["cue_inner"] + p["cue_inner_bias"])
    return jax.nn.log_softmax(inner @ p["cue_outer"] + p["cue_outer_bias"])


def pointers(p, x, c):
    query = x[c["stretch"], c["first"]] @ p["first"] + x[c["stretch"], c["last"]] @ p["last"] + p["pair_bias"]
    at = jnp.clip(c["low"][:, None] + jnp.arange(2 * WINDOW), 0, STRETCH - 1)
    pair = (x @ p["position"])[c["stretch"][:, None], at] + query[:, None]
    pair = pair + p["distance"][c["distance"]] + p["sentence"][c["sentence"]]
    pair = jax.nn.relu(pair + c["rules"] @ p["rules"] + p["between"][c["between"]].sum(2))
    scores = jnp.where(c["open"][..., None], pair @ p["ends"], -1e9)
    none = jax.nn.relu(query) @ p["none"] + p["none_bias"]
    none = jnp.concatenate([jnp.full_like(none, -1e9), none], -1)
    return jax.nn.log_softmax(jnp.concatenate([scores, none[:, None]], 1), 1)


states_of, tags_of, ends_of = jax.jit(encode), jax.jit(tagged), jax.jit(pointers)


def loss(p, e, key, drop):
    key, hide = jax.random.split(key)
    height, cues = p["table"].shape[0] - 1, e["cues"]
    class_row = e["rows"] - (height - CLASSES)
    hidden = jax.random.bernoulli(hide, RULE_DROP, (e["rows"].shape[0],))
    said = (class_row >= RULE_ROWS[0]) & (class_row < RULE_ROWS[1]) & hidden[:, None, None]
    cues = dict(cues, rules=cues["rules"] * (1 - hidden[cues["stretch"]][:, None, None]))
    x = encode(p, jnp.where(said, height, e["rows"]), e["mask"], key, drop)
    cue = -((tagged(p, x) * e["tags"]).sum(-1) * e["mask"]).sum() / e["mask"].sum()
    ends = cues["ends"]
    pointer = -(jnp.where(ends > 0, pointers(p, x, cues), 0) * ends).sum() / jnp.maximum(ends.sum(), 1)
    return 4 * cue + pointer, (cue, pointer)


def train(examples, height, of):
    p = fresh(height, of)
    mean, square, slow = jax.tree.map(jnp.zeros_like, p), jax.tree.map(jnp.zeros_like, p), p
    steps = of.epochs * (len(examples) // BATCH)

    @jax.jit
    def step(p, mean, square, slow, e, i):
        key = jax.random.fold_in(jax.random.PRNGKey(of.seed), i)
        (_, parts), g = jax.value_and_grad(loss, has_aux=True)(p, e, key, of.drop)
        size = jnp.sqrt(sum((x**2).sum() for x in jax.tree.leaves(g)))
        g = jax.tree.map(lambda x: x * jnp.minimum(1.0, 1 / size), g)
        rate = RATE * jnp.minimum(1.0, (i + 1) / 100) * (0.5 * (1 + jnp.cos(jnp.pi * i / steps)) + 0.01)
        mean = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, mean, g)
        square = jax.tree.map(lambda s, g: 0.99 * s + 0.01 * g * g, square, g)
        a, b = 1 - 0.9 ** (i + 1.0), 1 - 0.99 ** (i + 1.0)
        p = jax.tree.map(lambda p, m, s: p - rate * (m / a) / (jnp.sqrt(s / b) + 1e-8), p, mean, square)
        return p, mean, square, jax.tree.map(lambda s, p: 0.995 * s + 0.005 * p, slow, p), parts

    order, i = np.random.RandomState(of.seed), 0
    for epoch in range(of.epochs):
        parts, shuffled = [], order.permutation(len(examples))
        for s in range(0, len(examples) // BATCH * BATCH, BATCH):
            e = collated([examples[j] for j in shuffled[s : s + BATCH]])
            p, mean, square, slow, part = step(p, mean, square, slow, e, i)
            parts.append(part)
            i += 1
        cue, pointer = (np.mean([x[j] for x in parts]) for j in (0, 1))
        print(f"{of} epoch {epoch}: cue {cue:.4f} pointers {pointer:.4f}", flush=True)
    return jax.tree.map(np.asarray, slow)


def write(p, path):
    names = ["table", "bias"]
    for i in range(len(REACH)):
        names += [f"spread{i}", f"spread_bias{i}", f"fold{i}", f"fold_bias{i}"]
    names += ["cue_inner", "cue_inner_bias", "cue_outer", "cue_outer_bias", "position", "first", "last", "pair_bias"]
    names += ["distance", "sentence", "rules", "between", "ends", "none", "none_bias"]
    with open(path, "wb") as out:
        for name in names:
            matrix = np.atleast_2d(p[name].astype(np.float32))
            for row in matrix[:-1] if name == "table" else matrix:
                scale = np.float32(max(np.abs(row).max(), 1e-8) / 127)
                out.write(struct.pack("<f", scale) + np.clip(np.round(row / scale), -127, 127).astype(np.int8).tobytes())


def reports(path):
    for line in open(path):
        doc = json.loads(line)
        height = doc["height"]
        doc["rows"] = [np.array(r, np.int32) for r in doc["rows"]]
        # A break between paragraphs holds one row, of the first two classes.
        doc["break"] = np.array([len(r) == 1 and height - CLASSES <= r[0] < height - CLASSES + 2 for r in doc["rows"]])
        doc["paragraph"] = doc["break"].cumsum()
        doc["sentences"], doc["counts"] = np.array(doc["sentences"]), np.array(doc["counts"])
        yield doc


def main(path):
    examples, unread, height = [], [], 0
    for doc in reports(path):
        height = doc["height"]
        if doc["gold"] is None:
            unread.append(doc)
        else:
            examples += [annotated(doc, a, b) for a, b in stretches(doc)]
    teachers = [train(examples, height, of) for of in TEACHERS]
    examples += [labelled(teachers, doc, a, b) for doc in unread for a, b in stretches(doc)]
    write(train(examples, height, STUDENT), "quotes.network")


if __name__ == "__main__":
    main(sys.argv[1])
