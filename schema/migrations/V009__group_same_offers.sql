-- One offer that several feeds tell of: which offers are one, why, and what persons decided about it. Offers
-- themselves stay as delivered. All of this but the decisions follows from the offers and can be made anew.
--
-- No foreign keys to offer and provider: these rows are written while the change log is locked, and must not wait
-- for a row that another fetch has changed and not committed yet.

CREATE DOMAIN same_ground AS text CHECK (VALUE IN ('by-hand', 'code', 'text'));

CREATE TABLE party_key (
  provider_id bigint NOT NULL,
  source_id   bigint NOT NULL,
  key         text NOT NULL,
  shared      boolean NOT NULL DEFAULT false,
  PRIMARY KEY (provider_id, key)
);
CREATE INDEX party_key_by_key ON party_key (key, source_id);
CREATE INDEX party_key_shared ON party_key (provider_id) WHERE shared;
COMMENT ON COLUMN party_key.shared IS 'a provider of another source has this key too';
COMMENT ON TABLE party_key IS 'what a provider is known by over feeds: its codes and its name';

-- Only of offers whose party is in more than one feed. A row with an empty key says that the offer was looked at.
CREATE TABLE same_key (
  offer_id    bigint NOT NULL,
  key         text NOT NULL,
  provider_id bigint NOT NULL,
  PRIMARY KEY (offer_id, key)
);
CREATE INDEX same_key_by_provider ON same_key (provider_id, key);
COMMENT ON TABLE same_key IS 'offers that can be one share a key: a code, or a word of the title';

CREATE TABLE same_pair (
  a       bigint NOT NULL,
  b       bigint NOT NULL,
  ground  same_ground NOT NULL,
  exact   boolean NOT NULL,
  title   double precision NOT NULL,
  text    double precision NOT NULL,
  key     text NOT NULL,
  PRIMARY KEY (a, b),
  CHECK (a < b)
);
CREATE INDEX same_pair_by_b ON same_pair (b);
COMMENT ON TABLE same_pair IS 'two offers that can be one, as far as these two go';

CREATE TABLE same_member (
  offer_id  bigint PRIMARY KEY,
  leader_id bigint NOT NULL
);
CREATE INDEX same_member_by_leader ON same_member (leader_id);
COMMENT ON TABLE same_member IS 'offers that are shown as one, the leader itself included; an offer that stands alone is not here';

-- By source and key, so that it holds when the offer is fetched anew under another id.
CREATE TABLE same_decision (
  source_a bigint NOT NULL REFERENCES source ON DELETE CASCADE,
  key_a    text NOT NULL,
  source_b bigint NOT NULL REFERENCES source ON DELETE CASCADE,
  key_b    text NOT NULL,
  together boolean NOT NULL,
  PRIMARY KEY (source_a, key_a, source_b, key_b),
  CHECK (source_a < source_b)
);
CREATE INDEX same_decision_by_b ON same_decision (source_b, key_b);
COMMENT ON COLUMN same_decision.together IS 'true: one offer; false: kept apart';
