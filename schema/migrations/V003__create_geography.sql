-- Labour-market regions, municipalities, postcodes and desks, with validity and date of verification.

CREATE TABLE region (
  slug        text PRIMARY KEY CHECK (slug <> ''),
  number      integer NOT NULL,
  name        text NOT NULL,
  valid_from  date,
  valid_until date,
  source      text NOT NULL,
  confidence  text NOT NULL,
  CHECK (valid_until IS NULL OR valid_from IS NULL OR valid_from <= valid_until)
);

CREATE TABLE municipality (
  region_slug text NOT NULL REFERENCES region ON DELETE CASCADE,
  position    integer NOT NULL,
  name        text NOT NULL CHECK (name <> ''),
  aliases     text[] NOT NULL,
  valid_from  date,
  valid_until date,
  PRIMARY KEY (region_slug, position),
  UNIQUE NULLS NOT DISTINCT (region_slug, name, valid_from),
  CHECK (valid_until IS NULL OR valid_from IS NULL OR valid_from <= valid_until)
);
CREATE INDEX municipality_by_name ON municipality (name);

CREATE TABLE place (
  region_slug  text NOT NULL REFERENCES region ON DELETE CASCADE,
  position     integer NOT NULL,
  name         text NOT NULL CHECK (name <> ''),
  municipality text NOT NULL,
  PRIMARY KEY (region_slug, position)
);

-- region_slug NULL: from a national postcode file; the region then follows from the municipality.
CREATE TABLE postcode (
  digits       text PRIMARY KEY CHECK (digits ~ '^[1-9][0-9]{3}$'),
  region_slug  text REFERENCES region ON DELETE CASCADE,
  latitude     double precision NOT NULL CHECK (latitude BETWEEN -90 AND 90),
  longitude    double precision NOT NULL CHECK (longitude BETWEEN -180 AND 180),
  place        text NOT NULL,
  municipality text NOT NULL
);
CREATE INDEX postcode_by_region ON postcode (region_slug);

-- listed_in: the region whose file holds the desk; region is empty for a desk that serves the country.
CREATE TABLE advice_point (
  id                   text PRIMARY KEY CHECK (id <> ''),
  listed_in            text NOT NULL REFERENCES region ON DELETE CASCADE,
  position             integer NOT NULL,
  name                 text NOT NULL,
  kind                 text NOT NULL,
  region               text NOT NULL,
  municipality         text NOT NULL,
  latitude             double precision CHECK (latitude BETWEEN -90 AND 90),
  longitude            double precision CHECK (longitude BETWEEN -180 AND 180),
  valid_from           date,
  valid_until          date,
  verified_at          date,
  scope                text[] NOT NULL,
  serves_residence     boolean NOT NULL,
  serves_establishment boolean NOT NULL,
  url                  text NOT NULL,
  phone                text NOT NULL,
  email                text NOT NULL,
  address              text NOT NULL,
  opening_hours        text NOT NULL,
  successor            text NOT NULL,
  source               text NOT NULL,
  confidence           text NOT NULL,
  note                 text NOT NULL,
  CHECK (valid_until IS NULL OR valid_from IS NULL OR valid_from <= valid_until),
  CHECK ((latitude IS NULL) = (longitude IS NULL))
);
CREATE INDEX advice_point_by_listing ON advice_point (listed_in, position);

CREATE TABLE referral_rule (
  position          integer PRIMARY KEY,
  priority          integer NOT NULL,
  situations        text[] NOT NULL,
  age_below         integer CHECK (age_below > 0),
  startkwalificatie boolean,
  refer_to          text NOT NULL CHECK (refer_to <> ''),
  reason            text NOT NULL
);
