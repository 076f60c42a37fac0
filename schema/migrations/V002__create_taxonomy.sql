-- Occupations and skills, joined over sources by URI. A URI keeps its id for good, also when no
-- source holds it any more, so that links to it never come to mean something else.

CREATE DOMAIN label_kind AS text CHECK (VALUE IN ('preferred', 'alternative', 'hidden'));
CREATE DOMAIN relation_kind AS text CHECK (VALUE IN ('essential', 'optional'));
CREATE DOMAIN reuse_level AS text CHECK (VALUE IN ('unknown', 'transversal', 'cross-sector', 'sector-specific',
                                                   'occupation-specific'));

CREATE TABLE taxonomy_source (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name        text NOT NULL UNIQUE CHECK (name <> ''),
  version     text NOT NULL,
  rank        integer NOT NULL,
  sample      boolean NOT NULL,
  imported_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN taxonomy_source.rank IS 'lower wins where two sources hold one URI';

CREATE TABLE occupation (
  id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  uri text NOT NULL UNIQUE CHECK (uri <> '')
);

CREATE TABLE skill (
  id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  uri text NOT NULL UNIQUE CHECK (uri <> '')
);

-- What one source says of a concept.
CREATE TABLE occupation_entry (
  source_id     bigint NOT NULL REFERENCES taxonomy_source ON DELETE CASCADE,
  occupation_id bigint NOT NULL REFERENCES occupation ON DELETE CASCADE,
  isco_group    text NOT NULL,
  sector        text NOT NULL,
  description   text NOT NULL,
  PRIMARY KEY (occupation_id, source_id)
);
CREATE INDEX occupation_entry_by_source ON occupation_entry (source_id);

CREATE TABLE skill_entry (
  source_id   bigint NOT NULL REFERENCES taxonomy_source ON DELETE CASCADE,
  skill_id    bigint NOT NULL REFERENCES skill ON DELETE CASCADE,
  knowledge   boolean NOT NULL,
  reuse       reuse_level NOT NULL,
  description text NOT NULL,
  PRIMARY KEY (skill_id, source_id)
);
CREATE INDEX skill_entry_by_source ON skill_entry (source_id);

CREATE TABLE label (
  source_id     bigint NOT NULL REFERENCES taxonomy_source ON DELETE CASCADE,
  occupation_id bigint REFERENCES occupation ON DELETE CASCADE,
  skill_id      bigint REFERENCES skill ON DELETE CASCADE,
  position      integer NOT NULL,
  kind          label_kind NOT NULL,
  language      text NOT NULL,
  text          text NOT NULL,
  CONSTRAINT label_of_one_concept CHECK (num_nonnulls(occupation_id, skill_id) = 1)
);
CREATE UNIQUE INDEX label_of_occupation ON label (occupation_id, source_id, position) WHERE occupation_id IS NOT NULL;
CREATE UNIQUE INDEX label_of_skill ON label (skill_id, source_id, position) WHERE skill_id IS NOT NULL;
CREATE INDEX label_by_source ON label (source_id);

CREATE TABLE occupation_skill (
  source_id     bigint NOT NULL REFERENCES taxonomy_source ON DELETE CASCADE,
  occupation_id bigint NOT NULL REFERENCES occupation ON DELETE CASCADE,
  skill_id      bigint NOT NULL REFERENCES skill ON DELETE CASCADE,
  kind          relation_kind NOT NULL,
  PRIMARY KEY (occupation_id, source_id, skill_id)
);
CREATE INDEX occupation_skill_by_source ON occupation_skill (source_id);
CREATE INDEX occupation_skill_by_skill ON occupation_skill (skill_id);

ALTER TABLE offer_outcome ADD FOREIGN KEY (skill_id) REFERENCES skill;
