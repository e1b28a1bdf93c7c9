-- Who changed what, when: one row for each subject of a transaction, in the order in which they are asked for.

CREATE TABLE events (
    at         bigint NOT NULL,  -- microseconds since 1970, UTC
    id         text COLLATE "C" NOT NULL,
    kind       text COLLATE "C" NOT NULL,
    subject    text COLLATE "C" NOT NULL,
    subject_id text COLLATE "C",  -- of a lease or a resource
    name_key   text COLLATE "C" NOT NULL,
    pool_keys  text COLLATE "C" NOT NULL,  -- each name key between two characters U+001F
    actor_key  text COLLATE "C" NOT NULL,  -- name keys of user, machine and user of the server, parted by U+001F
    body       text COLLATE "C" NOT NULL,  -- JSON
    PRIMARY KEY (at, id)
);
