-- The audit is never changed, whoever asks: the programs have no right to (schema/grants.sql), and the owner is stopped
-- here. What is older than a year can be forgotten, by the one function below and by nothing else.
CREATE FUNCTION refuse_to_rewrite_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit is append only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_is_never_rewritten BEFORE UPDATE OR TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite_audit();

CREATE FUNCTION refuse_to_forget_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('leerwijzer.forgets_audit', true) IS DISTINCT FROM 'on' OR OLD.at > now() - interval '1 year' THEN
    RAISE EXCEPTION 'the audit is append only' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER audit_is_forgotten_in_time_only BEFORE DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_to_forget_audit();

-- Entries of before that day (UTC) are removed; gives their number. A day within the last year is refused.
CREATE FUNCTION forget_audit(before date) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
DECLARE
  gone bigint;
BEGIN
  IF before IS NULL OR before > (now() AT TIME ZONE 'UTC')::date - interval '1 year' THEN
    RAISE EXCEPTION 'the audit of the last year is kept' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  PERFORM set_config('leerwijzer.forgets_audit', 'on', true);
  DELETE FROM public.audit_entry WHERE at < before::timestamp AT TIME ZONE 'UTC';
  GET DIAGNOSTICS gone = ROW_COUNT;
  PERFORM set_config('leerwijzer.forgets_audit', '', true);
  RETURN gone;
END $$;
REVOKE ALL ON FUNCTION forget_audit(date) FROM PUBLIC;
CREATE INDEX audit_entry_by_age ON audit_entry (at);
