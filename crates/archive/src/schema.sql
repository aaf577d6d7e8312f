-- What an archive holds, format 1. Rows that a run makes are never changed: they are seen from `run` on, and no longer
-- from `until` on. A run that was not finished has no `ended`; what it left is seen by nobody.

-- The bytes as they were opened, by their hash: what every span leads back to. `bytes` is Zstandard. `body` is what
-- ingest made of them (Zstandard, `bytes` its dictionary): a row or an item can't be opened again by itself.
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    body BLOB NOT NULL
) STRICT;

-- What was done, with what program; `config` is what tellings hang on, `opening` how inputs were opened.
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    program TEXT NOT NULL,
    config TEXT NOT NULL,
    opening TEXT NOT NULL,
    who TEXT NOT NULL,
    began TEXT NOT NULL,
    ended TEXT,
    reports INTEGER NOT NULL DEFAULT 0,
    stories INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Reports as read: columns to list and find them by, and their JSON (Zstandard, the source's bytes its dictionary).
-- `day` is the day of publication, or where that is not known, the day it was added.
CREATE TABLE reports (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs,
    until INTEGER REFERENCES runs,
    name TEXT NOT NULL,
    source INTEGER NOT NULL REFERENCES sources,
    file TEXT NOT NULL,
    line INTEGER,
    outlet TEXT,
    headline TEXT,
    published TEXT,
    day TEXT NOT NULL,
    language TEXT,
    canonical TEXT,
    report BLOB NOT NULL
) STRICT;
CREATE INDEX reports_by_name ON reports (name);
CREATE INDEX reports_by_source ON reports (source);
CREATE INDEX reports_by_file ON reports (file);
CREATE INDEX reports_by_day ON reports (day, name);
CREATE INDEX reports_by_run ON reports (run);
CREATE INDEX reports_by_address ON reports (canonical) WHERE canonical IS NOT NULL;

-- The words of reports, for search. The text itself is in the report; so this holds none.
CREATE VIRTUAL TABLE words USING fts5 (
    headline, text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

-- The lives of stories: an id lasts as long as its first report leads it, and one that is gone leads on.
CREATE TABLE stories (
    id TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs,
    until INTEGER REFERENCES runs,
    merged_into TEXT,
    split_from TEXT,
    PRIMARY KEY (id, run)
) STRICT, WITHOUT ROWID;

-- Stories as told: columns to list them by, and the story's JSON (Zstandard). `key` is the hash of all that the telling
-- hangs on; while it stays the same, nothing is told anew.
CREATE TABLE tellings (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs,
    until INTEGER REFERENCES runs,
    story TEXT NOT NULL,
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    first_published TEXT,
    last_published TEXT,
    reports INTEGER NOT NULL,
    outlets INTEGER NOT NULL,
    low INTEGER NOT NULL,
    high INTEGER NOT NULL,
    conflicts INTEGER NOT NULL,
    told BLOB NOT NULL
) STRICT;
CREATE INDEX tellings_by_story ON tellings (story, run);
CREATE INDEX tellings_by_date ON tellings (last_published);
CREATE INDEX tellings_by_run ON tellings (run);

-- Which reports a telling is made of, in its order. `part` is report, earlier, round-up, or what is not told: a
-- report's twin, and what is aside of a round-up. `dressed` is the report's JSON as told (linked names, its place among
-- versions), packed with the JSON as read as its dictionary; none where it is not told.
CREATE TABLE members (
    telling INTEGER NOT NULL REFERENCES tellings,
    place INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES reports,
    part TEXT NOT NULL,
    dressed BLOB,
    PRIMARY KEY (telling, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX members_by_report ON members (report);

-- Whom and what the reports of current tellings name, to narrow a search by.
CREATE TABLE facets (
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    telling INTEGER NOT NULL REFERENCES tellings,
    report INTEGER NOT NULL REFERENCES reports,
    PRIMARY KEY (kind, value, telling, report)
) STRICT, WITHOUT ROWID;
CREATE INDEX facets_by_telling ON facets (telling);

-- What people corrected, beside what was found. Nothing is deleted: an undone one says who undid it.
CREATE TABLE corrections (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    value TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    why TEXT NOT NULL,
    undone_by TEXT,
    undone_at TEXT,
    undone_why TEXT
) STRICT;

-- Who did what and when. Each entry's `chain` is the hash of the one before it and of itself, so that an entry that was
-- changed or taken out is seen.
CREATE TABLE custody (
    id INTEGER PRIMARY KEY,
    run INTEGER REFERENCES runs,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    act TEXT NOT NULL,
    file TEXT,
    line INTEGER,
    source TEXT,
    report TEXT,
    note TEXT,
    chain TEXT NOT NULL
) STRICT;
CREATE INDEX custody_by_source ON custody (source);
CREATE INDEX custody_by_report ON custody (report);
