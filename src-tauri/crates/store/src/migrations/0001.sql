-- Version 1. Frozen: a change of the format is a new numbered file beside this one.
CREATE TABLE meta (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    revision INTEGER NOT NULL
) STRICT;
INSERT INTO meta VALUES (1, 0);

CREATE TABLE info      (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE page      (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE story     (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE paragraph (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE photo     (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE package   (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;

CREATE TABLE blob (
    hash TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;

-- One row for each step of history. state: 0 stands, 1 undone and can be redone, 2 given up by a later step.
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    verb TEXT NOT NULL,
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    at TEXT NOT NULL,
    rows TEXT NOT NULL,
    state INTEGER NOT NULL DEFAULT 0 CHECK (state IN (0, 1, 2))
) STRICT;
CREATE INDEX journal_state ON journal (state, seq);
