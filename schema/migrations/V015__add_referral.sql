-- What a person lets a desk know. The text is encrypted with a key of its own; that key is kept twice: in an envelope
-- for the desk, and encrypted with a key that follows from the person's code. Neither the code nor a key that opens
-- anything is stored. A withdrawal empties the three at once, and the row goes when its keeping is over.
CREATE TABLE referral (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code_digest     bytea NOT NULL UNIQUE CHECK (octet_length(code_digest) = 32),
  desk            text NOT NULL CHECK (desk <> ''),
  status          text NOT NULL CHECK (status IN ('received', 'seen', 'accepted', 'refused', 'done', 'withdrawn')),
  refusal         text CHECK (refusal <> ''),
  sections        text[] NOT NULL,
  consent_version text NOT NULL CHECK (consent_version <> ''),
  consented_at    timestamptz NOT NULL DEFAULT now(),
  changed_at      timestamptz NOT NULL DEFAULT now(),
  expires_at      date NOT NULL,
  content         bytea,
  key_for_desk    bytea,
  key_for_person  bytea,
  retry_digest    bytea UNIQUE CHECK (octet_length(retry_digest) = 32),
  request_digest  bytea CHECK (octet_length(request_digest) = 32),
  retry_code      bytea,
  CHECK ((content IS NULL) = (key_for_desk IS NULL) AND (content IS NULL) = (key_for_person IS NULL)),
  CHECK ((status = 'withdrawn') = (content IS NULL)),
  CHECK ((refusal IS NULL) OR status IN ('refused', 'withdrawn'))
);
CREATE INDEX referral_by_desk ON referral (desk, status, id);
CREATE INDEX referral_by_end ON referral (expires_at);
COMMENT ON TABLE referral IS 'requests for help, encrypted; the code of the person is stored as a digest only';
COMMENT ON COLUMN referral.retry_code IS 'the code, encrypted with a key that follows from the Idempotency-Key and the body; emptied after a day';
