"""Makes background.txt: in how many of a pile of English news articles each word stands.

Counts only; no text of any article is kept. Run with the folder of development data (see evals/README.md):
    python3 crates/relate/assets/make-background.py ../shared/data > crates/relate/assets/background.txt
The sets used to measure stories (incidents, same-event) are left out on purpose.
"""

import collections
import gzip
import json
import re
import sys

SETS = ("attributions/train", "timelines/articles", "reuse/wikinews-cc-by")
LEAST = 5
WORD = re.compile(r"[^\W_]+")

frequency = collections.Counter()
articles = 0
for name in SETS:
    for line in gzip.open(f"{sys.argv[1]}/{name}.jsonl.gz", "rt", encoding="utf-8"):
        row = json.loads(line)
        text = f"{row.get('title') or ''} {row.get('text') or ''}".lower().replace("\u2019s ", " ").replace("'s ", " ")
        frequency.update({w for w in WORD.findall(text) if len(w) < 25})
        articles += 1
print(f"# articles {articles}")
for word, count in sorted(frequency.items()):
    if count >= LEAST and word.isascii() and not any(c.isdigit() for c in word):
        print(word, count)
