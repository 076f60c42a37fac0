-- Keys with which the programs of a school publish. The secret is shown once and stored as a digest.
CREATE TABLE provider_key (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  provider_id  bigint NOT NULL REFERENCES provider ON DELETE CASCADE,
  name         text NOT NULL CHECK (name <> ''),
  prefix       text NOT NULL UNIQUE CHECK (prefix ~ '^[0-9a-f]{10}$'),
  digest       bytea NOT NULL CHECK (octet_length(digest) = 32),
  scopes       text[] NOT NULL CHECK (cardinality(scopes) > 0),
  created_at   timestamptz NOT NULL,
  created_by   text NOT NULL CHECK (created_by <> ''),
  used_at      timestamptz,
  expires_at   timestamptz NOT NULL,
  revoked_at   timestamptz
);
CREATE INDEX provider_key_by_provider ON provider_key (provider_id, id);
COMMENT ON COLUMN provider_key.used_at IS 'written at most once a minute';
