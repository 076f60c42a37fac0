-- Files that a provider sends in: kept until the indexer has read them, once to tell what would happen and once more
-- when the provider agrees.
CREATE TABLE upload (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  provider_id bigint NOT NULL REFERENCES provider,
  name        text NOT NULL CHECK (name <> ''),
  format      text NOT NULL DEFAULT '',
  digest      text NOT NULL,
  bytes       bigint NOT NULL CHECK (bytes > 0),
  content     bytea,
  state       text NOT NULL DEFAULT 'waiting'
              CHECK (state IN ('waiting', 'checked', 'unreadable', 'confirmed', 'ingested', 'failed')),
  report      text,
  outcome     text,
  added_at    timestamptz NOT NULL DEFAULT now(),
  changed_at  timestamptz NOT NULL DEFAULT now(),
  CHECK (content IS NOT NULL OR state IN ('unreadable', 'ingested', 'failed'))
);
CREATE INDEX upload_by_provider ON upload (provider_id, id);
COMMENT ON COLUMN upload.format IS 'as the provider says, or as it was found; empty: not known yet';
COMMENT ON COLUMN upload.content IS 'as it was sent; NULL once nothing will be read from it any more';
COMMENT ON COLUMN upload.report IS 'JSON: what the dry run found';
COMMENT ON COLUMN upload.outcome IS 'JSON: what ingesting it did';

ALTER TABLE upload ENABLE ROW LEVEL SECURITY;
ALTER TABLE upload FORCE ROW LEVEL SECURITY;
CREATE POLICY own_provider ON upload
  USING (provider_id::text = current_setting('leerwijzer.provider', true))
  WITH CHECK (provider_id::text = current_setting('leerwijzer.provider', true));

-- What the indexer has to do, for whom: it learns nothing else before it acts for that provider.
CREATE TABLE upload_task (
  upload_id   bigint PRIMARY KEY REFERENCES upload ON DELETE CASCADE,
  provider_id bigint NOT NULL REFERENCES provider,
  tries       integer NOT NULL DEFAULT 0,
  since       timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX upload_task_by_provider ON upload_task (provider_id);
