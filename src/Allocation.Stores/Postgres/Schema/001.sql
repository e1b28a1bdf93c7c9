-- Times are microseconds since 1970-01-01 UTC. Text is compared byte by byte (COLLATE "C"), which is by code point.

CREATE TABLE store (
    only_row      boolean NOT NULL PRIMARY KEY DEFAULT true CHECK (only_row),
    schema_number bigint  NOT NULL
);

INSERT INTO store (schema_number) VALUES (0);

-- One row a connection that writes, with the number of its last transaction that was committed: what a client asks for
-- when the connection broke while it committed.
CREATE TABLE writers (
    id       text   COLLATE "C" NOT NULL PRIMARY KEY,
    sequence bigint NOT NULL,
    seen_at  timestamptz NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE pools (
    name_key    text   COLLATE "C" NOT NULL PRIMARY KEY,
    name        text   COLLATE "C" NOT NULL,
    range_from  bigint NOT NULL,
    range_to    bigint NOT NULL,
    excluded    text   COLLATE "C" NOT NULL,  -- JSON: [[from,to],...], half-open
    strategy    text   COLLATE "C" NOT NULL,
    reuse_delay bigint NOT NULL,              -- microseconds
    created_at  bigint NOT NULL
);

CREATE TABLE free_ranges (
    pool       text   COLLATE "C" NOT NULL,
    range_from bigint NOT NULL,
    range_to   bigint NOT NULL,
    freed_at   bigint,                        -- 0: never used; NULL: age does not count in this pool
    PRIMARY KEY (pool, range_from)
);

CREATE INDEX free_ranges_by_age ON free_ranges (pool, freed_at, range_from) WHERE freed_at IS NOT NULL;

CREATE TABLE cooling (
    pool     text   COLLATE "C" NOT NULL,
    number   bigint NOT NULL,
    freed_at bigint NOT NULL,
    ready_at bigint NOT NULL,
    PRIMARY KEY (pool, number)
);

CREATE INDEX cooling_by_ready ON cooling (pool, ready_at, number);

CREATE TABLE allocations (
    reservation_id text   COLLATE "C" NOT NULL PRIMARY KEY,
    pool           text   COLLATE "C" NOT NULL,
    resource_id    text   COLLATE "C" NOT NULL,
    number         bigint NOT NULL,           -- -1: the resource is no number
    lease_id       text   COLLATE "C" NOT NULL,
    lease_name     text   COLLATE "C" NOT NULL,
    lease_name_key text   COLLATE "C" NOT NULL,
    lease_kind     text   COLLATE "C" NOT NULL,
    attribute      text   COLLATE "C",
    state          text   COLLATE "C" NOT NULL CHECK (state IN ('Active', 'Released')),
    start_date     bigint NOT NULL,
    end_date       bigint,
    handle         text   COLLATE "C"         -- a foreign inventory's own id of it
);

-- The order in which the ledger is listed, so that a listing of any length begins at once.
CREATE INDEX allocations_in_order ON allocations (pool, number, resource_id, reservation_id);
CREATE UNIQUE INDEX allocations_active ON allocations (pool, resource_id) WHERE state = 'Active';
CREATE INDEX allocations_by_lease ON allocations (lease_id);
CREATE INDEX allocations_by_lease_name ON allocations (lease_name_key);
CREATE INDEX allocations_ending ON allocations (end_date) WHERE state = 'Active' AND end_date IS NOT NULL;

CREATE TABLE services (
    id                 text   COLLATE "C" NOT NULL PRIMARY KEY,
    definition         text   COLLATE "C" NOT NULL,
    definition_version bigint NOT NULL,
    name               text   COLLATE "C" NOT NULL,
    name_key           text   COLLATE "C" NOT NULL,
    state              text   COLLATE "C" NOT NULL,
    living             bigint NOT NULL CHECK (living IN (0, 1)),
    version            bigint NOT NULL,
    candidate_values   text   COLLATE "C",    -- JSON objects
    active_values      text   COLLATE "C",
    rollback_values    text   COLLATE "C",
    start_date         bigint,                -- NULL: at once
    end_date           bigint,                -- NULL: open-ended
    created_at         bigint NOT NULL,
    updated_at         bigint NOT NULL,
    first_id           text COLLATE "C",   -- the first row of its history
    first_at           bigint,
    first_events       text
);

CREATE UNIQUE INDEX services_living ON services (definition, name_key) WHERE living = 1;
CREATE INDEX services_by_name ON services (name_key, id);

CREATE TABLE requests (
    request_id  text   COLLATE "C" NOT NULL PRIMARY KEY,
    fingerprint text   COLLATE "C" NOT NULL,
    lease_ids   text   COLLATE "C" NOT NULL,
    created_at  bigint NOT NULL
);

-- Calls to foreign inventories that are not settled.
CREATE TABLE intents (
    id             text   COLLATE "C" NOT NULL PRIMARY KEY,
    purpose        text   COLLATE "C" NOT NULL,
    state          text   COLLATE "C" NOT NULL,
    pool           text   COLLATE "C" NOT NULL,
    number         bigint,
    handle         text   COLLATE "C",
    reservation_id text   COLLATE "C",
    lease_id       text   COLLATE "C" NOT NULL,
    lease_name     text   COLLATE "C" NOT NULL,
    lease_kind     text   COLLATE "C" NOT NULL,
    attribute      text   COLLATE "C",
    caller         text   COLLATE "C" NOT NULL,
    heartbeat      bigint NOT NULL,
    created_at     bigint NOT NULL,
    attempts       bigint NOT NULL,
    next_try       bigint,
    note           text   COLLATE "C"
);

CREATE INDEX intents_by_lease ON intents (lease_id);
CREATE INDEX intents_by_number ON intents (pool, number);

CREATE TABLE inventories (
    name_key   text   COLLATE "C" NOT NULL PRIMARY KEY,
    name       text   COLLATE "C" NOT NULL,
    kind       text   COLLATE "C" NOT NULL,
    settings   text   COLLATE "C" NOT NULL,   -- JSON
    created_at bigint NOT NULL
);

-- What happened to service instances: one row a transaction, its events as a JSON list.
CREATE TABLE service_history (
    id         text   COLLATE "C" NOT NULL,
    service_id text   COLLATE "C" NOT NULL,
    at         bigint NOT NULL,
    events     text   COLLATE "C" NOT NULL,
    PRIMARY KEY (service_id, id)
);

-- Every version of every service definition, as the JSON document that was registered.
CREATE TABLE definitions (
    name_key      text   COLLATE "C" NOT NULL,
    version       bigint NOT NULL,
    name          text   COLLATE "C" NOT NULL,
    document      text   COLLATE "C" NOT NULL,
    registered_at bigint NOT NULL,
    retired       bigint NOT NULL CHECK (retired IN (0, 1)),
    PRIMARY KEY (name_key, version)
);

-- Resource pools, their resources, tickets, and who keeps the pools going. Bodies are JSON; what is looked for has columns.

CREATE TABLE resource_pools (
    name_key text COLLATE "C" NOT NULL PRIMARY KEY,
    body     text COLLATE "C" NOT NULL
);

CREATE TABLE resources (
    id        bigint NOT NULL PRIMARY KEY,
    name      text COLLATE "C" NOT NULL,
    pool      text COLLATE "C" NOT NULL,
    state     text COLLATE "C" NOT NULL,
    living    bigint NOT NULL CHECK (living IN (0, 1)),
    ready_key text COLLATE "C",              -- the tags it carries, as long as it can be given to a ticket
    sandbox   text COLLATE "C" NOT NULL,   -- empty: none
    body      text COLLATE "C" NOT NULL
);

CREATE UNIQUE INDEX resources_living_name ON resources (name) WHERE living = 1;
CREATE INDEX resources_name ON resources (name, id);
CREATE INDEX resources_living ON resources (id) WHERE living = 1;
CREATE INDEX resources_living_pool ON resources (pool, id) WHERE living = 1;
CREATE INDEX resources_ready ON resources (ready_key, sandbox, id) WHERE ready_key IS NOT NULL;

CREATE TABLE tickets (
    id          bigint NOT NULL PRIMARY KEY,
    state       text COLLATE "C" NOT NULL,
    waiting_key text COLLATE "C",             -- the tags it asks for, as long as it waits
    sandbox     text COLLATE "C" NOT NULL,  -- empty: none
    expires_at  bigint,
    body        text COLLATE "C" NOT NULL
);

CREATE INDEX tickets_state ON tickets (state, id);
CREATE INDEX tickets_waiting ON tickets (waiting_key, id) WHERE waiting_key IS NOT NULL;
CREATE INDEX tickets_waiting_sandbox ON tickets (waiting_key, sandbox, id) WHERE waiting_key IS NOT NULL;
CREATE INDEX tickets_expiry ON tickets (expires_at, id) WHERE state = 'Open' AND expires_at IS NOT NULL;

CREATE TABLE queue (
    id            bigint NOT NULL PRIMARY KEY CHECK (id = 1),
    next_ticket   bigint NOT NULL,
    next_resource bigint NOT NULL,
    revision      bigint NOT NULL
);

INSERT INTO queue (id, next_ticket, next_resource, revision) VALUES (1, 1, 1, 0);

CREATE TABLE managers (
    id   text COLLATE "C" NOT NULL PRIMARY KEY,
    body text COLLATE "C" NOT NULL
);
