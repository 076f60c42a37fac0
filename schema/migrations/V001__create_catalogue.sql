-- Where offers come from, who gives them, what is taught, when, where and for how much.
-- What a feed does not say is NULL or empty, never a made-up value.

CREATE EXTENSION IF NOT EXISTS btree_gist;

-- Closed sets of words. Each is the set of names of the enum of the same name in engine/domain.
CREATE DOMAIN severity AS text CHECK (VALUE IN ('info', 'warning', 'error'));
CREATE DOMAIN identifier_scheme AS text CHECK (VALUE IN ('brin', 'rio', 'kvk', 'edudex', 'ooapi', 'other'));
CREATE DOMAIN offer_kind AS text CHECK (VALUE IN ('qualification', 'certificate', 'keuzedeel', 'praktijkverklaring',
                                                  'module', 'course', 'orientation', 'retraining', 'exam'));
CREATE DOMAIN delivery_mode AS text CHECK (VALUE IN ('on-site', 'online', 'self-study', 'blended', 'workplace'));
CREATE DOMAIN intensity AS text CHECK (VALUE IN ('unknown', 'full-time', 'part-time', 'dual', 'self-paced'));
CREATE DOMAIN learning_path AS text CHECK (VALUE IN ('none', 'bol', 'bbl', 'third'));
CREATE DOMAIN start_kind AS text CHECK (VALUE IN ('fixed', 'window', 'month', 'semester', 'rolling', 'on_agreement',
                                                  'text', 'unknown'));
CREATE DOMAIN run_status AS text CHECK (VALUE IN ('open', 'full', 'cancelled', 'closed', 'unknown'));
CREATE DOMAIN daypart AS text CHECK (VALUE IN ('morning', 'afternoon', 'evening', 'weekend'));
CREATE DOMAIN cost_kind AS text CHECK (VALUE IN ('tuition', 'exam', 'material', 'registration', 'travel', 'lodging',
                                                 'discount', 'other', 'total'));
CREATE DOMAIN vat_basis AS text CHECK (VALUE IN ('incl', 'excl', 'exempt', 'unknown'));
CREATE DOMAIN cost_period AS text CHECK (VALUE IN ('whole', 'year', 'month', 'week', 'day', 'hour'));
CREATE DOMAIN code_scheme AS text CHECK (VALUE IN ('crebo', 'croho', 'rio', 'isced-f', 'nlqf', 'edudex', 'ooapi', 'sbi',
                                                   'other'));
CREATE DOMAIN basis AS text CHECK (VALUE IN ('unknown', 'stated', 'inferred'));
CREATE DOMAIN text_field AS text CHECK (VALUE IN ('title', 'summary', 'description', 'admission', 'qualification',
                                                  'assessment', 'enrolment', 'accessibility'));
CREATE DOMAIN nlqf_level AS text CHECK (VALUE IN ('1', '2', '3', '4', '4+', '5', '6', '7', '8'));
CREATE DOMAIN level_basis AS text CHECK (VALUE IN ('unknown', 'stated', 'register', 'inferred'));

-- ---------------------------------------------------------------------------------------------
-- Sources and what was fetched from them

CREATE TABLE source (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name       text NOT NULL UNIQUE CHECK (name <> ''),
  format     text NOT NULL,
  location   text NOT NULL,
  trust_rank integer NOT NULL DEFAULT 50,
  sample     boolean NOT NULL DEFAULT false
);
COMMENT ON COLUMN source.trust_rank IS 'lower wins where two sources tell of one offer';

