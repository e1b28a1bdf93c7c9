-- The allocation of the subnet whose addresses a pool gives, by its reservation id; null for a pool of its own.

ALTER TABLE pools ADD COLUMN parent text;

CREATE INDEX pools_by_parent ON pools (parent) WHERE parent IS NOT NULL;
