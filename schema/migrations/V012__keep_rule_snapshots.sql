-- Every set of rules that was ever published, under the digest that answers quote, with the documents it
-- was compiled from: an old answer can be given again from its question and its digest.

CREATE TABLE rule_snapshot (
  digest    text PRIMARY KEY CHECK (digest <> ''),
  stored_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE rule_snapshot_document (
  digest      text NOT NULL REFERENCES rule_snapshot,
  document_id bigint NOT NULL REFERENCES scheme_document,
  PRIMARY KEY (digest, document_id)
);
CREATE INDEX rule_snapshot_document_by_document ON rule_snapshot_document (document_id);

-- A digest may come into force again, when a change is taken back.
CREATE TABLE rule_publication (
  number       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  digest       text NOT NULL REFERENCES rule_snapshot,
  published_at timestamptz NOT NULL DEFAULT now(),
  published_by text NOT NULL CHECK (published_by <> ''),
  reason       text NOT NULL
);
CREATE INDEX rule_publication_by_digest ON rule_publication (digest);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON rule_snapshot
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_alteration();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON rule_snapshot_document
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_alteration();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON rule_publication
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_alteration();

-- What a version says beside its rule, of every document that was ever imported.
CREATE VIEW scheme_version_history AS
SELECT d.scheme_id, d.number, d.stored_at, v.position, v.validity,
       v.body ->> 'status'             AS status,
       v.body -> 'windows'             AS windows,
       v.body -> 'evidence'            AS evidence,
       v.body ->> 'legalBasis'         AS legal_basis,
       v.body ->> 'url'                AS source,
       v.body ->> 'confidence'         AS confidence,
       (v.body ->> 'checkedAt')::date  AS checked_at,
       (v.body ->> 'nextCheck')::date  AS next_check,
       d.number = max(d.number) OVER (PARTITION BY d.scheme_id) AS is_current
  FROM scheme_version v
  JOIN scheme_document d ON d.id = v.document_id;
