"""The main text of pages: `pages.py trafilatura-fast|trafilatura|resiliparse IN OUT`."""
import logging
import sys

from account import Account, rows

logging.disable(logging.CRITICAL)


def engine(name):
    if name == "resiliparse":
        from resiliparse.extract.html2text import extract_plain_text

        return lambda html: extract_plain_text(html, main_content=True, alt_texts=False, list_bullets=False)
    from trafilatura import extract

    return lambda html: extract(html, fast=name == "trafilatura-fast", include_comments=False)


def bare(text):
    """Without the hyphens that stand for list items, which are no words of the page."""
    return "\n".join(line.removeprefix("- ") for line in (text or "").split("\n"))


extract = engine(sys.argv[1])
pages = rows()
extract(pages[0]["html"])
account = Account()
texts = [extract(page["html"]) for page in pages]
account.told(len(pages), ({"text": bare(text)} for text in texts))
