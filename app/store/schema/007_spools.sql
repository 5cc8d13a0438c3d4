-- Sound being recorded: which file below spool/ it goes to, and that file's key in a box under the draft key.
CREATE TABLE spool (
  id         BLOB PRIMARY KEY NOT NULL,  -- names the file: 32 hex digits
  draft      BLOB NOT NULL,              -- the draft it belongs to
  box        BLOB NOT NULL,              -- CBOR [key, question, media type]
  started_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
