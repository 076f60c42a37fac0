-- The audit of cases is forgotten as the other audit is (V019): what is older than a year, by one function and nothing
-- else. It is still never rewritten.
CREATE TRIGGER case_audit_is_never_rewritten BEFORE UPDATE OR TRUNCATE ON case_audit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite_audit();
CREATE TRIGGER case_audit_is_forgotten_in_time_only BEFORE DELETE ON case_audit
  FOR EACH ROW EXECUTE FUNCTION refuse_to_forget_audit();
DROP TRIGGER case_audit_stays ON case_audit;
DROP FUNCTION refuse_change_of_audit();

-- The rows of every desk, for the owner and only while it forgets.
CREATE POLICY forgetting ON case_audit TO CURRENT_USER
  USING (current_setting('leerwijzer.forgets_audit', true) = 'on');

-- Entries of before that day (UTC) are removed, of all desks; gives their number. A day within the last year is refused.
CREATE FUNCTION forget_case_audit(before date) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
DECLARE
  gone bigint;
BEGIN
  IF before IS NULL OR before > (now() AT TIME ZONE 'UTC')::date - interval '1 year' THEN
    RAISE EXCEPTION 'the audit of the last year is kept' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  PERFORM set_config('leerwijzer.forgets_audit', 'on', true);
  DELETE FROM public.case_audit WHERE at < before::timestamp AT TIME ZONE 'UTC';
  GET DIAGNOSTICS gone = ROW_COUNT;
  PERFORM set_config('leerwijzer.forgets_audit', '', true);
  RETURN gone;
END $$;
REVOKE ALL ON FUNCTION forget_case_audit(date) FROM PUBLIC;
CREATE INDEX case_audit_by_age ON case_audit (at);
COMMENT ON TABLE case_audit IS 'who read or changed which case; append only, without a word of a client, forgotten as the audit is';
