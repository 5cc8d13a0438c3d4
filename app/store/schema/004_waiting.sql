-- What waits is little among many: found without reading the whole journal.
CREATE INDEX entry_held ON entry (device, seq) WHERE held IS NOT NULL;
CREATE INDEX entry_unchecked ON entry (accepted) WHERE checked = 0;
