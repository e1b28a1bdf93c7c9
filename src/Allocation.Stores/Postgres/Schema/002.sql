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
