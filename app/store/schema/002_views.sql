-- Views: a pure function of the journal and of open openings. `rebuild` empties them and fills them again.
-- Answers of a sealed record are in none of them, except those of class card.

-- Finds the newest logical time without reading the journal.
CREATE INDEX entry_hlc ON entry (hlc);

-- One row an object that a form made a record.
CREATE TABLE record (
  object      BLOB PRIMARY KEY NOT NULL,
  code        TEXT NOT NULL,     -- of what the record registers, or empty
  form_id     TEXT NOT NULL,     -- of the form of the first entry
  title       TEXT NOT NULL,     -- safe for lists: no account, no health
  state       TEXT NOT NULL,     -- open, sealed, held, missing, dropped, erased: of the first entry
  device      BLOB NOT NULL,     -- author of the first entry
  seq         INTEGER NOT NULL,  -- its number in the author's chain
  created_ms  INTEGER NOT NULL,  -- what the author's clock said
  revisions   INTEGER NOT NULL,  -- entries that changed values later
  in_conflict INTEGER NOT NULL,  -- 1: some path has two current values
  blobs       INTEGER NOT NULL   -- files named by its entries
) STRICT, WITHOUT ROWID;
CREATE INDEX record_created ON record (created_ms);
CREATE INDEX record_code ON record (code) WHERE code <> '';

-- Values that stand, one row for each entry that says so.
CREATE TABLE current_value (
  object BLOB NOT NULL,
  path   TEXT NOT NULL,
  entry  BLOB NOT NULL,  -- whose value it is
  device BLOB NOT NULL,  -- its author
  value  BLOB NOT NULL,  -- CBOR
  PRIMARY KEY (object, path, entry)
) STRICT, WITHOUT ROWID;

-- Paths with more than one current value.
CREATE TABLE conflict (
  object BLOB NOT NULL,
  path   TEXT NOT NULL,
  PRIMARY KEY (object, path)
) STRICT, WITHOUT ROWID;

-- What records tell of people, exhibits, sites …: forms/project.
CREATE TABLE entity (
  record   BLOB NOT NULL,     -- object id of the record
  position INTEGER NOT NULL,  -- within the record
  kind     INTEGER NOT NULL,  -- cases::EntityKind
  id       BLOB NOT NULL,     -- of the entity
  person   BLOB,              -- whom it is about
  fields   BLOB NOT NULL,     -- CBOR map, name -> text
  entry    BLOB NOT NULL,     -- newest entry that told of it
  accepted INTEGER NOT NULL,  -- its place in this vault's order of acceptance
  PRIMARY KEY (record, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_kind ON entity (kind, id);
CREATE INDEX entity_person ON entity (person);

-- Pairs of people that HQ said are one, and did not unsay.
CREATE TABLE person_link (
  object BLOB PRIMARY KEY NOT NULL,  -- of the pair
  a      BLOB NOT NULL,
  b      BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX person_link_a ON person_link (a);
CREATE INDEX person_link_b ON person_link (b);

-- Words of open records, segmented and folded by app/text, so that blanks are all the tokenizer needs to know.
CREATE VIRTUAL TABLE search USING fts5(words, tokenize = 'ascii');
-- A deleted word leaves the index at once, not at some later merge.
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
-- Which row of the index belongs to which object.
CREATE TABLE search_object (
  id     INTEGER PRIMARY KEY,  -- rowid in search
  object BLOB NOT NULL UNIQUE
) STRICT;
