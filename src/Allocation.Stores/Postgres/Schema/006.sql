-- From how many percent of its use on whoever takes from a pool is warned; null for never.

ALTER TABLE pools ADD COLUMN warn_at integer;
