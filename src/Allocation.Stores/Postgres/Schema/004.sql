-- How the numbers of a pool are written (nothing: as numbers), and what lies between the ranges that it was made of.
ALTER TABLE pools ADD COLUMN notation text COLLATE "C";
ALTER TABLE pools ADD COLUMN gaps text COLLATE "C" NOT NULL DEFAULT '[]';  -- JSON: [[from,to],...], half-open
