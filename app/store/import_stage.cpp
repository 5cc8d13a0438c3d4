#include "app/store/import_stage.h"

#include "app/store/import_stage_data.h"
#include "crypto/box.h"
#include "sync/reasons.h"

namespace holdfast::store {

namespace {

constexpr std::size_t kStageRowsAtOnce = 200;
constexpr std::size_t kStageBytesAtOnce = std::size_t{2} << 20;

// Hands bytes to the stage's writer; the writer itself stays with the stage.
class StageSink final : public Sink {
 public:
  explicit StageSink(BlobFileWriter& writer) : writer_(writer) {}
  Result<void> write(ByteView bytes) override { return writer_.write(bytes); }

 private:
  BlobFileWriter& writer_;
};

Result<void> insert_stage_entry(ImportStage::Data& stage, const StagedEntry& entry) {
  Statement insert(stage.vault.database(),
                   "INSERT INTO stage_entry (stage, position, encoded, signature, held, role, aside) "
                   "VALUES (?, ?, ?, ?, ?, ?, ?)");
  insert.bind(stage.id).bind(stage.next_position).bind(entry.entry.encoded).bind(entry.entry.signature);
  if (entry.held.empty()) insert.bind_null();
  else insert.bind(std::string_view(entry.held));
  TRY(insert.bind(static_cast<int>(entry.role)).bind(entry.aside ? 1 : 0).run());
  ++stage.next_position;
  return {};
}

Result<void> flush_if_large(ImportStage::Data& stage) {
  const std::size_t rows = stage.openings.size() + stage.sealed.size();
  if (rows < kStageRowsAtOnce && stage.waiting_bytes < kStageBytesAtOnce) return {};
  return flush_stage(stage);
}

}  // namespace

Bytes stage_context(const sync::EntryHash& entry) {
  constexpr std::string_view kLabel("holdfast/stage-opening/v1\0", 26);
  Bytes context = to_bytes(as_bytes(kLabel));
  append(context, entry);
  return context;
}

Result<void> flush_stage(ImportStage::Data& stage) {
  if (stage.openings.empty() && stage.sealed.empty()) return {};
  Transaction transaction = TRY(Transaction::begin(stage.vault.database()));
  for (const auto& [entry, box] : stage.openings) {
    Statement insert(stage.vault.database(), "INSERT INTO stage_opening (stage, entry, box) VALUES (?, ?, ?)");
    TRY(insert.bind(stage.id).bind(entry).bind(box).run());
  }
  for (const auto& [entry, part] : stage.sealed) {
    Statement insert(stage.vault.database(),
                     "INSERT INTO stage_sealed (stage, entry, class, file) VALUES (?, ?, ?, ?)");
    TRY(insert.bind(stage.id).bind(entry).bind(static_cast<int>(part.field_class)).bind(part.file).run());
  }
  TRY(transaction.commit());
  stage.openings.clear();
  stage.sealed.clear();
  stage.waiting_bytes = 0;
  return {};
}

Result<void> remove_stage_rows(ImportStage::Data& stage) {
  Database& database = stage.vault.database();
  Statement entries(database, "DELETE FROM stage_entry WHERE stage = ?");
  TRY(entries.bind(stage.id).run());
  Statement openings(database, "DELETE FROM stage_opening WHERE stage = ?");
  TRY(openings.bind(stage.id).run());
  Statement sealed(database, "DELETE FROM stage_sealed WHERE stage = ?");
  TRY(sealed.bind(stage.id).run());
  Statement itself(database, "DELETE FROM stage WHERE id = ?");
  return itself.bind(stage.id).run();
}

ImportStage::ImportStage(std::unique_ptr<Data> data) : data_(std::move(data)) {}
ImportStage::ImportStage(ImportStage&&) noexcept = default;
ImportStage::~ImportStage() { discard(); }

Result<ImportStage> ImportStage::begin(Vault& vault) {
  auto data = std::make_unique<Data>(vault, crypto::Secret<32>::random(vault.seams().random));
  Transaction transaction = TRY(Transaction::begin(vault.database()));
  Statement insert(vault.database(), "INSERT INTO stage (begun_ms) VALUES (?)");
  TRY(insert.bind(vault.now_ms()).run());
  data->id = vault.database().last_row_id();
  TRY(transaction.commit());
  return ImportStage(std::move(data));
}

Result<void> ImportStage::add_entries(std::span<const StagedEntry> entries) {
  HOLDFAST_ASSERT(!data_->done);
  while (!entries.empty()) {
    const std::size_t count = std::min(entries.size(), kStageRowsAtOnce);
    Transaction transaction = TRY(Transaction::begin(data_->vault.database()));
    for (const StagedEntry& entry : entries.first(count)) TRY(insert_stage_entry(*data_, entry));
    TRY(transaction.commit());
    entries = entries.subspan(count);
  }
  return {};
}

Result<void> ImportStage::add_opening(const sync::EntryHash& entry, const sync::Opening& opening) {
  HOLDFAST_ASSERT(!data_->done);
  Bytes plain = sync::encode_opening(opening);
  Bytes box = crypto::seal_box(data_->opening_key.view(), stage_context(entry), plain, data_->vault.seams().random);
  crypto::wipe(plain);
  data_->waiting_bytes += box.size();
  data_->openings.emplace_back(entry, std::move(box));
  return flush_if_large(*data_);
}

Result<void> ImportStage::add_sealed(const sync::EntryHash& entry, const SealedPart& part) {
  HOLDFAST_ASSERT(!data_->done);
  data_->waiting_bytes += part.file.size();
  data_->sealed.emplace_back(entry, part);
  return flush_if_large(*data_);
}

Result<std::unique_ptr<Sink>> ImportStage::begin_blob(const sync::BlobPart& part, bool sealed,
                                                      const std::optional<Hash256>& sha256) {
  HOLDFAST_ASSERT(!data_->done && data_->writer == nullptr);
  const auto form = sealed ? BlobFileWriter::Form::AsItComes : BlobFileWriter::Form::Content;
  data_->writer = TRY(BlobFileWriter::begin(data_->vault, form, sha256));
  data_->writing = part;
  data_->writing_sealed = sealed;
  return std::unique_ptr<Sink>(std::make_unique<StageSink>(*data_->writer));
}

Result<void> ImportStage::finish_blob() {
  HOLDFAST_ASSERT(!data_->done && data_->writer != nullptr);
  const std::unique_ptr<BlobFileWriter> writer = std::move(data_->writer);
  const sync::BlobPart& place = data_->writing;
  if (place.offset > place.total || writer->size() > place.total - place.offset) return sync::kBundleSection;
  StagedPart part;
  part.place = place;
  part.sealed = data_->writing_sealed;
  if (!part.sealed) part.key = data_->keys.add(writer->key());
  part.file = TRY(writer->finish());
  data_->parts.push_back(std::move(part));
  return {};
}

void ImportStage::discard() {
  if (data_ == nullptr || data_->done) return;
  data_->done = true;
  data_->writer.reset();
  remove_stage_files(*data_);
  data_->keys.clear();
  // What cannot be removed now is removed at the next unlock.
  (void)[&]() -> Result<void> {
    Transaction transaction = TRY(Transaction::begin(data_->vault.database()));
    TRY(remove_stage_rows(*data_));
    return transaction.commit();
  }();
}

void ImportStage::take_the_place_of(const sync::DeviceId& device, std::uint64_t from) {
  data_->replaced = {device, from};
}

std::uint64_t ImportStage::new_entries() const { return data_->new_entries; }
std::size_t ImportStage::new_blobs() const { return data_->new_blobs; }
const std::vector<DamagedBlob>& ImportStage::damaged_blobs() const { return data_->damaged; }

Result<void> discard_left_stages(Vault& vault) {
  Transaction transaction = TRY(Transaction::begin(vault.database()));
  TRY(vault.database().run("DELETE FROM stage_entry"));
  TRY(vault.database().run("DELETE FROM stage_opening"));
  TRY(vault.database().run("DELETE FROM stage_sealed"));
  TRY(vault.database().run("DELETE FROM stage"));
  return transaction.commit();
}

}  // namespace holdfast::store
