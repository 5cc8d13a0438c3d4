// What a bundle of ours carries, section by section, from what the vault holds now. The same vault content gives the
// same bytes, so that a planned bundle can be made again from its manifest. sync/FORMAT.md, "Sections".
#pragma once

#include <vector>

#include "app/exchange/reasons.h"
#include "app/store/journal.h"
#include "sync/bundle_writer.h"

namespace holdfast::exchange {

struct SegmentLimits {
  std::uint64_t raw_bytes = 0;  // of entries, openings and sealed files together; one entry always fits
  std::uint64_t to = 0;         // not beyond this entry
};

struct SegmentContent {
  sync::SegmentRange range;
  std::size_t records = 0;        // create entries
  std::vector<Hash256> forms;     // those whose sections are here
  std::vector<sync::SectionContent> sections;
};

// Our own entries from `from` on, with their openings (open and erased ones), sealed files and the forms they use.
// `known_forms` are not carried again. REQUIRES: entry `from` is here.
Result<SegmentContent> segment_content(store::Vault& vault, std::uint64_t from, const SegmentLimits& limits,
                                       const std::vector<Hash256>& known_forms);

// Forms that earlier segments of ours carried; forgotten when a bundle became void, so that all are carried again.
Result<std::vector<Hash256>> forms_sent(store::Vault& vault);
Result<void> note_forms_sent(store::Vault& vault, const std::vector<Hash256>& forms);
Result<void> forget_forms_sent(store::Vault& vault);

// One blob, or a part of it, as it will be sent. Hashes what is not known from intake.
struct BlobPiece {
  sync::BlobRef ref{};
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
};
Result<sync::SectionContent> blob_section(store::Vault& vault, const BlobPiece& piece, Progress& progress);
// How many bytes a section of the whole blob has: of its content, or of its file where it is sealed.
Result<std::uint64_t> blob_section_size(store::Vault& vault, const sync::BlobRef& ref);

// The sections of a manifest that was planned earlier, from what the vault holds now. kBundleSection where they would
// not come out the same: the number is then void.
Result<std::vector<sync::SectionContent>> planned_sections(store::Vault& vault, const sync::Manifest& manifest,
                                                           Progress& progress);

}  // namespace holdfast::exchange
