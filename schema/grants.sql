-- What each program may do in the database, table by table. Applied after every migration (leerwijzer-indexer migrate)
-- and by leerwijzer-database; applying it again changes nothing. Where the roles are not there, it does nothing.
--
--   leerwijzer           owns all: migrations and dumps
--   leerwijzer-indexer   reads feeds into the catalogue, keeps reference data, forgets what is over
--   leerwijzer-api       reads the catalogue, and writes what people and institutions do and publish here
--
-- A table that is not listed is closed to both programs: a new table is a line here, in the migration's own change. Nobody
-- but the owner can alter, drop or empty a table. Column lists are there where a program needs no more.
DO $grants$
DECLARE
  one record;
BEGIN
  IF (SELECT count(*) FROM pg_roles WHERE rolname IN ('leerwijzer-indexer', 'leerwijzer-api')) < 2 THEN
    RETURN;
  END IF;

  -- What an earlier leerwijzer-database gave to every table to come.
  ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM "leerwijzer-indexer", "leerwijzer-api";
  ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM "leerwijzer-indexer", "leerwijzer-api";
  ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON FUNCTIONS FROM "leerwijzer-indexer", "leerwijzer-api";
  REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, "leerwijzer-indexer", "leerwijzer-api";
  REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, "leerwijzer-indexer", "leerwijzer-api";
  GRANT USAGE ON SCHEMA public TO "leerwijzer-indexer", "leerwijzer-api";

  FOR one IN
    SELECT t.name, t.indexer, t.api FROM (VALUES
      -- bookkeeping
      ('schema_migration',       'SELECT',                         'SELECT'),
      ('audit_entry',            'SELECT, INSERT',                 'SELECT, INSERT'),
      ('retry',                  'SELECT (at), DELETE',            'SELECT, INSERT'),

      -- feeds, and the catalogue below: what an institution publishes here is stored by the API in one transaction, along
      -- the same path as a record of a feed; so it writes these too, and deletes no provider, source or fetch
      ('source',                 'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT, UPDATE'),
      ('source_document',        'SELECT, INSERT, UPDATE, DELETE', ''),
      ('fetch',                  'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT, UPDATE'),
      ('fetch_provider',         'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT, UPDATE'),
      ('diagnostic',             'SELECT, INSERT, DELETE',         'SELECT, INSERT, DELETE'),
      ('raw_record',             'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT, UPDATE'),
      ('raw_record_history',     'SELECT, INSERT, DELETE',         'INSERT'),
      ('quarantine',             'SELECT, INSERT, UPDATE',         'SELECT'),
      ('quarantined_offer',      'SELECT, INSERT, UPDATE, DELETE', 'SELECT'),

      -- catalogue
      ('provider',               'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT, UPDATE'),
      ('identifier',             'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT, UPDATE, DELETE'),
      ('accreditation',          'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT, UPDATE, DELETE'),
      ('offer',                  'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT, UPDATE, DELETE'),
      ('offer_seen',             'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT, UPDATE, DELETE'),
      ('offer_text',             'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT, UPDATE, DELETE'),
      ('offer_outcome',          'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT, UPDATE, DELETE'),
      ('offer_code',             'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT, UPDATE, DELETE'),
      ('offer_language',         'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT, UPDATE, DELETE'),
      ('offer_mode',             'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT, UPDATE, DELETE'),
      ('run',                    'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT, UPDATE, DELETE'),
      ('enrolment_window',       'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT, UPDATE, DELETE'),
      ('session',                'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT, UPDATE, DELETE'),
      ('location',               'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT, UPDATE, DELETE'),
      ('cost',                   'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT, UPDATE, DELETE'),
      ('change_log',             'SELECT, INSERT, DELETE',         'SELECT, INSERT'),
      ('change_log_floor',       'SELECT, UPDATE',                 'SELECT'),
      ('party_key',              'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT, UPDATE, DELETE'),
      ('same_key',               'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT, UPDATE, DELETE'),
      ('same_pair',              'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT, UPDATE, DELETE'),
      ('same_member',            'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT, UPDATE, DELETE'),
      ('same_decision',          'SELECT, INSERT, UPDATE, DELETE', 'SELECT'),

      -- reference data
      ('taxonomy_source',        'SELECT, INSERT, UPDATE, DELETE', 'SELECT'),
      ('occupation',             'SELECT, INSERT, UPDATE, DELETE', 'SELECT'),
      ('occupation_entry',       'SELECT, INSERT, UPDATE, DELETE', 'SELECT'),
      ('occupation_skill',       'SELECT, INSERT, UPDATE, DELETE', 'SELECT'),
      ('skill',                  'SELECT, INSERT, UPDATE, DELETE', 'SELECT'),
      ('skill_entry',            'SELECT, INSERT, UPDATE, DELETE', 'SELECT'),
      ('label',                  'SELECT, INSERT, UPDATE, DELETE', 'SELECT'),
      ('title_override',         'SELECT, INSERT, UPDATE, DELETE', 'SELECT'),
      ('taxonomy_model',         'SELECT, INSERT, UPDATE, DELETE', 'SELECT'),
      ('region',                 'SELECT, INSERT, UPDATE, DELETE', 'SELECT'),
      ('municipality',           'SELECT, INSERT, UPDATE, DELETE', 'SELECT'),
      ('place',                  'SELECT, INSERT, UPDATE, DELETE', 'SELECT'),
      ('postcode',               'SELECT, INSERT, UPDATE, DELETE', 'SELECT'),
      ('advice_point',           'SELECT, INSERT, UPDATE, DELETE', 'SELECT'),
      ('referral_rule_file',     'SELECT, INSERT, UPDATE',         'SELECT'),
      ('shortage',               'SELECT, INSERT, UPDATE, DELETE', 'SELECT'),

      -- rules of funding: what was published is never changed; to lock a scheme is to be able to update it
      ('scheme',                 'SELECT, INSERT, UPDATE',         'SELECT'),
      ('scheme_document',        'SELECT, INSERT',                 'SELECT'),
      ('scheme_version',         'SELECT, INSERT',                 'SELECT'),
      ('scheme_version_history', 'SELECT',                         'SELECT'),
      ('parameter',              'SELECT, INSERT',                 'SELECT'),
      ('stacking',               'SELECT, INSERT',                 'SELECT'),
      ('rule_snapshot',          'SELECT, INSERT',                 'SELECT'),
      ('rule_snapshot_document', 'SELECT, INSERT',                 'SELECT'),
      ('rule_publication',       'SELECT, INSERT',                 'SELECT'),
      ('fund_budget',            'SELECT, INSERT',                 ''),
      ('fund_promise',           'SELECT, INSERT, UPDATE',         ''),
      ('fund_movement',          'SELECT, INSERT',                 ''),
      ('fund_balance',           'SELECT',                         'SELECT'),

      -- of persons, sealed: the indexer hands them to their desk, and forgets them
      ('referral',               'SELECT, UPDATE, DELETE',         'SELECT, INSERT, UPDATE'),

      -- accounts and keys: the indexer makes the first account of a desk or school, and forgets what is over
      ('account',                'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT, UPDATE, DELETE'),
      ('account_entry',          'SELECT',                         'SELECT'),
      ('account_invitation',     'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT, UPDATE, DELETE'),
      ('account_recovery_code',  'SELECT, DELETE',                 'SELECT, INSERT, DELETE'),
      ('account_session',        'SELECT, DELETE',                 'SELECT, INSERT, UPDATE, DELETE'),
      ('login_failure',          'SELECT, DELETE',                 'SELECT, INSERT, UPDATE, DELETE'),
      ('oidc_login',             'SELECT, DELETE',                 'SELECT, INSERT, UPDATE, DELETE'),
      ('provider_key',           'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT, UPDATE'),

      -- plans: the indexer sees when one is over, and no version of it
      ('stored_plan',            'SELECT, DELETE',                 'SELECT, INSERT, UPDATE, DELETE'),
      ('stored_plan_version',    '',                               'SELECT, INSERT, UPDATE, DELETE'),
      ('plan_share',             'SELECT, UPDATE, DELETE',         'SELECT, INSERT, UPDATE, DELETE'),
      ('plan_share_event',       '',                               'SELECT, INSERT, DELETE'),
      ('plan_share_comment',     '',                               'SELECT, INSERT, DELETE'),

      -- cases: row-level security keeps desks apart; the indexer warns of and erases what is over
      ('desk_key',               'SELECT, INSERT, UPDATE',         'SELECT, INSERT'),
      ('client_case',            'SELECT, UPDATE, DELETE',         'SELECT, INSERT, UPDATE, DELETE'),
      ('case_hand_over',         'SELECT',                         'SELECT, INSERT, UPDATE, DELETE'),
      ('case_note',              '',                               'SELECT, INSERT, UPDATE, DELETE'),
      ('case_shown',             '',                               'SELECT, INSERT, DELETE'),
      ('case_consent',           '',                               'SELECT, INSERT, UPDATE, DELETE'),
      ('case_audit',             'SELECT, INSERT',                 'SELECT, INSERT'),
      ('desk_template',          '',                               'SELECT, INSERT, UPDATE, DELETE'),

      -- publishing: row-level security keeps providers apart; the indexer reads what was uploaded, and tells of it
      ('publication',            'SELECT',                         'SELECT, INSERT, UPDATE, DELETE'),
      ('run_cohort',             'SELECT',                         'SELECT, INSERT, UPDATE, DELETE'),
      ('upload',                 'SELECT, UPDATE, DELETE',         'SELECT, INSERT, UPDATE, DELETE'),
      ('upload_task',            'SELECT, UPDATE, DELETE',         'SELECT, INSERT, UPDATE, DELETE'),
      ('offer_reach',            'SELECT, DELETE',                 'SELECT, INSERT, UPDATE, DELETE')
    ) AS t (name, indexer, api)
    WHERE to_regclass('public.' || quote_ident(t.name)) IS NOT NULL
  LOOP
    IF one.indexer <> '' THEN
      EXECUTE format('GRANT %s ON public.%I TO "leerwijzer-indexer"', one.indexer, one.name);
    END IF;
    IF one.api <> '' THEN
      EXECUTE format('GRANT %s ON public.%I TO "leerwijzer-api"', one.api, one.name);
    END IF;
  END LOOP;

  -- Runs take their number before they are inserted; all other numbers come with their table.
  IF to_regclass('public.run_id_seq') IS NOT NULL THEN
    GRANT USAGE ON SEQUENCE public.run_id_seq TO "leerwijzer-indexer", "leerwijzer-api";
  END IF;
  -- The one way in which an entry of an audit ends (V019, V026).
  IF to_regprocedure('public.forget_audit(date)') IS NOT NULL THEN
    GRANT EXECUTE ON FUNCTION public.forget_audit(date) TO "leerwijzer-indexer";
  END IF;
  IF to_regprocedure('public.forget_case_audit(date)') IS NOT NULL THEN
    GRANT EXECUTE ON FUNCTION public.forget_case_audit(date) TO "leerwijzer-indexer";
  END IF;

  -- The API reads every offer, and writes those of the provider for which it acts (engine/store/acting.hpp): of a source
  -- that is the provider's own. Of records as they were delivered it sees no others.
  IF to_regclass('public.publication') IS NOT NULL THEN
    ALTER TABLE offer ENABLE ROW LEVEL SECURITY;
    ALTER TABLE source ENABLE ROW LEVEL SECURITY;
    ALTER TABLE raw_record ENABLE ROW LEVEL SECURITY;
    DROP POLICY IF EXISTS api_own ON raw_record;
    CREATE POLICY api_own ON raw_record TO "leerwijzer-api"
      USING (EXISTS (SELECT FROM source s WHERE s.id = source_id
                      AND s.provider_id::text = current_setting('leerwijzer.provider', true)));
    DROP POLICY IF EXISTS api_reads ON offer;
    DROP POLICY IF EXISTS api_writes ON offer;
    DROP POLICY IF EXISTS api_reads ON source;
    DROP POLICY IF EXISTS api_writes ON source;
    CREATE POLICY api_reads ON offer FOR SELECT TO "leerwijzer-api" USING (true);
    CREATE POLICY api_reads ON source FOR SELECT TO "leerwijzer-api" USING (true);
    CREATE POLICY api_writes ON source TO "leerwijzer-api"
      USING (provider_id::text = current_setting('leerwijzer.provider', true))
      WITH CHECK (provider_id::text = current_setting('leerwijzer.provider', true));
    CREATE POLICY api_writes ON offer TO "leerwijzer-api"
      USING (EXISTS (SELECT FROM source s WHERE s.id = source_id
                      AND s.provider_id::text = current_setting('leerwijzer.provider', true)))
      WITH CHECK (EXISTS (SELECT FROM source s WHERE s.id = source_id
                      AND s.provider_id::text = current_setting('leerwijzer.provider', true)));
  END IF;

  -- Row-level security holds the API to one desk or one provider. The indexer works for all of them: its rows are not
  -- limited, its rights above are.
  FOR one IN
    SELECT c.relname AS name FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relrowsecurity
       AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'for_indexer')
  LOOP
    EXECUTE format('CREATE POLICY for_indexer ON public.%I TO "leerwijzer-indexer" USING (true) WITH CHECK (true)',
                   one.name);
  END LOOP;
END
$grants$;
