-- Parts of a plan that its owner lets somebody else see. Each share has a code and a key of its own: the key is kept
-- encrypted for the owner and for the holder, and opens only what was chosen. A revocation empties what the holder could
-- open at once. What was opened and when is kept for the owner.
CREATE TABLE plan_share (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  plan_id     bigint NOT NULL REFERENCES stored_plan ON DELETE CASCADE,
  code_digest bytea NOT NULL UNIQUE CHECK (octet_length(code_digest) = 32),
  made_at     timestamptz NOT NULL DEFAULT now(),
  expires_at  date NOT NULL,
  revoked_at  timestamptz,
  for_owner   bytea NOT NULL,
  for_holder  bytea,
  content     bytea,
  CHECK ((content IS NULL) = (for_holder IS NULL)),
  CHECK (revoked_at IS NULL OR content IS NULL)
);
CREATE INDEX plan_share_by_plan ON plan_share (plan_id, id);
CREATE INDEX plan_share_by_end ON plan_share (expires_at);
COMMENT ON COLUMN plan_share.for_owner IS 'key of the share, its name, sections and right, encrypted for the owner';
COMMENT ON COLUMN plan_share.for_holder IS 'key of the share, encrypted for whoever has its code';
COMMENT ON COLUMN plan_share.content IS 'the chosen sections of the plan as it is now, encrypted with the key of the share';

CREATE TABLE plan_share_event (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  share_id bigint NOT NULL REFERENCES plan_share ON DELETE CASCADE,
  at       timestamptz NOT NULL DEFAULT now(),
  what     text NOT NULL CHECK (what IN ('opened', 'commented'))
);
CREATE INDEX plan_share_event_by_share ON plan_share_event (share_id, id);

CREATE TABLE plan_share_comment (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  share_id bigint NOT NULL REFERENCES plan_share ON DELETE CASCADE,
  at       timestamptz NOT NULL DEFAULT now(),
  content  bytea NOT NULL
);
CREATE INDEX plan_share_comment_by_share ON plan_share_comment (share_id, id);
COMMENT ON COLUMN plan_share_comment.content IS 'encrypted with the key of the share, padded';
