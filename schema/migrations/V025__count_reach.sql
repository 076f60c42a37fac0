-- How often an offer was shown, opened and sent on, by week. Sums only: no moment, no address, no words, no person.
CREATE TABLE offer_reach (
  offer_id bigint NOT NULL,
  week     date NOT NULL CHECK (extract(isodow FROM week) = 1),
  kind     text NOT NULL CHECK (kind IN ('shown', 'opened', 'sent-on')),
  count    bigint NOT NULL CHECK (count > 0),
  PRIMARY KEY (offer_id, week, kind)
);
CREATE INDEX offer_reach_by_week ON offer_reach (week);
COMMENT ON COLUMN offer_reach.offer_id IS 'as it is shown; no foreign key: the sums outlive the offer';
COMMENT ON COLUMN offer_reach.week IS 'its Monday';
