-- What is learned from the taxonomy, and what people decided about titles. Models follow from the taxonomy of the
-- version they name and can be made anew at any time; decisions cannot.

CREATE TABLE taxonomy_model (
  version text NOT NULL,
  part    integer NOT NULL CHECK (part >= 0),
  bytes   bytea NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (version, part)
);
COMMENT ON COLUMN taxonomy_model.version IS 'of the taxonomy: every source and version in it';

CREATE TABLE title_override (
  origin        text NOT NULL CHECK (origin <> ''),
  title         text NOT NULL CHECK (title <> ''),
  occupation_id bigint NOT NULL REFERENCES occupation,
  reason        text NOT NULL CHECK (reason <> ''),
  PRIMARY KEY (title, origin)
);
CREATE INDEX ON title_override (occupation_id);
COMMENT ON COLUMN title_override.origin IS 'the taxonomy it came with, or the name an operator gave his own';
