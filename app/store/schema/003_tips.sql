-- Tips: short messages that came ahead of the journal. Facts: never computed from anything else.
CREATE TABLE tip (
  sha256     BLOB PRIMARY KEY NOT NULL,  -- of the tip's file: what the entry's leaf @tip will repeat
  kind       INTEGER NOT NULL,           -- sync::TipKind
  sender     BLOB NOT NULL,              -- device that signed it
  ref        BLOB NOT NULL,              -- random name of the tip
  hlc        INTEGER NOT NULL,           -- sender's logical time, for display
  text       TEXT NOT NULL,
  arrived_ms INTEGER NOT NULL,
  in_journal INTEGER NOT NULL DEFAULT 0  -- 1 once an entry repeated the hash
) STRICT, WITHOUT ROWID;
