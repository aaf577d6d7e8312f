"""Trains the network that reads who said what, and writes `quotes.network`.

    cargo run --release -p evals -- speech-features > speech.jsonl
    python quotes.py speech.jsonl               # needs PyPI `jax` 0.10 and `numpy`, some six minutes of one core

The features come from `read::quotes` itself, so that training sees what the program sees. The network: the weights of a
position's features are summed; four residual layers look 1, 2, 4 and 8 positions to both sides; a tagger tells cues; for
each cue, pointers over the positions of its paragraph tell where content and source begin and end (after Vinyals,
Fortunato and Jaitly 2015). What the rules found is among the features and is hidden from every tenth stretch. One thread
and fixed seeds: training twice gives the same file. Weights are rounded to eight bits a row.
"""

import os

os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import json, struct, sys  # noqa: E402

import jax, jax.numpy as jnp, numpy as np  # noqa: E402

SEED, EPOCHS, RATE, DROP, WORD_DROP, RULE_DROP = 1, 10, 2e-3, 0.2, 0.1, 0.1
WIDTH, INNER, PAIR, CUE, REACH = 64, 64, 64, 32, (1, 2, 4, 8)
STRETCH, BATCH, CUES, WINDOW, ROWS = 512, 4, 32, 96, 20
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


def example(doc, a, b, height):
    e = dict(
        rows=np.full((STRETCH, ROWS), height, np.int32), tag=np.zeros(STRETCH, np.int32), mask=np.zeros(STRETCH, np.float32),
        first=np.zeros(CUES, np.int32), last=np.zeros(CUES, np.int32), low=np.zeros(CUES, np.int32),
        open=np.zeros((CUES, 2 * WINDOW), bool), distance=np.zeros((CUES, 2 * WINDOW), np.int32),
        sentence=np.zeros((CUES, 2 * WINDOW), np.int32), rules=np.zeros((CUES, 2 * WINDOW, 6), np.float32),
        between=np.zeros((CUES, 2 * WINDOW, 3), np.int32), ends=np.full((CUES, 4), -1, np.int32),
    )  # fmt: skip
    for i in range(a, b):
        row = doc["rows"][i][:ROWS]
        e["rows"][i - a, : len(row)] = row
    e["mask"][: b - a] = 1
    k = 0
    for cue, source, content in doc["gold"]:
        if not cue or not content or cue[0] < a or cue[1] > b:
            continue
        e["tag"][cue[0] - a] = 1
        inside = e["tag"][cue[0] + 1 - a : cue[1] - a]
        inside[inside == 0] = 2
        if k == CUES:
            continue
        at = np.arange(cue[0] - WINDOW, cue[0] + WINDOW)
        here = at.clip(a, b - 1)
        same = doc["paragraph"][here] == doc["paragraph"][cue[0]]
        free = (at >= a) & (at < b) & same & ~doc["break"][here]
        before, after = at < cue[0], at >= cue[1]
        e["first"][k], e["last"][k], e["low"][k], e["open"][k] = cue[0] - a, cue[1] - 1 - a, at[0] - a, free
        e["distance"][k] = distance(np.where(before, at - cue[0], np.where(after, at - cue[1] + 1, 0)))
        e["sentence"][k] = (doc["sentences"][here] - doc["sentences"][cue[0]]).clip(-2, 2) + 2
        for kind, c in enumerate(doc["counts"]):
            n = np.where(before, c[cue[0]] - c[here + 1], np.where(after, c[here] - c[cue[1]], 0))
            e["between"][k, :, kind] = 4 * kind + n.clip(0, 3)
        for r in doc["rules"]:
            if r[0] < cue[1] and r[1] > cue[0]:
                for j, (s, t) in ((0, r[4:6]), (3, r[2:4])):
                    if t > s:
                        e["rules"][k, at == s, j] = e["rules"][k, at == t - 1, j + 1] = 1
                        e["rules"][k, (at >= s) & (at < t), j + 2] = 1
        ends = [content[0], content[1] - 1] + ([source[0], source[1] - 1] if source else [None, None])
        for j, end in enumerate(ends):
            if end is None:
                e["ends"][k, j] = 2 * WINDOW
            elif at[0] <= end <= at[-1] and free[end - at[0]]:
                e["ends"][k, j] = end - at[0]
        k += 1
    return e


