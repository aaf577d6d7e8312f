"""Makes spun.txt: for frequent words of the Wikinews reports another word from WordNet 3.0 (Debian: wordnet-base).

usage: python3 evals/reuse/spun.py ../shared/data /usr/share/wordnet > evals/reuse/spun.txt
"""

import collections
import gzip
import json
import re
import sys

data, wordnet = sys.argv[1:3]
POS = ("noun", "verb", "adj", "adv")
# Words of grammar, months and days stay as they are.
STOP = set(
    """the a an of to in on at by for with from and or but as is are was were be been being has have had do does did will
    would can could may might must shall should not no it its he she they them his her their this that these those there who
    which what when where how why if than then so such into over under after before about up down out off more most less least
    very also only just now here one two three four five six seven eight nine ten all any some both each other i you we our
    your my me him us while during between through against since until because however though although per cent mr mrs ms dr
    january february march april may june july august september october november december monday tuesday wednesday thursday
    friday saturday sunday""".split()
)


def load(pos):
    """Synsets by offset, senses by lemma, irregular forms and their lemmas, and the way back."""
    synsets, senses, irregular, back = {}, {}, {}, collections.defaultdict(list)
    for line in open(f"{wordnet}/data.{pos}", encoding="latin1"):
        if not line.startswith("  "):
            fields = line.split(" ")
            synsets[fields[0]] = [fields[4 + 2 * i].split("(")[0] for i in range(int(fields[3], 16))]
    for line in open(f"{wordnet}/index.{pos}", encoding="latin1"):
        if not line.startswith("  "):
            fields = line.split()
            senses[fields[0]] = fields[6 + int(fields[3]) :]
    for line in open(f"{wordnet}/{pos}.exc", encoding="latin1"):
        fields = line.split()
        if len(fields) > 1:
            irregular[fields[0]] = fields[1]
            back[fields[1]].append(fields[0])
    return synsets, senses, irregular, back


tables = {pos: load(pos) for pos in POS}
used = collections.Counter()
for line in open(f"{wordnet}/cntlist.rev"):
    key, _, count = line.split()
    lemma, sense = key.split("%")
    used[lemma, {"1": "noun", "2": "verb", "3": "adj", "4": "adv", "5": "adj"}[sense[0]]] += int(count)


def other(lemma, pos):
    synsets, senses, _, _ = tables[pos]
    for offset in senses.get(lemma, [])[:2]:
        words = [w for w in synsets[offset] if w != lemma and w.isalpha() and w.islower() and len(w) > 2]
        if words:
            return max(words, key=lambda w: (used[w, pos], w))
    return None


def inflected(lemma, form, pos):
    back = tables[pos][3].get(lemma, [])
    soft = re.search(r"[^aeiou]y$", lemma)
    if form == "s":
        if pos == "noun" and back:
            return back[0]
        return lemma[:-1] + "ies" if soft else lemma + ("es" if re.search(r"(s|x|z|ch|sh)$", lemma) else "s")
    if form == "ed":
        past = [w for w in back if not w.endswith("ing")]
        return past[0] if past else lemma + "d" if lemma.endswith("e") else lemma[:-1] + "ied" if soft else lemma + "ed"
    if form == "ing":
        return (lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else lemma) + "ing"
    return lemma


def readings(word):
    for pos in POS:
        _, senses, irregular, _ = tables[pos]
        if word in irregular:
            yield irregular[word], "ing" if word.endswith("ing") else "s" if pos == "noun" else "ed", pos
        if word in senses:
            yield word, "", pos
        endings = {"noun": ("s",), "verb": ("s", "ed", "ing")}.get(pos, ())
        for form in endings:
            if word.endswith(form):
                stem = word[: -len(form)]
                stems = {stem, stem + "e", stem[:-1] + "y" if stem.endswith("i") else stem}
                stems |= {stem[:-1]} if stem[-1:] == stem[-2:-1] or stem.endswith("e") else set()
                yield from ((s, form, pos) for s in sorted(stems) if s in senses)


often = collections.Counter()
with gzip.open(f"{data}/reuse/wikinews-cc-by.jsonl.gz", "rt") as rows:
    for row in rows:
        often.update(re.findall(r"(?<=[a-z,;] )[a-z]{3,}\b", json.loads(row)["text"]))
for word in sorted(w for w, n in often.items() if n > 3 and w not in STOP):
    for lemma, form, pos in sorted(readings(word), key=lambda r: -used[r[0], r[2]]):
        found = other(lemma, pos)
        if found and (spun := inflected(found, form, pos)) != word and spun not in STOP:
            print(word, spun)
            break
