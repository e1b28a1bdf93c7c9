-- Times are microseconds since 1970-01-01 UTC. Text is compared byte by byte, which is by code point.

CREATE TABLE pools (
    name_key    text   NOT NULL PRIMARY KEY,
    name        text   NOT NULL,
    range_from  bigint NOT NULL,
    range_to    bigint NOT NULL,
    excluded    text   NOT NULL,  -- JSON: [[from,to],...], half-open
    strategy    text   NOT NULL,
    reuse_delay bigint NOT NULL,  -- microseconds
    created_at  bigint NOT NULL
) WITHOUT ROWID;

CREATE TABLE free_ranges (
    pool       text   NOT NULL,
    range_from bigint NOT NULL,
    range_to   bigint NOT NULL,
    freed_at   bigint,   -- 0: never used; NULL: age does not count in this pool
    PRIMARY KEY (pool, range_from)
) WITHOUT ROWID;

CREATE INDEX free_ranges_by_age ON free_ranges (pool, freed_at, range_from) WHERE freed_at IS NOT NULL;

CREATE TABLE cooling (
    pool     text   NOT NULL,
    number   bigint NOT NULL,
    freed_at bigint NOT NULL,
    ready_at bigint NOT NULL,
    PRIMARY KEY (pool, number)
) WITHOUT ROWID;

CREATE INDEX cooling_by_ready ON cooling (pool, ready_at, number);

-- The table lies in the order in which the ledger is listed, so that a listing of any length begins at once.
CREATE TABLE allocations (
    reservation_id text   NOT NULL UNIQUE,
    pool           text   NOT NULL,
    resource_id    text   NOT NULL,
    number         bigint NOT NULL,  -- -1: the resource is no number
    lease_id       text   NOT NULL,
    lease_name     text   NOT NULL,
    lease_name_key text   NOT NULL,
    lease_kind     text   NOT NULL,
    attribute      text,
    state          text   NOT NULL CHECK (state IN ('Active', 'Released')),
    start_date     bigint NOT NULL,
    end_date       bigint,
    handle         text,             -- a foreign inventory's own id of it
    PRIMARY KEY (pool, number, resource_id, reservation_id)
) WITHOUT ROWID;

CREATE UNIQUE INDEX allocations_active ON allocations (pool, resource_id) WHERE state = 'Active';
CREATE INDEX allocations_by_lease ON allocations (lease_id);
CREATE INDEX allocations_by_lease_name ON allocations (lease_name_key);
CREATE INDEX allocations_ending ON allocations (end_date) WHERE state = 'Active' AND end_date IS NOT NULL;

CREATE TABLE services (
    id                 text   NOT NULL PRIMARY KEY,
    definition         text   NOT NULL,
    definition_version bigint NOT NULL,
    name               text   NOT NULL,
    name_key           text   NOT NULL,
    state              text   NOT NULL,
    living             bigint NOT NULL CHECK (living IN (0, 1)),
    version            bigint NOT NULL,
    candidate_values   text,   -- JSON objects
    active_values      text,
    rollback_values    text,
    start_date         bigint,  -- NULL: at once
    end_date           bigint,  -- NULL: open-ended
    created_at         bigint NOT NULL,
    updated_at         bigint NOT NULL,
    first_id           text,   -- the first row of its history
    first_at           bigint,
    first_events       text
);

CREATE UNIQUE INDEX services_living ON services (definition, name_key) WHERE living = 1;
CREATE INDEX services_by_name ON services (name_key, id);

CREATE TABLE requests (
    request_id  text   NOT NULL PRIMARY KEY,
    fingerprint text   NOT NULL,
    lease_ids   text   NOT NULL,
    created_at  bigint NOT NULL
) WITHOUT ROWID;

-- Calls to foreign inventories that are not settled.
CREATE TABLE intents (
    id             text   NOT NULL PRIMARY KEY,
    purpose        text   NOT NULL,
    state          text   NOT NULL,
    pool           text   NOT NULL,
    number         bigint,
    handle         text,
    reservation_id text,
    lease_id       text   NOT NULL,
    lease_name     text   NOT NULL,
    lease_kind     text   NOT NULL,
    attribute      text,
    caller         text   NOT NULL,
    heartbeat      bigint NOT NULL,
    created_at     bigint NOT NULL,
    attempts       bigint NOT NULL,
    next_try       bigint,
    note           text
) WITHOUT ROWID;

CREATE INDEX intents_by_lease ON intents (lease_id);
CREATE INDEX intents_by_number ON intents (pool, number);

CREATE TABLE inventories (
    name_key   text   NOT NULL PRIMARY KEY,
    name       text   NOT NULL,
    kind       text   NOT NULL,
    settings   text   NOT NULL,  -- JSON
    created_at bigint NOT NULL
) WITHOUT ROWID;

-- What happened to services, one row a transaction: a JSON list of events. It lies in the order in which it is read.
CREATE TABLE service_history (
    id         text   NOT NULL,
    service_id text   NOT NULL,
    at         bigint NOT NULL,
    events     text   NOT NULL,
    PRIMARY KEY (service_id, id)
) WITHOUT ROWID;

-- Every version of every service definition, as the JSON document that was registered.
CREATE TABLE definitions (
    name_key      text   NOT NULL,
    version       bigint NOT NULL,
    name          text   NOT NULL,
    document      text   NOT NULL,
    registered_at bigint NOT NULL,
    retired       bigint NOT NULL CHECK (retired IN (0, 1)),
    PRIMARY KEY (name_key, version)
) WITHOUT ROWID;

-- Resource pools, their resources, tickets, and who keeps the pools going. Bodies are JSON; what is looked for has columns.

CREATE TABLE resource_pools (
    name_key text NOT NULL PRIMARY KEY,
    body     text NOT NULL
);

CREATE TABLE resources (
    id        bigint NOT NULL PRIMARY KEY,
    name      text   NOT NULL,
    pool      text   NOT NULL,
    state     text   NOT NULL,
    living    bigint NOT NULL CHECK (living IN (0, 1)),
    ready_key text,              -- the tags it carries, as long as it can be given to a ticket
    sandbox   text   NOT NULL,   -- empty: none
    body      text   NOT NULL
);

CREATE UNIQUE INDEX resources_living_name ON resources (name) WHERE living = 1;
CREATE INDEX resources_name ON resources (name, id);
CREATE INDEX resources_living ON resources (id) WHERE living = 1;
CREATE INDEX resources_living_pool ON resources (pool, id) WHERE living = 1;
CREATE INDEX resources_ready ON resources (ready_key, sandbox, id) WHERE ready_key IS NOT NULL;

CREATE TABLE tickets (
    id          bigint NOT NULL PRIMARY KEY,
    state       text   NOT NULL,
    waiting_key text,             -- the tags it asks for, as long as it waits
    sandbox     text   NOT NULL,  -- empty: none
    expires_at  bigint,
    body        text   NOT NULL
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
    id   text NOT NULL PRIMARY KEY,
    body text NOT NULL
);
