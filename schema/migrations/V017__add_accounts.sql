-- People who work at a desk or a school: accounts, invitations, recovery codes, sessions, and what slows down guessing.
-- No password, code or token stands here that opens anything: passwords are Argon2id, secrets of apps are encrypted with
-- a key outside the database, and all else is a digest.
CREATE TABLE account (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email         text NOT NULL CHECK (email <> '' OR oidc_subject IS NOT NULL),
  desk          text CHECK (desk <> ''),
  provider_id   bigint REFERENCES provider ON DELETE CASCADE,
  role          text NOT NULL CHECK (role IN ('advisor', 'desk-manager', 'editor', 'publisher', 'administrator')),
  status        text NOT NULL CHECK (status IN ('invited', 'active', 'locked')),
  version       bigint NOT NULL DEFAULT 1,
  password      text NOT NULL DEFAULT '',
  totp_secret   bytea,
  totp_step     bigint NOT NULL DEFAULT 0,
  oidc_subject  bytea UNIQUE CHECK (octet_length(oidc_subject) = 32),
  created_at    timestamptz NOT NULL DEFAULT now(),
  last_login_at timestamptz,
  CHECK ((desk IS NULL) <> (provider_id IS NULL)),
  CHECK ((desk IS NOT NULL) = (role IN ('advisor', 'desk-manager'))),
  CHECK (status <> 'active' OR oidc_subject IS NOT NULL OR (password <> '' AND totp_secret IS NOT NULL))
);
CREATE UNIQUE INDEX account_by_email ON account (email) WHERE oidc_subject IS NULL;
CREATE INDEX account_by_desk ON account (desk, id);
CREATE INDEX account_by_provider ON account (provider_id, id);
COMMENT ON COLUMN account.totp_step IS 'the step of the last code that was taken: none is taken twice';
COMMENT ON COLUMN account.oidc_subject IS 'digest of issuer and subject; such an account has no password here';

-- An invitation waits for a password, and then for the first code of an app; with that it is gone.
CREATE TABLE account_invitation (
  account_id  bigint PRIMARY KEY REFERENCES account ON DELETE CASCADE,
  code_digest bytea NOT NULL UNIQUE CHECK (octet_length(code_digest) = 32),
  expires_at  timestamptz NOT NULL,
  password    text NOT NULL DEFAULT '',
  totp_secret bytea,
  CHECK ((password = '') = (totp_secret IS NULL))
);

CREATE TABLE account_recovery_code (
  account_id  bigint NOT NULL REFERENCES account ON DELETE CASCADE,
  code_digest bytea NOT NULL CHECK (octet_length(code_digest) = 32),
  PRIMARY KEY (account_id, code_digest)
);
COMMENT ON TABLE account_recovery_code IS 'a row goes when its code is used';

CREATE TABLE account_session (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id   bigint NOT NULL REFERENCES account ON DELETE CASCADE,
  token_digest bytea NOT NULL UNIQUE CHECK (octet_length(token_digest) = 32),
  created_at   timestamptz NOT NULL,
  seen_at      timestamptz NOT NULL,
  confirmed_at timestamptz NOT NULL
);
CREATE INDEX account_session_by_account ON account_session (account_id);
CREATE INDEX account_session_by_age ON account_session (created_at);
COMMENT ON COLUMN account_session.confirmed_at IS 'when the person last gave a code';

-- Keyed digests of addresses, of the network and of mail: what is here does not tell whether there is an account.
CREATE TABLE login_failure (
  key_digest bytea PRIMARY KEY CHECK (octet_length(key_digest) = 32),
  failures   integer NOT NULL,
  last_at    timestamptz NOT NULL,
  wait_until timestamptz NOT NULL
);
CREATE INDEX login_failure_by_age ON login_failure (last_at);

-- A login at another organisation that was begun; gone with its first answer.
CREATE TABLE oidc_login (
  state_digest bytea PRIMARY KEY CHECK (octet_length(state_digest) = 32),
  provider     text NOT NULL,
  content      bytea NOT NULL,
  expires_at   timestamptz NOT NULL
);
CREATE INDEX oidc_login_by_end ON oidc_login (expires_at);
COMMENT ON COLUMN oidc_login.content IS 'nonce and code verifier, encrypted';

-- An account as it is shown: without what opens anything.
CREATE VIEW account_entry AS
SELECT a.id, a.email, coalesce(a.desk, '') AS desk, a.provider_id, a.role, a.status, a.version,
       extract(epoch FROM a.created_at)::bigint AS created_at, extract(epoch FROM a.last_login_at)::bigint AS last_login_at,
       a.oidc_subject IS NOT NULL AS external,
       (SELECT count(*) FROM account_recovery_code c WHERE c.account_id = a.id) AS recovery_codes
  FROM account a;
