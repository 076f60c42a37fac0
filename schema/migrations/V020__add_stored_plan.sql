-- Plans that people keep without an account. A plan is known by the digest of its code; every version is encrypted with
-- a key that follows from the code and from the number of the version. Neither the code nor a key is stored. A plan that
-- is deleted takes its versions and its shares with it.
CREATE TABLE stored_plan (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code_digest bytea NOT NULL UNIQUE CHECK (octet_length(code_digest) = 32),
  version     bigint NOT NULL CHECK (version > 0),
  made_at     timestamptz NOT NULL DEFAULT now(),
  expires_at  date NOT NULL
);
CREATE INDEX stored_plan_by_end ON stored_plan (expires_at);
COMMENT ON TABLE stored_plan IS 'plans of persons, encrypted; the code of the person is stored as a digest only';
COMMENT ON COLUMN stored_plan.version IS 'the one that counts now; the number of a version is its ETag';

CREATE TABLE stored_plan_version (
  plan_id  bigint NOT NULL REFERENCES stored_plan ON DELETE CASCADE,
  version  bigint NOT NULL CHECK (version > 0),
  restores bigint CHECK (restores < version),
  made_at  timestamptz NOT NULL DEFAULT now(),
  content  bytea NOT NULL,
  PRIMARY KEY (plan_id, version)
);
COMMENT ON COLUMN stored_plan_version.restores IS 'the earlier version that this one brought back; nothing: it was written anew';
COMMENT ON COLUMN stored_plan_version.content IS 'encrypted, padded to a power of two';
