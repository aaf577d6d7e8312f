"""Writes web archives with warcio and says what warcio reads in them.

    warcio_archives.py PAGES FOLDER

PAGES is JSON Lines with `url` and `html`. Into FOLDER go archives that hold these pages in several ways, among records
that hold none. Standard output tells for each archive what warcio's own reader finds: the number (from 1), address,
date and SHA-256 of the payload of every page.
"""

import gzip
import hashlib
import io
import json
import os
import sys
import zlib

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

try:
    import brotli
except ImportError:
    brotli = None


def deflated(data):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


CODINGS = {
    None: lambda data: data,
    "gzip": lambda data: gzip.compress(data, mtime=0),
    "deflate": deflated,
    "br": lambda data: brotli.compress(data, quality=5),
}


def chunks(data):
    out = b""
    for start in range(0, len(data), 4093):
        part = data[start : start + 4093]
        out += b"%x\r\n%s\r\n" % (len(part), part)
    return out + b"0\r\n\r\n"


def letters(page, charset):
    """The page in this charset, where it can be said in it."""
    try:
        return page.encode(charset), charset
    except UnicodeEncodeError:
        return page.encode("utf-8"), "utf-8"


def write(path, pages, packed=True, version="1.0", coding=None, chunked=False, charset="utf-8"):
    with open(path, "wb") as file:
        writer = WARCWriter(file, gzip=packed, warc_version=version)

        def record(kind, url, headers, body, status="200 OK"):
            http = StatusAndHeaders(status, headers, protocol="HTTP/1.1") if kind != "metadata" else None
            return writer.create_warc_record(
                url,
                kind,
                payload=io.BytesIO(body),
                http_headers=http,
                warc_headers_dict={"WARC-Date": "2031-03-04T06:10:00Z"},
            )

        writer.write_record(writer.create_warcinfo_record(os.path.basename(path), {"software": "a test"}))
        for number, page in enumerate(pages):
            url = page["url"]
            data, label = letters(page["html"], charset)
            headers = [("Content-Type", "text/html; charset=" + label)]
            body = CODINGS[coding](data)
            if coding:
                headers.append(("Content-Encoding", coding))
            if chunked:
                headers.append(("Transfer-Encoding", "chunked"))
                body = chunks(body)
            else:
                headers.append(("Content-Length", str(len(body))))
            response = record("response", url, headers, body)
            request = StatusAndHeaders("GET / HTTP/1.1", [("Host", "any")], is_http_request=True)
            writer.write_request_response_pair(
                writer.create_warc_record(url, "request", http_headers=request), response
            )
            if number % 3 == 0:
                writer.write_record(record("response", url + "/a.png", [("Content-Type", "image/png")], b"\x89PNG" * 999))
                writer.write_record(record("response", url + "/gone", headers, body, "404 Not Found"))
                revisit = writer.create_revisit_record(
                    url, "sha1:none", url, "2031-03-04T06:10:00Z", http_headers=StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
                )
                writer.write_record(revisit)
                writer.write_record(record("metadata", url, None, b"fetchTimeMs: 3\r\n"))


def is_page(record):
    if record.rec_type != "response" or not record.http_headers:
        return False
    kind = record.http_headers.get_header("Content-Type") or ""
    return record.http_headers.get_statuscode() == "200" and kind.startswith("text/html")


def payload(record):
    """The bytes of a page. warcio can't unpack Brotli with every release of that package, so it only joins its chunks."""
    if record.http_headers.get_header("Content-Encoding") != "br":
        return record.content_stream().read()
    stream = record.raw_stream
    if record.http_headers.get_header("Transfer-Encoding") == "chunked":
        stream = ChunkedDataReader(stream, decomp_type=None)
    return brotli.decompress(stream.read())


def read(path):
    """What warcio's reader finds; it can't read an archive that was packed as a whole."""
    pages = []
    with open(path, "rb") as file:
        for number, record in enumerate(ArchiveIterator(file), 1):
            if is_page(record):
                head = record.rec_headers
                pages.append(
                    {
                        "number": number,
                        "url": head.get_header("WARC-Target-URI"),
                        "date": head.get_header("WARC-Date"),
                        "sha256": hashlib.sha256(payload(record)).hexdigest(),
                    }
                )
    return pages


def main():
    pages = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
    folder = sys.argv[2]
    ways = {
        "plain.warc": {"packed": False},
        "packed.warc.gz": {},
        "new.warc.gz": {"version": "1.1"},
        "chunked.warc": {"packed": False, "chunked": True},
        "gzip.warc.gz": {"coding": "gzip"},
        "deflate-chunked.warc.gz": {"coding": "deflate", "chunked": True},
        "gzip-chunked.warc": {"packed": False, "coding": "gzip", "chunked": True},
        "windows-1252.warc.gz": {"charset": "windows-1252"},
    }
    if brotli:
        ways["br.warc.gz"] = {"coding": "br"}
        ways["br-chunked.warc"] = {"packed": False, "coding": "br", "chunked": True}
    told = {}
    for name, way in ways.items():
        path = os.path.join(folder, name)
        write(path, pages, **way)
        told[name] = read(path)
    with open(os.path.join(folder, "plain.warc"), "rb") as file:
        whole = gzip.compress(file.read())
    with open(os.path.join(folder, "whole.warc.gz"), "wb") as file:
        file.write(whole)
    told["whole.warc.gz"] = told["plain.warc"]
    json.dump(told, sys.stdout)


main()
