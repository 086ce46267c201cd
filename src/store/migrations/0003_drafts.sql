-- What is on its way to being published. TEXT and BIGINT only.

-- 草稿: what its state turns on stands in columns, all else in `content`, which one reads and writes whole.
CREATE TABLE draft (
    no         BIGINT PRIMARY KEY,
    regulator  TEXT NOT NULL REFERENCES regulator (code),
    kind       TEXT NOT NULL,
    state      TEXT NOT NULL,
    version    BIGINT NOT NULL,       -- raised by every change: nobody overwrites what they have not seen
    upload     TEXT REFERENCES upload (sha256),
    changed_at TEXT NOT NULL,
    publish_at TEXT,                  -- set while it waits for its hour
    content    TEXT NOT NULL
);

CREATE INDEX draft_regulator ON draft (regulator, state);
CREATE INDEX draft_upload ON draft (upload);
CREATE INDEX draft_publish_at ON draft (publish_at) WHERE publish_at IS NOT NULL;

INSERT INTO turn (name, taken) VALUES ('draft', 0);

-- Which heading means which column, as a regulator's people have said, for its next file.
CREATE TABLE mapping (
    regulator  TEXT PRIMARY KEY REFERENCES regulator (code),
    lines      TEXT NOT NULL,
    changed_at TEXT NOT NULL
);

-- What a program has sent under a key of its own: the same key gives the same draft.
CREATE TABLE idempotency (
    token  BIGINT NOT NULL,
    key    TEXT NOT NULL,
    sha256 TEXT NOT NULL,             -- of what was sent with it
    draft  BIGINT NOT NULL REFERENCES draft (no),
    PRIMARY KEY (token, key)
);
