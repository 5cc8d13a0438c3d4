-- Tips of ours: signed and kept before their first byte goes on a road, so that the leaf @tip is of this very file.
CREATE TABLE tip_out (
  sha256  BLOB PRIMARY KEY NOT NULL,  -- of the file
  file    BLOB NOT NULL,              -- exactly as it goes out
  name    TEXT NOT NULL,              -- on the road
  kind    INTEGER NOT NULL,           -- sync::TipKind
  ref     BLOB NOT NULL,              -- whom or what it is about
  entry   BLOB UNIQUE,                -- the withdrawal that it announces; NULL: written by itself
  written INTEGER NOT NULL,           -- 1 once it lay on a road
  made_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
