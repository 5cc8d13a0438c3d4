#include "app/exchange/out_sections.h"

#include <algorithm>

#include "app/store/forms_store.h"
#include "app/store/openings.h"
#include "sync/reasons.h"
#include "sync/segment.h"

namespace holdfast::exchange {

namespace {

constexpr std::uint64_t kEntryBatch = 256;
constexpr std::size_t kSmallSectionsMax = 4000;  // leaves room for the fixed sections below sync::kSectionsMax
constexpr std::string_view kFormsSentMeta = "forms_sent";

// Everything of one entry that goes into a segment.
struct EntryLuggage {
  std::optional<sync::Opening> opening;
  std::vector<store::SealedPart> sealed;
  // Of earlier entries that this one seals: they may have gone openly, but their media goes under the sealed keys.
  std::vector<std::pair<sync::EntryHash, std::vector<store::SealedPart>>> sealed_later;
  std::uint64_t raw_size = 0;
};

Result<EntryLuggage> pack_entry(store::Vault& vault, const sync::SignedEntry& entry) {
  EntryLuggage out;
  out.raw_size = entry.encoded.size() + entry.signature.size() + 16;
  const store::OpeningState state = TRY(store::opening_state(vault, entry.hash));
  if (state == store::OpeningState::Sealed) out.sealed = TRY(store::sealed_parts(vault, entry.hash));
  if (state == store::OpeningState::Open || state == store::OpeningState::Erased ||
      state == store::OpeningState::Sealed) {
    // Of a sealed entry this is what stays readable here: its card, if it has one.
    Result<sync::Opening> opening = store::get_opening(vault, entry);
    if (opening.ok()) out.opening = std::move(*opening);
    else if (opening.error().reason != store::kOpeningSealed) return opening.error();
  }
  if (out.opening) out.raw_size += sync::encode_opening(*out.opening).size() + 48;
  for (const store::SealedPart& part : out.sealed) out.raw_size += part.file.size() + 1;
  return out;
}

sync::SectionContent packed_section(sync::SectionType type, ByteView raw) {
  sync::PackedSection packed = sync::pack_section(raw);
  return sync::section_from_bytes(type, std::move(packed.stored), packed.raw_size);
}

sync::SectionContent sealed_section(const sync::EntryHash& entry, const store::SealedPart& part) {
  Bytes stored;
  stored.push_back(static_cast<std::uint8_t>(part.field_class));
  append(stored, part.file);
  sync::SectionContent out = sync::section_from_bytes(sync::SectionType::Sealed, std::move(stored), 0);
  out.section.subject = entry;
  return out;
}

// Gathers entries until a limit is reached, then makes the sections.
class SegmentBuilder {
 public:
  SegmentBuilder(store::Vault& vault, const SegmentLimits& limits, const std::vector<Hash256>& known_forms)
      : vault_(vault), limits_(limits), known_forms_(known_forms) {}

  // False: it does not fit any more.
  Result<bool> add(const sync::SignedEntry& entry) {
    EntryLuggage luggage = TRY(pack_entry(vault_, entry));
    if (entry.entry.type == sync::EntryType::Seal) TRY(add_sealed_later(entry, luggage));
    const bool full = raw_size_ + luggage.raw_size > limits_.raw_bytes ||
                      sealed_.size() + luggage.sealed.size() > kSmallSectionsMax / 2 ||
                      forms_.size() >= kSmallSectionsMax / 2 || entries_.size() >= sync::kSegmentEntriesMax;
    if (!entries_.empty() && full) return false;
    raw_size_ += luggage.raw_size;
    if (luggage.opening) openings_.push_back({entry.hash, std::move(*luggage.opening)});
    for (const store::SealedPart& part : luggage.sealed) sealed_.push_back(sealed_section(entry.hash, part));
    for (auto& [sealed, parts] : luggage.sealed_later) {
      for (const store::SealedPart& part : parts) sealed_.push_back(sealed_section(sealed, part));
    }
    if (entry.entry.form) TRY(add_form(*entry.entry.form));
    entries_.push_back(entry);
    return true;
  }

