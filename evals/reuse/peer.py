"""Times datasketch's MinHash LSH and difflib on the collection of `evals reuse-growth-set N`, read from standard input.

    evals reuse-growth-set 10000 | python3 evals/reuse/peer.py

Word 5-grams, 128 permutations, threshold .2 (a copy here has half to all of another text), then difflib's matching
blocks over the words of each candidate pair. One process, CPU seconds.
"""
import difflib
import json
import resource
import sys
import time

from datasketch import MinHash, MinHashLSH

texts = [json.loads(line)["text"].split() for line in sys.stdin]
start = time.process_time()
lsh = MinHashLSH(threshold=0.2, num_perm=128)
signatures = []
for n, words in enumerate(texts):
    signature = MinHash(num_perm=128)
    signature.update_batch([" ".join(words[i : i + 5]).encode() for i in range(max(1, len(words) - 4))])
    lsh.insert(n, signature)
    signatures.append(signature)
pairs = {(min(n, m), max(n, m)) for n, s in enumerate(signatures) for m in lsh.query(s) if m != n}
hashed = time.process_time() - start
sample = sorted(pairs)[:: max(1, len(pairs) // 500)]
start = time.process_time()
blocks = sum(len(difflib.SequenceMatcher(None, texts[a], texts[b]).get_matching_blocks()) for a, b in sample)
aligned = (time.process_time() - start) / max(1, len(sample)) * len(pairs)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(
    f"{len(texts)} reports: {hashed + aligned:.1f} s, of which {hashed:.1f} s MinHash LSH and {aligned:.1f} s difflib (from "
    f"{len(sample)} of {len(pairs)} pairs), peak {peak} MB"
)
