-- Offers that a provider writes here itself: drafts, what was published of them, and how full their groups are. A
-- transaction sees and takes rows of the provider that it acts for only, whatever its statements say.

ALTER TABLE source ADD provider_id bigint REFERENCES provider ON DELETE SET NULL;
CREATE INDEX source_by_provider ON source (provider_id) WHERE provider_id IS NOT NULL;
COMMENT ON COLUMN source.provider_id IS 'the one provider whose offers are in it, whatever a record says; NULL: as records say';

CREATE TABLE publication (
  id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  provider_id       bigint NOT NULL REFERENCES provider,
  key               text NOT NULL CHECK (key ~ '^[A-Za-z0-9][A-Za-z0-9._~-]{0,99}$'),
  version           bigint NOT NULL DEFAULT 1,
  title             text NOT NULL,
  quality           double precision NOT NULL CHECK (quality BETWEEN 0 AND 1),
  draft             text NOT NULL,
  published         text,
  published_version bigint NOT NULL DEFAULT 0,
  published_at      timestamptz,
  withdrawn_at      timestamptz,
  offer_id          bigint,
  changed_at        timestamptz NOT NULL DEFAULT now(),
  UNIQUE (provider_id, key),
  CHECK ((published IS NULL) = (published_version = 0) AND (published IS NULL) = (published_at IS NULL)),
  CHECK (offer_id IS NULL OR (published IS NOT NULL AND withdrawn_at IS NULL))
);
COMMENT ON COLUMN publication.version IS 'of the draft; grows with every change of it';
COMMENT ON COLUMN publication.draft IS 'JSON as the API writes it, so that what is equal reads equal';
COMMENT ON COLUMN publication.published_version IS 'grows whenever the catalogue gets another version of the offer';
COMMENT ON COLUMN publication.offer_id IS 'of the offer in the catalogue; NULL: it is not there';

CREATE TABLE run_cohort (
  publication_id bigint NOT NULL REFERENCES publication ON DELETE CASCADE,
  provider_id    bigint NOT NULL REFERENCES provider,
  run_key        text NOT NULL CHECK (run_key <> ''),
  minimum        integer CHECK (minimum >= 0),
  maximum        integer CHECK (maximum >= 0),
  enrolled       integer NOT NULL CHECK (enrolled >= 0),
  pending        integer CHECK (pending >= 0),
  changed_at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (publication_id, run_key),
  CHECK (maximum IS NULL OR minimum IS NULL OR minimum <= maximum)
);
COMMENT ON TABLE run_cohort IS 'who takes part, as the provider said last; goes before what a draft says';

CREATE INDEX run_cohort_by_provider ON run_cohort (provider_id);

ALTER TABLE publication ENABLE ROW LEVEL SECURITY;
ALTER TABLE publication FORCE ROW LEVEL SECURITY;
CREATE POLICY own_provider ON publication
  USING (provider_id::text = current_setting('leerwijzer.provider', true))
  WITH CHECK (provider_id::text = current_setting('leerwijzer.provider', true));
ALTER TABLE run_cohort ENABLE ROW LEVEL SECURITY;
ALTER TABLE run_cohort FORCE ROW LEVEL SECURITY;
CREATE POLICY own_provider ON run_cohort
  USING (provider_id::text = current_setting('leerwijzer.provider', true))
  WITH CHECK (provider_id::text = current_setting('leerwijzer.provider', true));