  SegmentContent finish() {
    SegmentContent out;
    out.range = sync::range_of(entries_);
    for (const sync::SignedEntry& entry : entries_) {
      if (entry.entry.type == sync::EntryType::Create) ++out.records;
    }
    out.forms = std::move(forms_);
    // Forms and values before what needs them would gain nothing: a reader applies only the whole.
    out.sections.push_back(packed_section(sync::SectionType::Entries, sync::encode_entries(entries_)));
    if (!openings_.empty()) {
      out.sections.push_back(packed_section(sync::SectionType::Openings, sync::encode_openings(openings_)));
    }
    for (sync::SectionContent& section : form_sections_) out.sections.push_back(std::move(section));
    for (sync::SectionContent& section : sealed_) out.sections.push_back(std::move(section));
    return out;
  }

 private:
  Result<void> add_sealed_later(const sync::SignedEntry& seal, EntryLuggage& luggage) {
    for (const sync::EntryHash& parent : seal.entry.parents) {
      const bool here = std::any_of(entries_.begin(), entries_.end(), [&parent](const sync::SignedEntry& entry) {
        return entry.hash == parent;
      });
      if (here) continue;  // its sealed files are in this segment already
      std::vector<store::SealedPart> parts = TRY(store::sealed_parts(vault_, parent));
      for (const store::SealedPart& part : parts) luggage.raw_size += part.file.size() + 1;
      if (!parts.empty()) luggage.sealed_later.emplace_back(parent, std::move(parts));
    }
    return {};
  }

  Result<void> add_form(const Hash256& hash) {
    const auto has = [&hash](const std::vector<Hash256>& list) {
      return std::find(list.begin(), list.end(), hash) != list.end();
    };
    if (has(known_forms_) || has(forms_)) return {};
    const std::optional<forms::Form> form = TRY(store::form_by_hash(vault_, hash));
    if (!form) return {};
    form_sections_.push_back(packed_section(sync::SectionType::Form, form->canonical));
    forms_.push_back(hash);
    return {};
  }

  store::Vault& vault_;
  const SegmentLimits& limits_;
  const std::vector<Hash256>& known_forms_;
  std::uint64_t raw_size_ = 0;
  std::vector<sync::SignedEntry> entries_;
  std::vector<sync::EntryOpening> openings_;
  std::vector<Hash256> forms_;
  std::vector<sync::SectionContent> form_sections_;
  std::vector<sync::SectionContent> sealed_;
};

}  // namespace

Result<SegmentContent> segment_content(store::Vault& vault, std::uint64_t from, const SegmentLimits& limits,
                                       const std::vector<Hash256>& known_forms) {
  SegmentBuilder builder(vault, limits, known_forms);
  std::uint64_t next = from;
  bool fits = true;
  while (fits && next <= limits.to) {
    const std::uint64_t last = std::min(limits.to, next + kEntryBatch - 1);
    const std::vector<store::StoredEntry> batch = TRY(store::entries_between(vault, vault.device(), next, last));
    for (const store::StoredEntry& stored : batch) {
      // A hole in our own chain (a vault in doubt) ends the segment: what is behind it is sent as another.
      fits = fits && stored.signed_entry.entry.seq == next;
      if (!fits) break;
      fits = TRY(builder.add(stored.signed_entry));
      if (!fits) break;
      ++next;
    }
    if (batch.empty()) break;
  }
  HOLDFAST_ASSERT(next > from);
  return builder.finish();
}

Result<std::vector<Hash256>> forms_sent(store::Vault& vault) {
  const std::optional<Bytes> kept = TRY(vault.meta(kFormsSentMeta));
  std::vector<Hash256> out;
  if (!kept) return out;
  Reader in(*kept);
  while (in.remaining() > 0) out.push_back(TRY(in.array<32>()));
  return out;
}

Result<void> note_forms_sent(store::Vault& vault, const std::vector<Hash256>& forms) {
  if (forms.empty()) return {};
  std::vector<Hash256> all = TRY(forms_sent(vault));
  Bytes bytes;
  all.insert(all.end(), forms.begin(), forms.end());
  for (const Hash256& form : all) append(bytes, form);
  return vault.set_meta(kFormsSentMeta, bytes);
}

Result<void> forget_forms_sent(store::Vault& vault) { return vault.set_meta(kFormsSentMeta, {}); }

}  // namespace holdfast::exchange
