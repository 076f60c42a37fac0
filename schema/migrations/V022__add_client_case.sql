-- The work of desks for their clients. A case has a number and a label, and needs no name; the client holds a code, of
-- which only a digest is here. What is told and shown is encrypted with a key of the case, which is wrapped with a key
-- of the desk, which is wrapped with a key of the operator that is not in this database.
-- Rows are seen and written by the desk that a transaction acts for, whatever a statement says.
CREATE TABLE desk_key (
  desk    text PRIMARY KEY CHECK (desk <> ''),
  wrapped bytea NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE desk_key IS 'one key a desk, wrapped with the key of the operator; which desks work here is no secret';

CREATE TABLE client_case (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  desk           text NOT NULL CHECK (desk <> ''),
  advisor        bigint NOT NULL,
  status         text NOT NULL CHECK (status IN ('open', 'waiting', 'ended')),
  version        bigint NOT NULL DEFAULT 1,
  code_digest    bytea NOT NULL UNIQUE CHECK (octet_length(code_digest) = 32),
  wrapped_key    bytea NOT NULL,
  label          bytea NOT NULL,
  profile        bytea,
  share_code     bytea,
  referral_id    bigint UNIQUE,
  next_action_on date,
  made_at        timestamptz NOT NULL DEFAULT now(),
  touched_on     date NOT NULL,
  ended_on       date,
  warned_on      date,
  CHECK ((status = 'ended') = (ended_on IS NOT NULL))
);
CREATE INDEX client_case_by_desk ON client_case (desk, status, next_action_on, id);
CREATE INDEX client_case_by_touch ON client_case (desk, touched_on);
COMMENT ON COLUMN client_case.advisor IS 'number of the account that the case is of';
COMMENT ON COLUMN client_case.share_code IS 'the code with which the client shares a plan, encrypted';
COMMENT ON COLUMN client_case.warned_on IS 'since when the desk is told that the case will be erased; empty: not';

CREATE TABLE case_hand_over (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id      bigint NOT NULL REFERENCES client_case ON DELETE CASCADE,
  from_desk    text NOT NULL CHECK (from_desk <> ''),
  to_desk      text NOT NULL CHECK (to_desk <> '' AND to_desk <> from_desk),
  status       text NOT NULL CHECK (status IN ('offered', 'moving', 'accepted', 'refused', 'withdrawn')),
  refusal      text CHECK (refusal <> ''),
  offered_by   text NOT NULL,
  account      bigint NOT NULL,
  offered_at   timestamptz NOT NULL DEFAULT now(),
  decided_by   text NOT NULL DEFAULT '',
  decided_at   timestamptz,
  key_for_desk bytea,
  message      bytea,
  CHECK ((status IN ('offered', 'moving')) = (key_for_desk IS NOT NULL)),
  CHECK ((status = 'refused') = (refusal IS NOT NULL))
);
CREATE UNIQUE INDEX case_hand_over_one_offered ON case_hand_over (case_id) WHERE status = 'offered';
CREATE INDEX case_hand_over_by_receiver ON case_hand_over (to_desk, status);
CREATE INDEX case_hand_over_by_sender ON case_hand_over (from_desk, status);
COMMENT ON COLUMN case_hand_over.status IS 'moving is never committed: it lets the receiving desk take the case';
COMMENT ON COLUMN case_hand_over.key_for_desk IS 'the key of the case, wrapped for the receiving desk until it decides';

CREATE TABLE case_note (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id      bigint NOT NULL REFERENCES client_case ON DELETE CASCADE,
  account      bigint NOT NULL,
  written_by   text NOT NULL,
  version      bigint NOT NULL DEFAULT 1,
  written_at   timestamptz NOT NULL DEFAULT now(),
  corrected_at timestamptz,
  content      bytea NOT NULL
);
CREATE INDEX case_note_by_case ON case_note (case_id, id);

CREATE TABLE case_shown (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id  bigint NOT NULL REFERENCES client_case ON DELETE CASCADE,
  kind     text NOT NULL CHECK (kind IN ('matches', 'plans', 'comparison')),
  shown_by text NOT NULL,
  shown_at timestamptz NOT NULL DEFAULT now(),
  content  bytea NOT NULL
);
CREATE INDEX case_shown_by_case ON case_shown (case_id, id);
COMMENT ON TABLE case_shown IS 'what a client was shown and why, with the rules and the index of that moment; encrypted';

CREATE TABLE case_consent (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id      bigint NOT NULL REFERENCES client_case ON DELETE CASCADE,
  kind         text NOT NULL CHECK (kind IN ('keep', 'plan', 'hand-over')),
  text_version text NOT NULL CHECK (text_version <> ''),
  recorded_by  text NOT NULL,
  given_at     timestamptz NOT NULL DEFAULT now(),
  withdrawn_at timestamptz
);
CREATE INDEX case_consent_by_case ON case_consent (case_id, id);

CREATE TABLE case_audit (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  desk    text NOT NULL CHECK (desk <> ''),
  case_id bigint,
  at      timestamptz NOT NULL DEFAULT now(),
  actor   text NOT NULL CHECK (actor <> ''),
  action  text NOT NULL CHECK (action <> ''),
  detail  text NOT NULL DEFAULT ''
);
CREATE INDEX case_audit_by_case ON case_audit (desk, case_id, id);
COMMENT ON TABLE case_audit IS 'who read or changed which case; append only, and without a word of a client';

CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit of cases is never changed' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER case_audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON case_audit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();

CREATE TABLE desk_template (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  desk    text NOT NULL CHECK (desk <> ''),
  content bytea NOT NULL,
  made_by text NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX desk_template_by_desk ON desk_template (desk, id);

ALTER TABLE client_case ENABLE ROW LEVEL SECURITY;
ALTER TABLE client_case FORCE ROW LEVEL SECURITY;
ALTER TABLE case_hand_over ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_hand_over FORCE ROW LEVEL SECURITY;
ALTER TABLE case_note ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_note FORCE ROW LEVEL SECURITY;
ALTER TABLE case_shown ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_shown FORCE ROW LEVEL SECURITY;
ALTER TABLE case_consent ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_consent FORCE ROW LEVEL SECURITY;
ALTER TABLE case_audit ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_audit FORCE ROW LEVEL SECURITY;
ALTER TABLE desk_template ENABLE ROW LEVEL SECURITY;
ALTER TABLE desk_template FORCE ROW LEVEL SECURITY;

-- A desk that accepts a hand-over sees the row of the other desk for as long as it takes to make it its own.
CREATE POLICY of_desk ON client_case
  USING (desk = current_setting('leerwijzer.desk', true)
         OR EXISTS (SELECT 1 FROM case_hand_over h
                     WHERE h.case_id = client_case.id AND h.from_desk = client_case.desk AND h.status = 'moving'
                       AND h.to_desk = current_setting('leerwijzer.desk', true)))
  WITH CHECK (desk = current_setting('leerwijzer.desk', true));
CREATE POLICY of_both_desks ON case_hand_over
  USING (current_setting('leerwijzer.desk', true) IN (from_desk, to_desk));
CREATE POLICY of_case ON case_note USING (EXISTS (SELECT 1 FROM client_case c WHERE c.id = case_id));
CREATE POLICY of_case ON case_shown USING (EXISTS (SELECT 1 FROM client_case c WHERE c.id = case_id));
CREATE POLICY of_case ON case_consent USING (EXISTS (SELECT 1 FROM client_case c WHERE c.id = case_id));
CREATE POLICY of_desk ON case_audit USING (desk = current_setting('leerwijzer.desk', true));
CREATE POLICY of_desk ON desk_template USING (desk = current_setting('leerwijzer.desk', true));
