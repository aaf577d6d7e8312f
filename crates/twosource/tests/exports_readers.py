"""Reads every export with a reader that is not ours, and prints what it found as JSON.

The exports and texts.json (report id to text) lie in the folder named by the first argument. A reader that is not
installed is named under "missing"; nothing is fetched.
"""

import csv
import hashlib
import json
import sys
from pathlib import Path

folder = Path(sys.argv[1])
texts = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
found, missing = {}, []


def reader(name):
    def run(read):
        try:
            found[name] = read()
        except ImportError as error:
            missing.append(f"{name}: {error}")

    return run


def load(name):
    return json.loads((folder / name).read_text(encoding="utf-8"))


@reader("anchorpoint")
def _():
    """Resolves each position in the text that the annotation names by its hash, and seeks each quotation there."""
    from anchorpoint.textselectors import TextPositionSelector, TextQuoteSelector

    by_name = {"nih:sha-256;" + hashlib.sha256(t.encode()).hexdigest(): t for t in texts.values()}
    resolved = 0
    for item in load("annotations.json")["first"]["items"]:
        target = item["target"][0]
        text = by_name[target["source"]["id"]]
        at, quote = target["selector"]
        position = TextPositionSelector(start=at["start"], end=at["end"])
        assert position.select_text(text) == quote["exact"] == text[at["start"] : at["end"]]
        if quote["exact"].strip() == quote["exact"]:
            sought = TextQuoteSelector(exact=quote["exact"], prefix=quote["prefix"], suffix=quote["suffix"])
            assert sought.exact == quote["exact"]
        assert text[: at["start"]].endswith(quote["prefix"]) and text[at["end"] :].startswith(quote["suffix"])
        resolved += 1
    return resolved


# The terms of the two vocabularies that we use, as their standards define them; written for this test.
OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"
node = lambda iri: {"@id": iri, "@type": "@id"}
ANNO = {
    "id": {"@id": "@id", "@type": "@id"},
    "type": {"@id": "@type", "@type": "@id"},
    **{t: OA + t for t in ["Annotation", "TextualBody", "SpecificResource", "TextQuoteSelector", "TextPositionSelector"]},
    "AnnotationCollection": AS + "OrderedCollection",
    "AnnotationPage": AS + "OrderedCollectionPage",
    "Text": "http://purl.org/dc/dcmitype/Text",
    "describing": OA + "describing",
    "tagging": OA + "tagging",
    "body": node(OA + "hasBody"),
    "target": node(OA + "hasTarget"),
    "source": node(OA + "hasSource"),
    "selector": node(OA + "hasSelector"),
    "motivation": {"@id": OA + "motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": OA + "hasPurpose", "@type": "@vocab"},
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": "http://purl.org/dc/elements/1.1/format",
    "language": "http://purl.org/dc/elements/1.1/language",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "total": AS + "totalItems",
    "startIndex": AS + "startIndex",
    "first": node(AS + "first"),
    "items": {"@id": AS + "items", "@type": "@id", "@container": "@list"},
    **{t: OA + t for t in ["start", "end", "exact", "prefix", "suffix"]},
}
SCHEMA = {"@vocab": "http://schema.org/"}


def graph(name):
    from pyld import jsonld

    contexts = {"http://www.w3.org/ns/anno.jsonld": ANNO, "https://schema.org": SCHEMA, "https://schema.org/": SCHEMA}

    def loader(url, options=None):
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": contexts[url]}, "contentType": "application/ld+json"}

    quads = jsonld.to_rdf(load(name), {"documentLoader": loader, "base": "urn:test:"})
    return quads["@default"]


@reader("pyld-annotations")
def _():
    triples = graph("annotations.json")
    predicates = [t["predicate"]["value"] for t in triples]
    return {
        "annotations": sum(
            t["predicate"]["value"].endswith("#type") and t["object"]["value"] == OA + "Annotation" for t in triples
        ),
        "positions": predicates.count(OA + "start"),
        "ends": predicates.count(OA + "end"),
        "exact": predicates.count(OA + "exact"),
        "motivations": sum(t["object"]["value"] == OA + "describing" for t in triples),
        "values": predicates.count("http://www.w3.org/1999/02/22-rdf-syntax-ns#value"),
    }


@reader("pyld-claims")
def _():
    triples = graph("claims.json")
    kinds = [t["object"]["value"] for t in triples if t["predicate"]["value"].endswith("#type")]
    return {kind: kinds.count("http://schema.org/" + kind) for kind in ["NewsArticle", "Claim", "Quotation"]}


@reader("prov")
def _():
    from prov.model import ProvAttribution, ProvDerivation, ProvDocument, ProvEntity, ProvInfluence

    document = ProvDocument.deserialize(str(folder / "prov.json"), format="json")
    count = lambda kind: len(list(document.get_records(kind)))
    # What it writes in PROV-N names what it understood.
    notation = document.get_provn()
    again = ProvDocument.deserialize(content=document.serialize(format="json"), format="json")
    assert again == document
    return {
        "entities": count(ProvEntity),
        "derived": count(ProvDerivation),
        "quoted": notation.count("prov:type='prov:Quotation'"),
        "attributed": count(ProvAttribution),
        "influenced": count(ProvInfluence),
        "sha256": sorted(
            str(v) for e in document.get_records(ProvEntity) for k, v in e.attributes if str(k) == "twosource:sha256"
        ),
    }


@reader("csv")
def _():
    told = {}
    for name in ["figures.csv", "quotes.csv"]:
        with open(folder / name, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
        for row in rows:
            assert None not in row and None not in row.values(), row
            said = texts[row["report"]].encode()[int(row["start"]) : int(row["end"])].decode()
            words = row["quote"][1:] if row["quote"].startswith("'") else row["quote"]
            plain = lambda s: "".join(c for c in s if c.isalnum())
            assert plain(words) == plain(said), (words, said)
            numbers = {"min", "max", "told_min", "told_max"}
            assert not any(v[:1] in "=+-@\t\r" for k, v in row.items() if v and k not in numbers), row
        told[name] = len(rows)
    return told


@reader("bibtexparser")
def _():
    import bibtexparser

    library = bibtexparser.parse_string((folder / "bibtex.bib").read_text(encoding="utf-8"))
    assert not library.failed_blocks, library.failed_blocks
    from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors

    decoded = bibtexparser.parse_string(
        (folder / "bibtex.bib").read_text(encoding="utf-8"),
        append_middleware=[SeparateCoAuthors(), LatexDecodingMiddleware()],
    )
    return [
        {
            "key": entry.key,
            "kind": entry.entry_type,
            "title": entry.fields_dict["title"].value if "title" in entry.fields_dict else None,
            "authors": entry.fields_dict["author"].value if "author" in entry.fields_dict else [],
            "date": entry.fields_dict["date"].value if "date" in entry.fields_dict else None,
        }
        for entry in decoded.entries
    ]


@reader("citeproc")
def _():
    import warnings

    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    items = load("csl.json")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        source = CiteProcJSON(items)
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    return [str(entry) for entry in bibliography.bibliography()]


print(json.dumps({"found": found, "missing": missing}))
