#include "app/exchange/bundle_load.h"

#include "sync/reasons.h"
#include "sync/segment.h"

namespace holdfast::exchange {

namespace {

// A segment of ours holds 16 MiB of these together, or one entry with all that belongs to it.
constexpr std::uint64_t kLoadSealedMax = std::uint64_t{64} << 20;
constexpr std::uint64_t kLoadFormsMax = std::uint64_t{32} << 20;

class LoadReader {
 public:
  LoadReader(sync::BundleReader& reader, store::ImportStage& stage, Progress& progress)
      : reader_(reader), stage_(stage), progress_(progress) {}

  Result<void> read(std::size_t index) {
    const sync::Section& section = reader_.manifest().sections[index];
    switch (section.type) {
      case sync::SectionType::Entries: return read_entries(index);
      case sync::SectionType::Openings: return read_openings(index);
      case sync::SectionType::Sealed: return read_sealed(index, *section.subject);
      case sync::SectionType::Blob: return read_media(index, section, false);
      case sync::SectionType::SealedBlob: return read_media(index, section, true);
      case sync::SectionType::Form: return read_form_section(index);
      case sync::SectionType::Receipt:
      case sync::SectionType::Roster:
      case sync::SectionType::Orders: return sync::kBundleManifest;  // these only come down, from HQ
    }
    return sync::kBundleManifest;
  }

  BundleLoad take() { return std::move(load_); }

 private:
  Result<void> read_entries(std::size_t index) {
    if (!load_.entries.empty()) return sync::kBundleManifest;
    const Bytes raw = TRY(reader_.read_section_bytes(index, sync::kSegmentRawMax, progress_));
    load_.entries = TRY(sync::decode_entries(raw));
    return sync::check_segment(load_.entries, reader_.manifest());
  }

  Result<void> read_openings(std::size_t index) {
    if (!load_.openings.empty()) return sync::kBundleManifest;
    const Bytes raw = TRY(reader_.read_section_bytes(index, sync::kSegmentRawMax, progress_));
    std::vector<sync::EntryOpening> openings = TRY(sync::decode_openings(raw));
    for (sync::EntryOpening& item : openings) load_.openings.emplace(item.entry, std::move(item.opening));
    return {};
  }

  // One byte of class, then the age file as it lay on the laptop.
  Result<void> read_sealed(std::size_t index, const sync::EntryHash& entry) {
    const Bytes stored = TRY(reader_.read_section_bytes(index, kLoadSealedMax, progress_));
    sealed_bytes_ += stored.size();
    if (sealed_bytes_ > kLoadSealedMax) return sync::kBundleTooLarge;
    if (stored.empty() || stored.front() >= static_cast<std::uint8_t>(sync::FieldClass::Card)) {
      return sync::kBundleSection;
    }
    store::SealedPart part{static_cast<sync::FieldClass>(stored.front()), Bytes(stored.begin() + 1, stored.end())};
    std::vector<store::SealedPart>& parts = load_.sealed[entry];
    const bool ascending = parts.empty() || parts.back().field_class < part.field_class;
    if (!ascending) return sync::kBundleSection;
    parts.push_back(std::move(part));
    return {};
  }

  // read_section compares the bytes with the section's hash: the stage need not compute it again.
  Result<void> read_media(std::size_t index, const sync::Section& section, bool sealed) {
    const std::unique_ptr<Sink> sink = TRY(stage_.begin_blob(*section.blob, sealed, section.sha256));
    TRY(reader_.read_section(index, *sink, progress_));
    return stage_.finish_blob();
  }

  Result<void> read_form_section(std::size_t index) {
    const Bytes canonical = TRY(reader_.read_section_bytes(index, sync::kSegmentRawMax, progress_));
    forms_bytes_ += canonical.size();
    if (forms_bytes_ > kLoadFormsMax) return sync::kBundleTooLarge;
    // A form that cannot be read is as good as none: its entries wait, the others go on.
    Result<forms::Form> form = forms::read_form(canonical);
    if (form.ok()) load_.forms.push_back(std::move(*form));
    return {};
  }

  sync::BundleReader& reader_;
  store::ImportStage& stage_;
  Progress& progress_;
  BundleLoad load_;
  std::uint64_t sealed_bytes_ = 0;
  std::uint64_t forms_bytes_ = 0;
};

}  // namespace

Error section_error(const Error& error) {
  const bool of_encoding = error.reason.code().substr(0, 9) == "encoding.";
  return of_encoding ? Error{sync::kBundleSection, std::string(error.reason.code())} : error;
}

Result<BundleLoad> read_load(store::Vault& vault, sync::BundleReader& reader, store::ImportStage& stage,
                             Progress& progress) {
  LoadReader load(reader, stage, progress);
  for (std::size_t i = 0; i < reader.manifest().sections.size(); ++i) {
    const Result<void> done = load.read(i);
    if (!done.ok()) return section_error(done.error());
    TRY(vault.flush_state_if_due());  // a bundle of media takes as long as its stick is slow
  }
  return load.take();
}

}  // namespace holdfast::exchange
