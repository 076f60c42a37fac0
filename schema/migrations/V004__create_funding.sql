-- Funding schemes as imported. A document is appended, never altered: what an earlier answer was
-- based on can always be read back. Validity ranges follow the document; within one document a
-- date has at most one version of the rules and one value of a parameter.

CREATE TABLE scheme (
  id   text PRIMARY KEY CHECK (id <> ''),
  name text NOT NULL
);

CREATE TABLE scheme_document (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  scheme_id text NOT NULL REFERENCES scheme,
  number    integer NOT NULL CHECK (number > 0),
  name      text NOT NULL,
  document  text NOT NULL,
  checksum  text NOT NULL,
  stored_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (scheme_id, number)
);

CREATE TABLE scheme_version (
  document_id bigint NOT NULL REFERENCES scheme_document,
  position    integer NOT NULL,
  validity    daterange NOT NULL CHECK (NOT isempty(validity)),
  body        jsonb NOT NULL,
  PRIMARY KEY (document_id, position),
  CONSTRAINT scheme_versions_do_not_overlap EXCLUDE USING gist (document_id WITH =, validity WITH &&)
);

CREATE TABLE parameter (
  document_id bigint NOT NULL REFERENCES scheme_document,
  position    integer NOT NULL,
  key         text NOT NULL CHECK (key <> ''),
  validity    daterange NOT NULL CHECK (NOT isempty(validity)),
  value       jsonb NOT NULL,
  unit        text NOT NULL,
  confidence  text NOT NULL,
  source      text NOT NULL,
  PRIMARY KEY (document_id, position),
  CONSTRAINT parameter_values_do_not_overlap EXCLUDE USING gist (document_id WITH =, key WITH =, validity WITH &&)
);

CREATE TABLE stacking (
  document_id bigint NOT NULL REFERENCES scheme_document,
  position    integer NOT NULL,
  other       text NOT NULL,
  relation    text NOT NULL CHECK (relation <> ''),
  body        jsonb NOT NULL,
  PRIMARY KEY (document_id, position)
);
COMMENT ON COLUMN stacking.other IS 'id of the other scheme, or a group; it need not be imported yet';

CREATE FUNCTION refuse_alteration() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are appended and never altered', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON scheme_document
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_alteration();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON scheme_version
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_alteration();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON parameter
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_alteration();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON stacking
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_alteration();
