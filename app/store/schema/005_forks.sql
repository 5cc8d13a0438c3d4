-- Two histories of one device: both are kept, one of them stands. sync/FORMAT.md, "Fork".

-- As in 001, but of one place in a chain there may be two entries: at most one of them stands.
CREATE TABLE entry_next (
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
  aside     INTEGER NOT NULL DEFAULT 0         -- 1: of a history that headquarters decided against; in no view
) STRICT;
INSERT INTO entry_next (accepted, hash, device, seq, prev, hlc, wall_ms, type, object, form, encoded, signature, role,
  held, checked)
  SELECT accepted, hash, device, seq, prev, hlc, wall_ms, type, object, form, encoded, signature, role, held, checked
  FROM entry;
DROP TABLE entry;
ALTER TABLE entry_next RENAME TO entry;
CREATE UNIQUE INDEX entry_chain ON entry (device, seq) WHERE aside = 0;
CREATE INDEX entry_aside ON entry (device, seq) WHERE aside <> 0;
CREATE INDEX entry_object ON entry (object);
CREATE INDEX entry_hlc ON entry (hlc);
CREATE INDEX entry_held ON entry (device, seq) WHERE held IS NOT NULL;
CREATE INDEX entry_unchecked ON entry (accepted) WHERE checked = 0;

-- Of a file that tells another history: the first number of the device's chain at which the two may differ.
ALTER TABLE quarantine ADD COLUMN fork_from INTEGER NOT NULL DEFAULT 0;

-- 1: of a history that headquarters decided against.
ALTER TABLE stage_entry ADD COLUMN aside INTEGER NOT NULL DEFAULT 0;
