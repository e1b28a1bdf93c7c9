-- Who changed what, when: one row for each subject of a transaction, in the order in which they are asked for.

CREATE TABLE events (
    at         integer NOT NULL,  -- microseconds since 1970, UTC
    id         text    NOT NULL,
    kind       text    NOT NULL,
    subject    text    NOT NULL,
    subject_id text,              -- of a lease or a resource
    name_key   text    NOT NULL,
    pool_keys  text    NOT NULL,  -- each name key between two characters U+001F
    actor_key  text    NOT NULL,  -- name keys of user, machine and user of the server, parted by U+001F
    body       text    NOT NULL,  -- JSON
    PRIMARY KEY (at, id)
) WITHOUT ROWID;