def fresh(height):
    keys = iter(jax.random.split(jax.random.PRNGKey(SEED), 64))

    def normal(*shape, scale=None):
        return jax.random.normal(next(keys), shape) * (scale or (2 / shape[0]) ** 0.5)

    p = {"table": normal(height + 1, WIDTH, scale=0.15).at[height].set(0.0), "bias": jnp.zeros(WIDTH)}
    for i in range(len(REACH)):
        p[f"spread{i}"], p[f"spread_bias{i}"] = normal(3 * WIDTH, INNER), jnp.zeros(INNER)
        p[f"fold{i}"], p[f"fold_bias{i}"] = normal(INNER, WIDTH, scale=0.5 / INNER**0.5), jnp.zeros(WIDTH)
    p["cue_inner"], p["cue_inner_bias"] = normal(WIDTH, CUE), jnp.zeros(CUE)
    p["cue_outer"], p["cue_outer_bias"] = normal(CUE, 3, scale=0.1), jnp.array([2.0, -1.0, -1.0])
    for name in ("position", "first", "last"):
        p[name] = normal(WIDTH, PAIR, scale=0.5 / WIDTH**0.5)
    p["pair_bias"] = jnp.zeros(PAIR)
    for name, height in (("distance", 32), ("sentence", 5), ("rules", 6), ("between", 12)):
        p[name] = normal(height, PAIR, scale=0.2)
    p["ends"], p["none"], p["none_bias"] = normal(PAIR, 4, scale=0.2), normal(PAIR, 2, scale=0.1), jnp.zeros(2)
    return p


def kept(key, share, x):
    return x * jax.random.bernoulli(key, share, x.shape) / share


def shifted(x, by):
    pad = ((0, 0), (max(by, 0), max(-by, 0)), (0, 0))
    return jnp.pad(x, pad)[:, : x.shape[1]] if by > 0 else jnp.pad(x, pad)[:, -by:]


def encode(p, e, key):
    height = p["table"].shape[0] - 1
    k = jax.random.split(key, 4)
    rows, mask = e["rows"], e["mask"][..., None]
    word = jax.random.bernoulli(k[0], WORD_DROP, rows.shape[:2])[..., None] & (rows < height - CLASSES)
    rows = jnp.where(word, height, rows)
    x = p["table"].at[height].set(0.0)[rows].sum(2) + p["bias"]
    x = kept(k[1], 1 - DROP, jax.nn.relu(x) * mask)
    for i, reach in enumerate(REACH):
        taps = jnp.concatenate([shifted(x, reach), x, shifted(x, -reach)], -1)
        inner = jax.nn.relu(taps @ p[f"spread{i}"] + p[f"spread_bias{i}"])
        inner = kept(jax.random.fold_in(k[2], i), 1 - DROP / 2, inner)
        x = (x + inner @ p[f"fold{i}"] + p[f"fold_bias{i}"]) * mask
    return kept(k[3], 1 - DROP, x)


def pointers(p, x, e):
    query = x[e["first"]] @ p["first"] + x[e["last"]] @ p["last"] + p["pair_bias"]
    at = jnp.clip(e["low"][:, None] + jnp.arange(2 * WINDOW), 0, STRETCH - 1)
    pair = (x @ p["position"])[at] + query[:, None] + p["distance"][e["distance"]] + p["sentence"][e["sentence"]]
    pair = jax.nn.relu(pair + e["rules"] @ p["rules"] + p["between"][e["between"]].sum(2))
    scores = jnp.where(e["open"][..., None], pair @ p["ends"], -1e9)
    none = jax.nn.relu(query) @ p["none"] + p["none_bias"]
    none = jnp.concatenate([jnp.full_like(none, -1e9), none], -1)
    return jax.nn.log_softmax(jnp.concatenate([scores, none[:, None]], 1), 1)


