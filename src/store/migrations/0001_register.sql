-- One text for SQLite and PostgreSQL: TEXT, BIGINT and BYTEA only; days and instants are ISO text.

-- 主管部门
CREATE TABLE regulator (
    code    TEXT PRIMARY KEY,
    name    TEXT NOT NULL,
    aliases TEXT NOT NULL,            -- one a line
    phone   TEXT,
    mailbox TEXT,
    absence TEXT NOT NULL
);

-- The files that releases were made from, once each, as they came.
CREATE TABLE upload (
    sha256      TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    size_bytes  BIGINT NOT NULL,
    received_at TEXT NOT NULL,
    content     BYTEA NOT NULL
);

-- 发布
CREATE TABLE release (
    number         BIGINT PRIMARY KEY,
    regulator      TEXT NOT NULL REFERENCES regulator (code),
    rosters        TEXT NOT NULL,     -- kinds, with commas
    title          TEXT NOT NULL,
    notice_no      TEXT,
    mode           TEXT NOT NULL,
    as_of_on       TEXT NOT NULL,
    published_on   TEXT NOT NULL,
    effective_on   TEXT NOT NULL,
    recorded_at    TEXT NOT NULL,
    source_name    TEXT NOT NULL,
    source_sha256  TEXT NOT NULL REFERENCES upload (sha256),
    source_bytes   BIGINT NOT NULL,
    submitted_by   TEXT NOT NULL,
    approved_by    TEXT,
    added          BIGINT NOT NULL,
    changed        BIGINT NOT NULL,
    removed        BIGINT NOT NULL,
    listings_after BIGINT NOT NULL,
    roster_digest  TEXT NOT NULL,
    chain_digest   TEXT NOT NULL
);

-- 机构
CREATE TABLE institution (
    no BIGINT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE
);

-- Ids of an institution before it had a code; their links lead to the present one.
CREATE TABLE institution_alias (
    id            TEXT PRIMARY KEY,
    institution   BIGINT NOT NULL REFERENCES institution (no),
    since_release BIGINT NOT NULL
);

-- 列入: one row for each version of a listing; `line` is the same for all versions of one listing.
CREATE TABLE listing (
    no            BIGINT PRIMARY KEY,
    line          BIGINT NOT NULL,
    institution   BIGINT NOT NULL REFERENCES institution (no),
    regulator     TEXT NOT NULL REFERENCES regulator (code),
    roster        TEXT NOT NULL,
    from_release  BIGINT NOT NULL REFERENCES release (number),
    from_on       TEXT NOT NULL,
    until_release BIGINT REFERENCES release (number),
    until_on      TEXT,
    until_how     TEXT,
    salt          TEXT NOT NULL,
    digest        TEXT NOT NULL,
    name          TEXT NOT NULL,
    name_key      TEXT NOT NULL,
    brand         TEXT,
    uscc          TEXT,
    permit        TEXT,
    permit_key    TEXT,
    status        TEXT NOT NULL,
    status_text   TEXT NOT NULL,
    category      TEXT NOT NULL,
    content       TEXT,
    nature        TEXT,
    region        TEXT,
    address       TEXT NOT NULL,
    town          TEXT NOT NULL,
    valid_from    TEXT,
    valid_until   TEXT,
    listed_on     TEXT,
    delisted_on   TEXT,
    reason        TEXT,
    measures      TEXT,
    notice_no     TEXT,
    remark        TEXT,
    phone         TEXT,
    account       TEXT
);

CREATE INDEX listing_standing ON listing (regulator) WHERE until_release IS NULL;
CREATE INDEX listing_institution ON listing (institution);
CREATE INDEX listing_name ON listing (name_key);
CREATE INDEX listing_permit ON listing (permit_key) WHERE permit_key IS NOT NULL;
CREATE INDEX listing_from ON listing (from_release);
CREATE INDEX listing_until ON listing (until_release) WHERE until_release IS NOT NULL;

-- Whoever publishes updates this row first, so that releases come one after the other on both databases.
CREATE TABLE turn (
    name  TEXT PRIMARY KEY,
    taken BIGINT NOT NULL
);
INSERT INTO turn (name, taken) VALUES ('publish', 0);
