-- What was answered to a request with an Idempotency-Key, so that its repetition is answered the same and done once.
-- The answer is encrypted with a key that follows from that key and the body: neither is stored.
CREATE TABLE retry (
  key_digest     bytea PRIMARY KEY CHECK (octet_length(key_digest) = 32),
  request_digest bytea NOT NULL CHECK (octet_length(request_digest) = 32),
  answer         bytea NOT NULL,
  at             timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX retry_by_age ON retry (at);
COMMENT ON TABLE retry IS 'kept for a day';
