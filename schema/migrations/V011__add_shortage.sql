-- How hard it is for employers to find people, by labour-market region and sector. Pairs that are absent are unknown.

CREATE TABLE shortage (
  region      text NOT NULL CHECK (region <> ''),
  sector      text NOT NULL CHECK (sector <> ''),
  measured_on date NOT NULL,
  tension     text NOT NULL CHECK (tension IN ('very-wide', 'wide', 'average', 'tight', 'very-tight')),
  source      text NOT NULL CHECK (source <> ''),
  sample      boolean NOT NULL,
  PRIMARY KEY (region, sector, measured_on)
);
COMMENT ON COLUMN shortage.region IS 'slug of a labour-market region; no reference, for regions are replaced on their own';
COMMENT ON COLUMN shortage.sample IS 'invented; every answer that uses it says so';
