"""Pairs and passages by datasketch's MinHash LSH and difflib: `reuse.py IN OUT`.

Word 5-grams, 128 permutations, threshold .2 (a copy here has half to all of another text), then difflib's matching
blocks over the words of each candidate pair. Blocks of any length are given out; how long one must be to count is chosen
for the peer afterwards, where its figure is best.
"""
import difflib

from account import Account, rows
from datasketch import MinHash, MinHashLSH


def similar(texts):
    """Pairs of texts, lists of words, that are near each other."""
    lsh = MinHashLSH(threshold=0.2, num_perm=128)
    signatures = []
    for n, words in enumerate(texts):
        signature = MinHash(num_perm=128)
        signature.update_batch([" ".join(words[i : i + 5]).encode() for i in range(max(1, len(words) - 4))])
        lsh.insert(n, signature)
        signatures.append(signature)
    return sorted({(min(n, m), max(n, m)) for n, s in enumerate(signatures) for m in lsh.query(s) if m != n})


def shared(a, b):
    """Where two texts have the same words: start in each, and length."""
    return [list(m) for m in difflib.SequenceMatcher(None, a, b).get_matching_blocks() if m.size]


if __name__ == "__main__":
    texts = [row["text"].split() for row in rows()]
    account = Account()
    found = [{"a": a, "b": b, "passages": shared(texts[a], texts[b])} for a, b in similar(texts)]
    account.told(len(texts), found)
