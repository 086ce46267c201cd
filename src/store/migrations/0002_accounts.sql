-- People of the console, what they did, and keys for programs. TEXT, BIGINT and BYTEA only.

-- 账号
CREATE TABLE account (
    no             BIGINT PRIMARY KEY,
    login          TEXT NOT NULL UNIQUE,
    display        TEXT NOT NULL,
    regulator      TEXT REFERENCES regulator (code), -- NULL: the whole platform
    role           TEXT NOT NULL,
    password       TEXT NOT NULL,                    -- Argon2id, as a PHC string
    password_at    TEXT NOT NULL,
    must_change    BIGINT NOT NULL,                  -- 1: a one-time password was handed out
    totp_secret    BYTEA,
    totp_since     TEXT,                             -- NULL: not yet confirmed by a code
    totp_last_step BIGINT NOT NULL,                  -- codes of this step and before are used up
    totp_required  BIGINT NOT NULL,
    failures       BIGINT NOT NULL,
    locked_until   TEXT,
    disabled_at    TEXT,
    created_at     TEXT NOT NULL,
    created_by     TEXT NOT NULL
);

-- 登录: the key is the SHA-256 of the token that the browser holds.
CREATE TABLE session (
    key        TEXT PRIMARY KEY,
    account    BIGINT NOT NULL REFERENCES account (no),
    stage      TEXT NOT NULL,      -- 'code': the password was right, the one-time code is missing
    created_at TEXT NOT NULL,
    seen_at    TEXT NOT NULL,
    ended_at   TEXT,
    network    TEXT NOT NULL,      -- the address without its last part
    agent      TEXT NOT NULL,
    notice     TEXT                -- what the next page says first
);

CREATE INDEX session_account ON session (account);

-- 操作记录: only ever added to. Each row's digest covers the one before.
CREATE TABLE audit (
    no        BIGINT PRIMARY KEY,
    at        TEXT NOT NULL,
    login     TEXT NOT NULL,
    display   TEXT NOT NULL,
    role      TEXT NOT NULL,
    regulator TEXT NOT NULL,       -- '' : the whole platform
    address   TEXT NOT NULL,
    action    TEXT NOT NULL,
    object    TEXT NOT NULL,
    before    TEXT NOT NULL,
    after     TEXT NOT NULL,
    previous  TEXT NOT NULL,
    digest    TEXT NOT NULL
);

CREATE INDEX audit_regulator ON audit (regulator, no);
CREATE INDEX audit_login ON audit (login, no);

-- `taken` counts the entries, so that a cut-off end shows.
INSERT INTO turn (name, taken) VALUES ('audit', 0);
-- Tries to sign in with names that nobody has: they are to cost the same as others.
INSERT INTO turn (name, taken) VALUES ('strangers', 0);

-- Keys with which a bureau's own system publishes.
CREATE TABLE api_token (
    no           BIGINT PRIMARY KEY,
    regulator    TEXT NOT NULL REFERENCES regulator (code),
    name         TEXT NOT NULL,
    digest       TEXT NOT NULL UNIQUE,
    scope        TEXT NOT NULL,
    created_by   TEXT NOT NULL,
    created_at   TEXT NOT NULL,
    expires_at   TEXT NOT NULL,
    revoked_at   TEXT,
    last_used_at TEXT
);

CREATE TABLE setting (
    regulator TEXT NOT NULL,       -- '' : the whole platform
    name      TEXT NOT NULL,
    value     TEXT NOT NULL,
    PRIMARY KEY (regulator, name)
);
