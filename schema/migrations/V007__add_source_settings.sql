-- How often a source is read, within what limits, and what its server said of the document that was read last.

ALTER TABLE source
  ADD schedule         text    NOT NULL DEFAULT '',
  ADD paused           boolean NOT NULL DEFAULT false,
  ADD packed_bytes     bigint  NOT NULL DEFAULT 0 CHECK (packed_bytes >= 0),
  ADD unpacked_bytes   bigint  NOT NULL DEFAULT 0 CHECK (unpacked_bytes >= 0),
  ADD most_records     bigint  NOT NULL DEFAULT 0 CHECK (most_records >= 0),
  ADD deadline_seconds integer NOT NULL DEFAULT 0 CHECK (deadline_seconds >= 0),
  ADD private_hosts    text[]  NOT NULL DEFAULT '{}',
  ADD failures         integer NOT NULL DEFAULT 0 CHECK (failures >= 0),
  ADD next_due         timestamptz,
  ADD trouble          text    NOT NULL DEFAULT '';
COMMENT ON COLUMN source.schedule IS 'every 6 hours, daily at 03:00 Europe/Amsterdam; empty: as the watcher was started';
COMMENT ON COLUMN source.packed_bytes IS 'most bytes of one document on the wire; 0: the default of the program, as for the other limits';
COMMENT ON COLUMN source.private_hosts IS 'hosts that may be at an address inside a private network';
COMMENT ON COLUMN source.failures IS 'fetches that failed since the last one that did not';
COMMENT ON COLUMN source.next_due IS 'NULL: at once';
COMMENT ON COLUMN source.trouble IS 'why the last fetch failed; also where it failed before anything could be read';

ALTER TABLE "fetch" DROP CONSTRAINT fetch_state_check;
ALTER TABLE "fetch" ADD CONSTRAINT fetch_state_check
  CHECK (state IN ('open', 'finished', 'unchanged', 'incomplete', 'collapsed', 'aborted'));
COMMENT ON COLUMN "fetch".state IS 'unchanged: complete, and the same as the last complete one; with 0 records it was not even read';

-- Of a feed that is one document. Usable only while fetch_id is the newest fetch of the source.
CREATE TABLE source_document (
  source_id     bigint NOT NULL REFERENCES source ON DELETE CASCADE,
  address       text NOT NULL,
  fetch_id      bigint NOT NULL REFERENCES "fetch" ON DELETE CASCADE,
  etag          text NOT NULL,
  last_modified text NOT NULL,
  read_at       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (source_id, address),
  CHECK (etag <> '' OR last_modified <> '')
);
CREATE INDEX source_document_by_fetch ON source_document (fetch_id);
COMMENT ON COLUMN source_document.read_at IS 'when the document itself was last read, not merely asked for';
