-- What the search index still has to learn. Numbers are given under an advisory lock that is held
-- until the commit, so they become visible in their own order: who has read up to a number has
-- missed nothing below it.

CREATE TABLE change_log (
  number     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  offer_id   bigint NOT NULL,
  deleted    boolean NOT NULL,
  fetch_id   bigint REFERENCES "fetch" ON DELETE SET NULL,
  changed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX change_log_by_offer ON change_log (offer_id, number);
CREATE INDEX change_log_by_fetch ON change_log (fetch_id);
COMMENT ON COLUMN change_log.offer_id IS 'no foreign key: the entry outlives an offer that was deleted';