CREATE TABLE "fetch" (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source_id     bigint NOT NULL REFERENCES source ON DELETE CASCADE,
  state         text NOT NULL DEFAULT 'open'
                CHECK (state IN ('open', 'finished', 'incomplete', 'collapsed', 'aborted')),
  started_at    timestamptz NOT NULL DEFAULT now(),
  ended_at      timestamptz,
  batches       bigint NOT NULL DEFAULT 0,
  records       bigint NOT NULL DEFAULT 0,
  added         bigint NOT NULL DEFAULT 0,
  changed       bigint NOT NULL DEFAULT 0,
  unchanged     bigint NOT NULL DEFAULT 0,
  without_offer bigint NOT NULL DEFAULT 0,
  deleted       bigint NOT NULL DEFAULT 0,
  kept_back     bigint NOT NULL DEFAULT 0,
  reason        text NOT NULL DEFAULT '',
  checksum      text NOT NULL DEFAULT '',
  CHECK ((state = 'open') = (ended_at IS NULL))
);
CREATE INDEX fetch_by_source ON "fetch" (source_id, id);
CREATE UNIQUE INDEX fetch_one_open ON "fetch" (source_id) WHERE state = 'open';
COMMENT ON COLUMN "fetch".batches IS 'tells a writer whose commit was in doubt whether its batch is in';

-- Counts of a fetch by name of provider, for the report.
CREATE TABLE fetch_provider (
  fetch_id      bigint NOT NULL REFERENCES "fetch" ON DELETE CASCADE,
  provider_name text NOT NULL,
  added         bigint NOT NULL DEFAULT 0,
  changed       bigint NOT NULL DEFAULT 0,
  unchanged     bigint NOT NULL DEFAULT 0,
  without_offer bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (fetch_id, provider_name)
);

-- The latest record of each key, byte for byte as delivered.
CREATE TABLE raw_record (
  source_id  bigint NOT NULL REFERENCES source ON DELETE CASCADE,
  key        text NOT NULL,
  fetch_id   bigint REFERENCES "fetch" ON DELETE SET NULL,
  media_type text NOT NULL,
  body       bytea NOT NULL,
  digest     text NOT NULL,
  PRIMARY KEY (source_id, key)
);
CREATE INDEX raw_record_by_fetch ON raw_record (fetch_id);
COMMENT ON COLUMN raw_record.fetch_id IS 'the fetch that first brought this body';

CREATE TABLE diagnostic (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  fetch_id   bigint NOT NULL REFERENCES "fetch" ON DELETE CASCADE,
  severity   severity NOT NULL,
  code       text NOT NULL,
  record_key text NOT NULL,
  path       text NOT NULL,
  message    text NOT NULL
);
CREATE INDEX diagnostic_by_fetch ON diagnostic (fetch_id, id);

-- ---------------------------------------------------------------------------------------------
-- Providers

CREATE TABLE provider (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source_id    bigint NOT NULL REFERENCES source ON DELETE CASCADE,
  key          text NOT NULL CHECK (key <> ''),
  name         text NOT NULL,
  kind         text NOT NULL DEFAULT '',
  url          text NOT NULL DEFAULT '',
  email        text NOT NULL DEFAULT '',
  description  text NOT NULL DEFAULT '',
  content_hash text NOT NULL,
  UNIQUE (source_id, key)
);

CREATE TABLE identifier (
  provider_id bigint NOT NULL REFERENCES provider ON DELETE CASCADE,
  position    integer NOT NULL,
  scheme      identifier_scheme NOT NULL,
  value       text NOT NULL CHECK (value <> ''),
  valid_from  date,
  valid_until date,
  PRIMARY KEY (provider_id, position),
  CHECK (valid_until IS NULL OR valid_from IS NULL OR valid_from <= valid_until)
);
CREATE INDEX identifier_by_value ON identifier (scheme, value);

CREATE TABLE accreditation (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  provider_id bigint NOT NULL REFERENCES provider ON DELETE CASCADE,
  scheme      text NOT NULL CHECK (scheme <> ''),
  number      text NOT NULL DEFAULT '',
  issuer      text NOT NULL DEFAULT '',
  valid_from  date,
  valid_until date,
  CHECK (valid_until IS NULL OR valid_from IS NULL OR valid_from <= valid_until),
  UNIQUE NULLS NOT DISTINCT (provider_id, scheme, number, valid_from)
);