def loss(p, e, key):
    key, hide = jax.random.split(key)
    class_row = e["rows"] - (p["table"].shape[0] - 1 - CLASSES)
    hidden = jax.random.bernoulli(hide, RULE_DROP, (e["rows"].shape[0],))
    said = (class_row >= RULE_ROWS[0]) & (class_row < RULE_ROWS[1]) & hidden[:, None, None]
    e = dict(e, rows=jnp.where(said, p["table"].shape[0] - 1, e["rows"]))
    e["rules"] = e["rules"] * (1 - hidden[:, None, None, None])
    x = encode(p, e, key)
    tags = jax.nn.relu(x @ p["cue_inner"] + p["cue_inner_bias"]) @ p["cue_outer"] + p["cue_outer_bias"]
    right = jnp.take_along_axis(jax.nn.log_softmax(tags), e["tag"][..., None], -1)[..., 0]
    cue = -(right * e["mask"]).sum() / e["mask"].sum()
    ends, known = e["ends"], e["ends"] >= 0
    right = jnp.take_along_axis(jax.vmap(lambda x, e: pointers(p, x, e))(x, e), ends.clip(0)[:, :, None], 2)[:, :, 0]
    pointer = -(right * known).sum() / jnp.maximum(known.sum(), 1)
    return 4 * cue + pointer, (cue, pointer)


def train(examples, height):
    p = fresh(height)
    mean, square, slow = jax.tree.map(jnp.zeros_like, p), jax.tree.map(jnp.zeros_like, p), p
    steps = EPOCHS * (len(examples) // BATCH)

    @jax.jit
    def step(p, mean, square, slow, e, i):
        (_, parts), g = jax.value_and_grad(loss, has_aux=True)(p, e, jax.random.fold_in(jax.random.PRNGKey(SEED), i))
        size = jnp.sqrt(sum((x**2).sum() for x in jax.tree.leaves(g)))
        g = jax.tree.map(lambda x: x * jnp.minimum(1.0, 1 / size), g)
        rate = RATE * jnp.minimum(1.0, (i + 1) / 100) * (0.5 * (1 + jnp.cos(jnp.pi * i / steps)) + 0.01)
        mean = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, mean, g)
        square = jax.tree.map(lambda s, g: 0.99 * s + 0.01 * g * g, square, g)
        a, b = 1 - 0.9 ** (i + 1.0), 1 - 0.99 ** (i + 1.0)
        p = jax.tree.map(lambda p, m, s: p - rate * (m / a) / (jnp.sqrt(s / b) + 1e-8), p, mean, square)
        return p, mean, square, jax.tree.map(lambda s, p: 0.995 * s + 0.005 * p, slow, p), parts

    order, i = np.random.RandomState(SEED), 0
    for epoch in range(EPOCHS):
        parts, shuffled = [], order.permutation(len(examples))
        for s in range(0, len(examples) // BATCH * BATCH, BATCH):
            batch = [examples[j] for j in shuffled[s : s + BATCH]]
            e = {k: np.stack([x[k] for x in batch]) for k in batch[0]}
            p, mean, square, slow, part = step(p, mean, square, slow, e, i)
            parts.append(part)
            i += 1
        print(f"epoch {epoch}: cue {np.mean([c for c, _ in parts]):.4f} pointers {np.mean([q for _, q in parts]):.4f}", flush=True)
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


def main(path):
    examples = []
    for line in open(path):
        doc = json.loads(line)
        height = doc["height"]
        # A break between paragraphs holds one row, of the first two classes.
        doc["break"] = np.array([len(r) == 1 and height - CLASSES <= r[0] < height - CLASSES + 2 for r in doc["rows"]])
        doc["paragraph"] = doc["break"].cumsum()
        doc["sentences"], doc["counts"] = np.array(doc["sentences"]), np.array(doc["counts"])
        examples += [example(doc, a, b, height) for a, b in stretches(doc)]
    write(train(examples, height), "quotes.network")


if __name__ == "__main__":
    main(sys.argv[1])
