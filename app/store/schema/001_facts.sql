-- Facts: what cannot be computed from anything else. Append-only, except for states that only move to the right.
-- Derived tables, which `rebuild` refills, are in 002_views.sql.

-- Small named values of the store itself.
CREATE TABLE meta (
  name  TEXT PRIMARY KEY NOT NULL,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Keys and credentials, each a box under the vault's wrap key.
CREATE TABLE secret (
  name TEXT PRIMARY KEY NOT NULL,
  box  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Every signed act of every device this vault knows of.
CREATE TABLE entry (
  accepted  INTEGER PRIMARY KEY AUTOINCREMENT, -- order in which this vault accepted it: what "known at" counts
  hash      BLOB NOT NULL UNIQUE,              -- entry hash
  device    BLOB NOT NULL,                     -- author
  seq       INTEGER NOT NULL,                  -- number in the author's chain
  prev      BLOB NOT NULL,                     -- hash of the author's entry before
  hlc       INTEGER NOT NULL,                  -- logical time, for display
  wall_ms   INTEGER NOT NULL,                  -- what the author's clock said
  type      INTEGER NOT NULL,                  -- sync::EntryType
  object    BLOB NOT NULL,                     -- record, person, exhibit … it is about
  form      BLOB,                              -- hash of the form
  encoded   BLOB NOT NULL,                     -- exact bytes
  signature BLOB NOT NULL,                     -- of the author's device
  role      INTEGER NOT NULL,                  -- author's role when accepted (sync::Role)
  held      TEXT,                              -- reason code while it is in no view; NULL = applied
  checked   INTEGER NOT NULL DEFAULT 0,        -- 1 once its own signature was verified
  UNIQUE (device, seq)
) STRICT;
CREATE INDEX entry_object ON entry (object);

-- Which entries an entry knew and builds on.
CREATE TABLE parent (
  entry  BLOB NOT NULL,  -- the later one
  parent BLOB NOT NULL,  -- the earlier one; may not be here yet
  PRIMARY KEY (entry, parent)
) STRICT, WITHOUT ROWID;
CREATE INDEX parent_parent ON parent (parent);

-- The values behind an entry. No row = they have not come yet.
CREATE TABLE opening (
  entry    BLOB PRIMARY KEY NOT NULL,
  state    INTEGER NOT NULL,  -- store::OpeningState
  rest_box BLOB,              -- box of what is not in parts: singly revealed leaves and bare hashes
  rest_key BLOB               -- its key, boxed under the wrap key
) STRICT, WITHOUT ROWID;

-- One class of an opening: a box under a key of its own.
CREATE TABLE opening_part (
  entry BLOB NOT NULL,
  class INTEGER NOT NULL,  -- sync::FieldClass
  key   BLOB NOT NULL,     -- boxed under the wrap key
  box   BLOB NOT NULL,     -- CBOR of the part; associated data: entry hash, class
  PRIMARY KEY (entry, class)
) STRICT, WITHOUT ROWID;

-- A class of a sealed opening: an age file that only HQ (and the recovery key) can open.
CREATE TABLE sealed_part (
  entry BLOB NOT NULL,
  class INTEGER NOT NULL,
  file  BLOB NOT NULL,
  PRIMARY KEY (entry, class)
) STRICT, WITHOUT ROWID;

-- Leaf hashes that an acting erase entry named: openings that come later are cut before they are stored.
CREATE TABLE erased_leaf (
  entry BLOB NOT NULL,  -- whose values
  leaf  BLOB NOT NULL,
  PRIMARY KEY (entry, leaf)
) STRICT, WITHOUT ROWID;

-- Evidence files.
CREATE TABLE blob (
  ref         BLOB PRIMARY KEY NOT NULL, -- random name inside the entry
  entry       BLOB NOT NULL,             -- the entry that names it
  sha256      BLOB,                      -- of the content; NULL while only a sealed opening knows it
  size        INTEGER NOT NULL,          -- of the content; the padded one while only a sealed opening knows it
  media_type  TEXT NOT NULL,
  local_id    BLOB,                      -- keyed hash of the content, to find equal files; NULL for sealed ones
  file_name   TEXT,                      -- below blobs/; NULL: not here
  stored_size INTEGER NOT NULL DEFAULT 0,
  key         BLOB,                      -- boxed under the wrap key; NULL for sealed ones
  state       INTEGER NOT NULL,          -- store::BlobState: 0 expected, 1 here, 2 erased, 3 dropped
  sent_number INTEGER                    -- bundle that carried it
) STRICT, WITHOUT ROWID;
CREATE INDEX blob_entry ON blob (entry);
CREATE INDEX blob_local ON blob (local_id);

-- Media that came before the facts that name it, or that is not what they say: kept encrypted, claimed when an
-- opening names it. Until then a sender can spoil only what it sent itself.
CREATE TABLE unclaimed_blob (
  ref         BLOB NOT NULL,
  sender      BLOB NOT NULL,    -- of the bundle that brought it
  offset      INTEGER NOT NULL, -- of this part
  entry       BLOB NOT NULL,    -- as the manifest says
  total       INTEGER NOT NULL, -- of the whole
  size        INTEGER NOT NULL, -- of this part
  sha256      BLOB,             -- of this part's content; NULL: stored as it came (sealed)
  file_name   TEXT NOT NULL,    -- below blobs/
  stored_size INTEGER NOT NULL,
  key         BLOB,             -- boxed under the wrap key; NULL: stored as it came (sealed)
  refused     TEXT,             -- reason code: its content is not what the entry says
  arrived_ms  INTEGER NOT NULL,
  PRIMARY KEY (ref, sender, offset)
) STRICT, WITHOUT ROWID;

-- Files below blobs/ that are to go: noted with (or before) what makes them useless, gone after they are unlinked.
CREATE TABLE doomed_file (
  file_name TEXT PRIMARY KEY NOT NULL
) STRICT, WITHOUT ROWID;

-- Forms by the hash of their canonical bytes.
CREATE TABLE form (
  hash      BLOB PRIMARY KEY NOT NULL,
  id        TEXT NOT NULL,
  version   TEXT NOT NULL,
  title     TEXT NOT NULL,
  canonical BLOB NOT NULL,
  runs      INTEGER NOT NULL,  -- 1: signed by HQ, may be filled here
  added_ms  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX form_id ON form (id, version);

-- Unfinished answers: boxes under the draft key.
CREATE TABLE draft (
  id         BLOB PRIMARY KEY NOT NULL,
  box        BLOB NOT NULL,     -- CBOR [form id, content, updated]
  updated_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What went on the road from here.
CREATE TABLE bundle_out (
  number        INTEGER PRIMARY KEY NOT NULL,
  manifest      BLOB NOT NULL,
  manifest_hash BLOB NOT NULL,
  kind          INTEGER NOT NULL,   -- sync::BundleKind
  name          TEXT NOT NULL,
  from_seq      INTEGER NOT NULL,   -- 0: no segment
  to_seq        INTEGER NOT NULL,
  state         INTEGER NOT NULL,   -- store::OutState
  void_told     INTEGER NOT NULL DEFAULT 0, -- of a void number: the bundle whose manifest lists it
  planned_ms    INTEGER NOT NULL,
  confirmed     INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Ranges that a receipt wants again.
CREATE TABLE wanted_again (
  from_seq INTEGER NOT NULL,
  to_seq   INTEGER NOT NULL,
  PRIMARY KEY (from_seq, to_seq)
) STRICT, WITHOUT ROWID;

-- Every bundle ever taken, with what proves it: kept for ever.
CREATE TABLE bundle_in (
  manifest_hash BLOB PRIMARY KEY NOT NULL,
  sender        BLOB NOT NULL,
  number        INTEGER NOT NULL,
  manifest      BLOB NOT NULL,
  signature     BLOB NOT NULL,
  binding       BLOB NOT NULL,     -- SHA-256 of the envelope's head
  kind          INTEGER NOT NULL,
  from_seq      INTEGER NOT NULL,
  to_seq        INTEGER NOT NULL,
  imported_ms   INTEGER NOT NULL,
  applied       INTEGER NOT NULL   -- entries that were new
) STRICT, WITHOUT ROWID;
CREATE INDEX bundle_in_sender ON bundle_in (sender, number);

-- Files that were refused, untouched.
CREATE TABLE quarantine (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  name       TEXT NOT NULL,      -- as the road named it
  file_name  TEXT NOT NULL,      -- ours, below quarantine/; empty once removed
  code       TEXT NOT NULL,      -- why
  size       INTEGER NOT NULL,
  sha256     BLOB NOT NULL UNIQUE,
  sender     BLOB,               -- as claimed
  number     INTEGER NOT NULL,
  arrived_ms INTEGER NOT NULL,
  state      TEXT NOT NULL       -- waiting, released, imported, removed
) STRICT;

-- Where an import waits until all of it is checked. Rows of one stage share its id.
CREATE TABLE stage (
  id       INTEGER PRIMARY KEY,
  begun_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE stage_entry (
  stage     INTEGER NOT NULL,
  position  INTEGER NOT NULL,
  encoded   BLOB NOT NULL,
  signature BLOB NOT NULL,
  held      TEXT,
  role      INTEGER NOT NULL,
  PRIMARY KEY (stage, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE stage_opening (
  stage   INTEGER NOT NULL,
  entry   BLOB NOT NULL,
  box     BLOB NOT NULL,  -- the whole opening, under a key that is only in memory
  PRIMARY KEY (stage, entry)
) STRICT, WITHOUT ROWID;
CREATE TABLE stage_sealed (
  stage INTEGER NOT NULL,
  entry BLOB NOT NULL,
  class INTEGER NOT NULL,
  file  BLOB NOT NULL,
  PRIMARY KEY (stage, entry, class)
) STRICT, WITHOUT ROWID;

-- Signed documents of HQ: roster, our certificate, the device list. One current one of each kind.
CREATE TABLE document (
  kind    TEXT PRIMARY KEY NOT NULL,
  version INTEGER NOT NULL,
  bytes   BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Receipts: HQ's to us, or ours to each device. All are kept.
CREATE TABLE receipt (
  device BLOB NOT NULL,
  number INTEGER NOT NULL,
  bytes  BLOB NOT NULL,  -- the signed document
  PRIMARY KEY (device, number)
) STRICT, WITHOUT ROWID;

-- Orders of HQ that came here, or that we sent.
CREATE TABLE "order" (
  id         BLOB PRIMARY KEY NOT NULL,
  kind       INTEGER NOT NULL,
  bytes      BLOB NOT NULL,   -- the signed document
  arrived_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- HQ's append-only log: entry hashes in order of acceptance. A laptop's stays empty.
CREATE TABLE log_leaf (
  position INTEGER PRIMARY KEY NOT NULL,  -- from 0
  entry    BLOB NOT NULL UNIQUE
) STRICT;