-- ---------------------------------------------------------------------------------------------
-- Offers

CREATE TABLE offer (
  id                   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source_id            bigint NOT NULL REFERENCES source ON DELETE CASCADE,
  key                  text NOT NULL CHECK (key <> ''),
  provider_id          bigint REFERENCES provider ON DELETE SET NULL,
  kind                 offer_kind NOT NULL,
  kind_basis           basis NOT NULL,
  level                nlqf_level,
  level_basis          level_basis NOT NULL,
  level_raw            text NOT NULL,
  sector               text NOT NULL,
  intensity            intensity NOT NULL,
  path                 learning_path NOT NULL,
  dayparts             daypart[] NOT NULL,
  duration_months      double precision CHECK (duration_months < 'Infinity'),
  study_load_hours     integer,
  hours_per_week       double precision CHECK (hours_per_week < 'Infinity'),
  hours_per_week_basis basis NOT NULL,
  prior_level          nlqf_level,
  url                  text NOT NULL,
  contact_email        text NOT NULL,
  contact_phone        text NOT NULL,
  awarded              text NOT NULL,
  recognised           boolean,
  quality              double precision NOT NULL CHECK (quality BETWEEN 0 AND 1),
  body_hash            text NOT NULL,
  content_hash         text NOT NULL,
  UNIQUE (source_id, key),
  -- A level says who states it; without a level there is nothing to state.
  CONSTRAINT level_has_a_basis CHECK ((level IS NULL) = (level_basis = 'unknown'))
);
CREATE INDEX offer_by_provider ON offer (provider_id);
COMMENT ON COLUMN offer.body_hash IS 'digest of the offer without the name of its provider';
COMMENT ON COLUMN offer.content_hash IS 'digest of body_hash and the name of the provider';

-- Which fetch last saw an offer: apart from offer, because it is written for every record of every fetch.
CREATE TABLE offer_seen (
  offer_id bigint PRIMARY KEY REFERENCES offer ON DELETE CASCADE,
  fetch_id bigint NOT NULL
) WITH (fillfactor = 70);

-- Parts of an offer stand in the order of the source: (offer_id, position).
CREATE TABLE offer_text (
  offer_id bigint NOT NULL REFERENCES offer ON DELETE CASCADE,
  position integer NOT NULL,
  field    text_field NOT NULL,
  language text NOT NULL,
  text     text NOT NULL,
  PRIMARY KEY (offer_id, position)
);

CREATE TABLE offer_outcome (
  offer_id   bigint NOT NULL REFERENCES offer ON DELETE CASCADE,
  position   integer NOT NULL,
  text       text NOT NULL,
  language   text NOT NULL,
  skill_id   bigint,
  confidence double precision NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  PRIMARY KEY (offer_id, position)
);
CREATE INDEX offer_outcome_by_skill ON offer_outcome (skill_id) WHERE skill_id IS NOT NULL;

CREATE TABLE offer_code (
  offer_id bigint NOT NULL REFERENCES offer ON DELETE CASCADE,
  position integer NOT NULL,
  scheme   code_scheme NOT NULL,
  value    text NOT NULL,
  PRIMARY KEY (offer_id, position)
);
CREATE INDEX offer_code_by_value ON offer_code (scheme, value);

CREATE TABLE offer_language (
  offer_id bigint NOT NULL REFERENCES offer ON DELETE CASCADE,
  position integer NOT NULL,
  language text NOT NULL,
  PRIMARY KEY (offer_id, position)
);

CREATE TABLE offer_mode (
  offer_id bigint NOT NULL REFERENCES offer ON DELETE CASCADE,
  position integer NOT NULL,
  mode     delivery_mode NOT NULL,
  PRIMARY KEY (offer_id, position)
);

