-- What people note of pools and of leases: description, owner and tags. A row only where there is something.

CREATE TABLE notes (
    subject_kind text COLLATE "C" NOT NULL CHECK (subject_kind IN ('Pool', 'ResourcePool', 'Lease')),
    subject      text COLLATE "C" NOT NULL,  -- the name key of a pool, the id of a lease
    owner_key    text COLLATE "C",
    body         text COLLATE "C" NOT NULL,  -- JSON
    PRIMARY KEY (subject_kind, subject)
);

CREATE INDEX notes_by_owner ON notes (subject_kind, owner_key, subject) WHERE owner_key IS NOT NULL;

-- Each tag in the form in which it is looked for: the whole tag, and of key=value also the key.
CREATE TABLE note_tags (
    subject_kind text COLLATE "C" NOT NULL,
    subject      text COLLATE "C" NOT NULL,
    tag_key      text COLLATE "C" NOT NULL,
    PRIMARY KEY (subject_kind, subject, tag_key)
);

CREATE INDEX note_tags_by_tag ON note_tags (subject_kind, tag_key, subject);
