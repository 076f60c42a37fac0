-- What a fetch would have deleted and a person has to look at first; former bodies of raw records; and how far
-- the change log was pruned.

CREATE TABLE quarantine (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source_id     bigint NOT NULL REFERENCES source ON DELETE CASCADE,
  provider_id   bigint REFERENCES provider ON DELETE SET NULL,
  scope         text NOT NULL,
  provider_name text NOT NULL DEFAULT '',
  cause         text NOT NULL CHECK (cause IN ('collapsed', 'provider-collapsed', 'unreadable')),
  fetch_id      bigint NOT NULL,
  explanation   text NOT NULL,
  offers_before bigint NOT NULL,
  offers_seen   bigint NOT NULL,
  state         text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'released', 'dropped', 'healed')),
  opened_at     timestamptz NOT NULL DEFAULT now(),
  closed_at     timestamptz,
  closed_by     text NOT NULL DEFAULT '',
  closed_why    text NOT NULL DEFAULT '',
  deleted       bigint NOT NULL DEFAULT 0,
  CHECK ((state = 'waiting') = (closed_at IS NULL))
);
CREATE UNIQUE INDEX quarantine_one_waiting ON quarantine (source_id, scope) WHERE state = 'waiting';
CREATE INDEX quarantine_by_provider ON quarantine (provider_id);
CREATE INDEX quarantine_by_source ON quarantine (source_id, scope, id);
COMMENT ON COLUMN quarantine.scope IS 'empty: the source as a whole; else "p" and the key of one provider in it';
COMMENT ON COLUMN quarantine.fetch_id IS 'the last fetch that missed the offers; no foreign key: the entry outlives it';
COMMENT ON COLUMN quarantine.offers_before IS 'offers of the scope when the entry was opened or last confirmed';

-- The offers that an entry holds. No foreign key to offer: the entry tells what was deleted, too.
CREATE TABLE quarantined_offer (
  quarantine_id bigint NOT NULL REFERENCES quarantine ON DELETE CASCADE,
  offer_id      bigint NOT NULL,
  key           text NOT NULL,
  title         text NOT NULL,
  back_in       bigint,
  PRIMARY KEY (quarantine_id, offer_id)
);
COMMENT ON COLUMN quarantined_offer.back_in IS 'the fetch that brought the offer back; NULL: it is still absent';

-- ---------------------------------------------------------------------------------------------
-- Raw records: the former bodies of a key, until retention is over

CREATE TABLE raw_record_history (
  source_id   bigint NOT NULL REFERENCES source ON DELETE CASCADE,
  key         text NOT NULL,
  fetch_id    bigint,
  media_type  text NOT NULL,
  body        bytea NOT NULL,
  digest      text NOT NULL,
  stored_at   timestamptz,
  replaced_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX raw_record_history_by_key ON raw_record_history (source_id, key, replaced_at);
CREATE INDEX raw_record_history_by_age ON raw_record_history (replaced_at);
COMMENT ON COLUMN raw_record_history.fetch_id IS 'the fetch that first brought this body; no foreign key';

ALTER TABLE raw_record ADD stored_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE raw_record ADD gone_at timestamptz;
CREATE INDEX raw_record_gone ON raw_record (gone_at) WHERE gone_at IS NOT NULL;
COMMENT ON COLUMN raw_record.stored_at IS 'when this body first came';
COMMENT ON COLUMN raw_record.gone_at IS 'when the offer of this key was deleted because its feed no longer had it';

-- A trigger, so that no way of writing can forget it; it costs nothing for a record that did not change.
CREATE FUNCTION keep_former_body() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO raw_record_history (source_id, key, fetch_id, media_type, body, digest, stored_at)
  VALUES (OLD.source_id, OLD.key, OLD.fetch_id, OLD.media_type, OLD.body, OLD.digest, OLD.stored_at);
  NEW.stored_at := now();
  NEW.gone_at := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_former_body BEFORE UPDATE ON raw_record
  FOR EACH ROW WHEN (OLD.digest <> NEW.digest) EXECUTE FUNCTION keep_former_body();

-- ---------------------------------------------------------------------------------------------
-- Change log: an index that stands below this number has missed changes and must be rebuilt

CREATE TABLE change_log_floor (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  number   bigint NOT NULL
);
INSERT INTO change_log_floor (number) VALUES (0);