-- ---------------------------------------------------------------------------------------------
-- When, where and for how much

CREATE TABLE run (
  id              bigint GENERATED BY DEFAULT AS IDENTITY UNIQUE,
  offer_id        bigint NOT NULL REFERENCES offer ON DELETE CASCADE,
  position        integer NOT NULL,
  key             text NOT NULL,
  start_kind      start_kind NOT NULL,
  start_date      date,
  end_date        date,
  window_from     date,
  window_until    date,
  start_text      text NOT NULL,
  status          run_status NOT NULL,
  places_min      integer,
  places_max      integer,
  places_enrolled integer,
  places_pending  integer,
  modes           delivery_mode[] NOT NULL,
  dayparts        daypart[] NOT NULL,
  PRIMARY KEY (offer_id, position),
  -- No date is invented: only a fixed start and an entry window carry dates.
  CONSTRAINT only_dated_kinds_have_dates CHECK (
    start_kind IN ('fixed', 'window') OR num_nonnulls(start_date, end_date, window_from, window_until) = 0)
);
CREATE UNIQUE INDEX run_key_within_offer ON run (offer_id, key) WHERE key <> '';

CREATE TABLE enrolment_window (
  offer_id     bigint NOT NULL,
  run_position integer NOT NULL,
  opens        date,
  closes       date,
  PRIMARY KEY (offer_id, run_position),
  FOREIGN KEY (offer_id, run_position) REFERENCES run (offer_id, position) ON DELETE CASCADE,
  CONSTRAINT window_has_a_side CHECK (num_nonnulls(opens, closes) > 0)
);

CREATE TABLE session (
  offer_id     bigint NOT NULL,
  run_position integer NOT NULL,
  position     integer NOT NULL,
  day          date,
  time_from    text NOT NULL,
  time_until   text NOT NULL,
  PRIMARY KEY (offer_id, run_position, position),
  FOREIGN KEY (offer_id, run_position) REFERENCES run (offer_id, position) ON DELETE CASCADE
);

-- run_position NULL: of the offer as a whole.
CREATE TABLE location (
  offer_id     bigint NOT NULL REFERENCES offer ON DELETE CASCADE,
  run_position integer,
  position     integer NOT NULL,
  name         text NOT NULL,
  street       text NOT NULL,
  postcode     text NOT NULL,
  city         text NOT NULL,
  latitude     double precision CHECK (latitude BETWEEN -90 AND 90),
  longitude    double precision CHECK (longitude BETWEEN -180 AND 180),
  UNIQUE NULLS NOT DISTINCT (offer_id, run_position, position),
  FOREIGN KEY (offer_id, run_position) REFERENCES run (offer_id, position) ON DELETE CASCADE,
  CONSTRAINT point_is_whole CHECK ((latitude IS NULL) = (longitude IS NULL))
);

-- One row per price part. run_position NULL: of the offer as a whole. Amounts in euro cents.
CREATE TABLE cost (
  offer_id      bigint NOT NULL REFERENCES offer ON DELETE CASCADE,
  run_position  integer,
  position      integer NOT NULL,
  kind          cost_kind NOT NULL,
  required      boolean NOT NULL,
  amount        bigint,
  vat           bigint,
  amount_exempt bigint,
  vat_basis     vat_basis NOT NULL,
  period        cost_period NOT NULL,
  confirmed     boolean NOT NULL,
  payer         text NOT NULL,
  note          text NOT NULL,
  UNIQUE NULLS NOT DISTINCT (offer_id, run_position, position),
  FOREIGN KEY (offer_id, run_position) REFERENCES run (offer_id, position) ON DELETE CASCADE,
  -- A price that is not stated is NULL. Only a stated 0 can be left unconfirmed.
  CONSTRAINT only_a_stated_zero_is_unconfirmed CHECK (confirmed OR (amount IS NOT NULL AND amount = 0))
);
