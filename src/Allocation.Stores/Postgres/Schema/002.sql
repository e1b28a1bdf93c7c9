-- On which cluster and timeline the store was written last, and a name for that stretch of its history: one row. A server
-- that was replaced and comes back is known by it.
CREATE TABLE lineage (
    only_row boolean NOT NULL PRIMARY KEY DEFAULT true CHECK (only_row),
    system   text   COLLATE "C" NOT NULL,   -- the identifier of the cluster; empty where it cannot be asked for
    timeline bigint NOT NULL,
    era      text   COLLATE "C" NOT NULL
);
