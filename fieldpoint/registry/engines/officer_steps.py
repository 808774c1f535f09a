"""The tables of the registry's officers, in both databases: who they are, who is signed in, whose sites are whose.

Sessions, keys and codes are kept as SHA-256 only, passwords as Argon2id. A revoked officer's name is taken out, so that
the id in the log names nobody any more. Imports nothing.
"""

SQLITE = (
    """CREATE TABLE organisations (
        organisation TEXT PRIMARY KEY, title TEXT NOT NULL, counts_only INTEGER NOT NULL,
        added_at INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE officers (
        officer TEXT PRIMARY KEY, name TEXT NOT NULL, name_mark TEXT UNIQUE, role TEXT NOT NULL,
        organisation TEXT NOT NULL, password TEXT, code_hash BLOB UNIQUE, code_at INTEGER, added_at INTEGER NOT NULL,
        revoked_at INTEGER) STRICT, WITHOUT ROWID""",
    """CREATE TABLE officer_sessions (
        token_hash BLOB PRIMARY KEY, officer TEXT NOT NULL, opened_at INTEGER NOT NULL,
        seen_at INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    "CREATE INDEX officer_sessions_officer ON officer_sessions (officer)",
    """CREATE TABLE officer_keys (
        token_hash BLOB PRIMARY KEY, key_id TEXT NOT NULL UNIQUE, officer TEXT NOT NULL, title TEXT NOT NULL,
        made_at INTEGER NOT NULL, ends_at INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE sign_in_misses (
        mark BLOB PRIMARY KEY, in_a_row INTEGER NOT NULL, last_at INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    "ALTER TABLE sites ADD COLUMN organisation TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE sites ADD COLUMN title TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE kept_batches ADD COLUMN rejected_at INTEGER",
    """CREATE TABLE opens (
        epoch_no INTEGER NOT NULL, seq INTEGER NOT NULL, site TEXT NOT NULL, day TEXT NOT NULL,
        PRIMARY KEY (epoch_no, seq)) STRICT, WITHOUT ROWID""",
)

POSTGRES = """
CREATE TABLE organisations (
    organisation TEXT COLLATE "C" PRIMARY KEY, title TEXT NOT NULL, counts_only BIGINT NOT NULL,
    added_at BIGINT NOT NULL);
CREATE TABLE officers (
    officer TEXT COLLATE "C" PRIMARY KEY, name TEXT COLLATE "C" NOT NULL, name_mark TEXT COLLATE "C" UNIQUE,
    role TEXT NOT NULL, organisation TEXT COLLATE "C" NOT NULL, password TEXT, code_hash BYTEA UNIQUE, code_at BIGINT,
    added_at BIGINT NOT NULL, revoked_at BIGINT);
CREATE TABLE officer_sessions (
    token_hash BYTEA PRIMARY KEY, officer TEXT COLLATE "C" NOT NULL, opened_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL);
CREATE INDEX officer_sessions_officer ON officer_sessions (officer);
CREATE TABLE officer_keys (
    token_hash BYTEA PRIMARY KEY, key_id TEXT COLLATE "C" NOT NULL UNIQUE, officer TEXT COLLATE "C" NOT NULL,
    title TEXT NOT NULL, made_at BIGINT NOT NULL, ends_at BIGINT NOT NULL);
CREATE TABLE sign_in_misses (mark BYTEA PRIMARY KEY, in_a_row BIGINT NOT NULL, last_at BIGINT NOT NULL);
ALTER TABLE sites ADD COLUMN organisation TEXT COLLATE "C" NOT NULL DEFAULT '',
    ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE kept_batches ADD COLUMN rejected_at BIGINT;
CREATE TABLE opens (
    epoch_no BIGINT NOT NULL, seq BIGINT NOT NULL, site TEXT COLLATE "C" NOT NULL, day TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (epoch_no, seq))
"""
