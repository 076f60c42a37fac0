-- What persons decided about the catalogue, and how a feed with field names of its own is read.

CREATE TABLE audit_entry (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at      timestamptz NOT NULL DEFAULT now(),
  actor   text NOT NULL CHECK (actor <> ''),
  action  text NOT NULL CHECK (action <> ''),
  subject text NOT NULL,
  detail  text NOT NULL DEFAULT ''
);
CREATE INDEX audit_entry_by_subject ON audit_entry (subject, id);
COMMENT ON TABLE audit_entry IS 'append only; written in the transaction of the decision itself';
COMMENT ON COLUMN audit_entry.actor IS 'who decided, as given to the program';
COMMENT ON COLUMN audit_entry.action IS 'kebab-case: release-quarantine, split-offers';
COMMENT ON COLUMN audit_entry.subject IS 'what it was about: "source my-school", "offer 12"';

ALTER TABLE source ADD profile text NOT NULL DEFAULT '';
COMMENT ON COLUMN source.profile IS 'mapping profile (JSON) of a feed with custom field names; empty: none';
