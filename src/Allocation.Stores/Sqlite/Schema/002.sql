-- The latest time that the store has seen, to the second: the store's time never goes back behind it.

CREATE TABLE clock (
    id     bigint NOT NULL PRIMARY KEY CHECK (id = 1),
    latest bigint NOT NULL
);

INSERT INTO clock (id, latest) VALUES (1, 0);
