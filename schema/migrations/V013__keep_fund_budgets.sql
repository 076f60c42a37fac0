-- Funds of a region: budgets by period, as the scheme file says them, and what was promised and paid of
-- them. Nothing here names a person: `reference` is the case number of the office that promises. Promises
-- and movements are appended; the database itself refuses what goes beyond a budget or a promise.

CREATE TABLE fund_budget (
  document_id bigint NOT NULL REFERENCES scheme_document,
  position    integer NOT NULL,
  period      daterange NOT NULL CHECK (NOT isempty(period) AND NOT lower_inf(period) AND NOT upper_inf(period)),
  cents       bigint NOT NULL CHECK (cents >= 0),
  nearly_gone bigint NOT NULL CHECK (nearly_gone BETWEEN 0 AND cents),
  PRIMARY KEY (document_id, position),
  CONSTRAINT fund_budgets_do_not_overlap EXCLUDE USING gist (document_id WITH =, period WITH &&)
);

CREATE TABLE fund_promise (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  scheme_id   text NOT NULL REFERENCES scheme,
  key         text NOT NULL CHECK (key <> ''),
  promised_on date NOT NULL,
  voucher     text NOT NULL,
  desk        text NOT NULL,
  reference   text NOT NULL,
  cents       bigint NOT NULL CHECK (cents > 0),
  promised_by text NOT NULL CHECK (promised_by <> ''),
  stored_at   timestamptz NOT NULL DEFAULT now(),
  UNIQUE (scheme_id, key)
);
CREATE INDEX fund_promise_by_day ON fund_promise (scheme_id, promised_on);
COMMENT ON COLUMN fund_promise.key IS 'chosen by the one who promises: the same key twice is one promise';

CREATE TABLE fund_movement (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  promise_id bigint NOT NULL REFERENCES fund_promise,
  key        text NOT NULL CHECK (key <> ''),
  kind       text NOT NULL CHECK (kind IN ('pay', 'release')),
  moved_on   date NOT NULL,
  cents      bigint NOT NULL CHECK (cents > 0),
  moved_by   text NOT NULL CHECK (moved_by <> ''),
  stored_at  timestamptz NOT NULL DEFAULT now(),
  UNIQUE (promise_id, key)
);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON fund_budget
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_alteration();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON fund_promise
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_alteration();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON fund_movement
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_alteration();

-- Each period of the budget of a fund's current document, and what is left of it.
CREATE VIEW fund_balance AS
SELECT b.scheme_id, b.period, b.cents AS budget, b.nearly_gone, coalesce(p.promises, 0) AS promises,
       coalesce(p.promised, 0) AS promised, coalesce(p.released, 0) AS released, coalesce(p.paid, 0) AS paid,
       b.cents - coalesce(p.promised, 0) + coalesce(p.released, 0) AS remaining,
       CASE WHEN b.cents - coalesce(p.promised, 0) + coalesce(p.released, 0) <= 0 THEN 'exhausted'
            WHEN b.cents - coalesce(p.promised, 0) + coalesce(p.released, 0) <= b.nearly_gone THEN 'nearly'
            ELSE 'open' END AS state
  FROM (SELECT d.scheme_id, f.period, f.cents, f.nearly_gone
          FROM fund_budget f
          JOIN scheme_document d ON d.id = f.document_id
         WHERE NOT EXISTS (SELECT 1 FROM scheme_document later
                            WHERE later.scheme_id = d.scheme_id AND later.number > d.number)) b
  LEFT JOIN LATERAL (
        SELECT count(*) AS promises, sum(r.cents)::bigint AS promised, sum(r.released)::bigint AS released,
               sum(r.paid)::bigint AS paid
          FROM (SELECT q.cents,
                       coalesce((SELECT sum(m.cents) FROM fund_movement m
                                  WHERE m.promise_id = q.id AND m.kind = 'release'), 0) AS released,
                       coalesce((SELECT sum(m.cents) FROM fund_movement m
                                  WHERE m.promise_id = q.id AND m.kind = 'pay'), 0) AS paid
                  FROM fund_promise q
                 WHERE q.scheme_id = b.scheme_id AND q.promised_on <@ b.period) r) p ON true;

-- LW001: more than is left; LW002: no budget for the day; LW003: more than was promised.
-- One promise at a time: the row of the scheme is locked until the end of the transaction.
CREATE FUNCTION refuse_beyond_budget() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  left_over bigint;
BEGIN
  PERFORM 1 FROM scheme WHERE id = NEW.scheme_id FOR UPDATE;
  SELECT remaining INTO left_over FROM fund_balance WHERE scheme_id = NEW.scheme_id AND period @> NEW.promised_on;
  IF left_over IS NULL THEN
    RAISE EXCEPTION 'there is no budget for %', NEW.promised_on USING ERRCODE = 'LW002';
  END IF;
  IF NEW.cents > left_over THEN
    RAISE EXCEPTION '%', left_over USING ERRCODE = 'LW001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER within_budget BEFORE INSERT ON fund_promise FOR EACH ROW EXECUTE FUNCTION refuse_beyond_budget();

CREATE FUNCTION refuse_beyond_promise() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  left_over bigint;
BEGIN
  SELECT p.cents INTO left_over FROM fund_promise p WHERE p.id = NEW.promise_id FOR UPDATE;
  SELECT left_over - coalesce(sum(cents), 0) INTO left_over FROM fund_movement WHERE promise_id = NEW.promise_id;
  IF NEW.cents > left_over THEN
    RAISE EXCEPTION '%', left_over USING ERRCODE = 'LW003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER within_promise BEFORE INSERT ON fund_movement FOR EACH ROW EXECUTE FUNCTION refuse_beyond_promise();
