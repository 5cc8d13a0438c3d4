#include "app/store/spool.h"

#include <algorithm>
#include <array>
#include <set>

#include "app/store/drafts.h"
#include "crypto/base/cbor.h"
#include "crypto/box.h"

namespace holdfast::store {

namespace {

constexpr std::string_view kSpoolLabel("holdfast/spool/v1\0", 18);
constexpr std::string_view kSpoolKeyLabel("holdfast/spool-key/v1\0", 22);
constexpr std::size_t kSpoolQuestionMax = 4096;
constexpr std::size_t kSpoolTypeMax = 256;

std::string spool_folder(const Vault& vault) { return vault.path() + "/spool"; }
std::string spool_path(const Vault& vault, const Id16& id) { return spool_folder(vault) + "/" + to_hex(id); }

Bytes spool_key_context(const Id16& id) {
  Bytes context = to_bytes(as_bytes(kSpoolKeyLabel));
  append(context, id);
  return context;
}

Bytes spool_box_context(const Id16& id, std::uint64_t number) {
  Bytes context = to_bytes(as_bytes(kSpoolLabel));
  append(context, id);
  for (int shift = 56; shift >= 0; shift -= 8) context.push_back(static_cast<std::uint8_t>(number >> shift & 0xFF));
  return context;
}

struct SpoolContent {
  crypto::Secret<32> key;
  std::string question;
  std::string media_type;
};

Bytes spool_key_box(Vault& vault, const SpoolRow& row, crypto::KeyView key) {
  CborWriter out;
  out.array(3).bytes(key).text(row.question).text(row.media_type);
  Bytes plain = out.take();
  Bytes box = crypto::seal_box(vault.draft_key(), spool_key_context(row.id), plain, vault.seams().random);
  crypto::wipe(plain);
  return box;
}

// Under the current draft key or, while it is being changed, the previous one.
Result<crypto::SecretBuffer> open_spool_key_box(Vault& vault, const Id16& id, ByteView box) {
  Result<crypto::SecretBuffer> plain = crypto::open_box(vault.draft_key(), spool_key_context(id), box);
  const crypto::Secret<32>* previous = vault.previous_draft_key();
  if (plain.ok() || previous == nullptr) return plain;
  return crypto::open_box(previous->view(), spool_key_context(id), box);
}

Result<SpoolContent> read_spool_content(Vault& vault, const Id16& id, ByteView box) {
  const Result<crypto::SecretBuffer> plain = open_spool_key_box(vault, id, box);
  if (!plain.ok()) return Error{kVaultDatabase, "the key of a recording does not open"};
  CborReader in(plain.value().view());
  SpoolContent content;
  TRY(in.array_of(3));
  const ByteView key = TRY(in.bytes(32));
  if (key.size() != 32) return Error{kVaultDatabase, "the key of a recording"};
  content.key = crypto::Secret<32>::copy_of(key);
  content.question = std::string(TRY(in.text(kSpoolQuestionMax)));
  content.media_type = std::string(TRY(in.text(kSpoolTypeMax)));
  TRY(in.end());
  return content;
}

// Reads the boxes of a spool in their order.
class SpoolSource final : public Source {
 public:
  SpoolSource(const Id16& id, crypto::Secret<32> key, std::unique_ptr<File> file, std::uint64_t size)
      : id_(id), key_(std::move(key)), file_(std::move(file)), size_(size) {}

  Result<std::size_t> read(MutableByteView out) override {
    if (taken_ == plain_.size()) TRY(next_box());
    const ByteView rest = plain_.view().subspan(taken_);
    const std::size_t count = std::min(rest.size(), out.size());
    std::copy_n(rest.begin(), count, out.begin());
    taken_ += count;
    return count;
  }

 private:
  // Nothing more: leaves plain_ empty.
  Result<void> next_box() {
    plain_ = crypto::SecretBuffer();
    taken_ = 0;
    std::array<std::uint8_t, 4> length{};
    if (at_ + length.size() > size_) return {};
    if (TRY(file_->read_at(at_, length)) < length.size()) return {};
    const std::size_t box_size = length[0] | std::size_t{length[1]} << 8 | std::size_t{length[2]} << 16 |
                                 std::size_t{length[3]} << 24;
    if (box_size > kSpoolBoxMax + crypto::kBoxOverhead || box_size <= crypto::kBoxOverhead) return torn();
    if (at_ + length.size() + box_size > size_) return {};
    Bytes box(box_size);
    if (TRY(file_->read_at(at_ + length.size(), box)) < box.size()) return {};
    Result<crypto::SecretBuffer> plain = crypto::open_box(key_.view(), spool_box_context(id_, number_), box);
    // The last one may have been cut by a crash with its length already there and its bytes not.
    if (!plain.ok()) return at_ + length.size() + box_size == size_ ? Result<void>() : Result<void>(kBlobDamaged);
    plain_ = std::move(plain).value();
    at_ += length.size() + box_size;
    ++number_;
    return {};
  }

  // A length that no box has: zeros of a file that grew before its bytes came.
  Result<void> torn() const {
    if (size_ - at_ <= kSpoolBoxMax + crypto::kBoxOverhead + 4) return {};
    return kBlobDamaged;
  }

  Id16 id_{};
  crypto::Secret<32> key_;
  std::unique_ptr<File> file_;
  std::uint64_t size_;
  std::uint64_t at_ = 0;
  std::uint64_t number_ = 0;
  crypto::SecretBuffer plain_;
  std::size_t taken_ = 0;
};

struct SpoolKeyBox {
  Id16 id{};
  Bytes box;
};

Result<std::vector<SpoolKeyBox>> spool_key_boxes(Vault& vault) {
  Statement find(vault.database(), "SELECT id, box FROM spool ORDER BY id");
  std::vector<SpoolKeyBox> out;
  for (;;) {
    const bool more = TRY(find.step());
    if (!more) return out;
    SpoolKeyBox row;
    row.id = TRY(find.array<16>(0));
    row.box = find.blob(1);
    out.push_back(std::move(row));
  }
}

}  // namespace

Result<SpoolWriter> SpoolWriter::begin(Vault& vault, const SpoolRow& row) {
  Files& files = vault.seams().files;
  TRY(files.make_folder(spool_folder(vault)));
  TRY(files.sync_folder(vault.path()));
  crypto::Secret<32> key = crypto::Secret<32>::random(vault.seams().random);
  std::unique_ptr<File> file = TRY(files.open(spool_path(vault, row.id), OpenMode::CreateNew));
  TRY(files.sync_folder(spool_folder(vault)));
  Transaction transaction = TRY(Transaction::begin(vault.database()));
  Statement save(vault.database(), "INSERT INTO spool (id, draft, box, started_ms) VALUES (?, ?, ?, ?)");
  TRY(save.bind(row.id).bind(row.draft).bind(spool_key_box(vault, row, key.view())).bind(row.started_ms).run());
  TRY(transaction.commit());
  return SpoolWriter(row.id, std::move(key), std::move(file), vault.seams().random);
}

Result<void> SpoolWriter::append(ByteView bytes) {
  HOLDFAST_ASSERT(bytes.size() <= kSpoolBoxMax);
  if (failed_) return kVaultWrite;
  if (bytes.empty()) return {};
  failed_ = true;  // until it is durable
  const Bytes box = crypto::seal_box(key_.view(), spool_box_context(id_, boxes_), bytes, *random_);
  Bytes framed;
  for (int shift = 0; shift < 32; shift += 8) framed.push_back(static_cast<std::uint8_t>(box.size() >> shift & 0xFF));
  holdfast::append(framed, box);
  TRY(file_->write_at(size_, framed));
  TRY(file_->sync());
  size_ += framed.size();
  ++boxes_;
  failed_ = false;
  return {};
}

Result<std::vector<SpoolRow>> spools_of(Vault& vault, const Id16& draft) {
  Statement find(vault.database(), "SELECT id, box, started_ms FROM spool WHERE draft = ? ORDER BY started_ms, id");
  find.bind(draft);
  std::vector<SpoolRow> out;
  for (;;) {
    const bool more = TRY(find.step());
    if (!more) return out;
    SpoolRow row;
    row.id = TRY(find.array<16>(0));
    row.draft = draft;
    const Bytes box = find.blob(1);
    const SpoolContent content = TRY(read_spool_content(vault, row.id, box));
    row.question = content.question;
    row.media_type = content.media_type;
    row.started_ms = find.integer(2);
    out.push_back(std::move(row));
  }
}

Result<std::unique_ptr<Source>> open_spool(Vault& vault, const Id16& id) {
  Statement find(vault.database(), "SELECT box FROM spool WHERE id = ?");
  const bool found = TRY(find.bind(id).step());
  if (!found) return kDraftUnknown;
  const Bytes box = find.blob(0);
  SpoolContent content = TRY(read_spool_content(vault, id, box));
  std::unique_ptr<File> file = TRY(vault.seams().files.open(spool_path(vault, id), OpenMode::Read));
  const std::uint64_t size = TRY(file->size());
  return std::unique_ptr<Source>(
      std::make_unique<SpoolSource>(id, std::move(content.key), std::move(file), size));
}

Result<void> discard_spool(Vault& vault, const Id16& id) {
  // The key first: from then on the file is a box that opens to nobody.
  TRY(finish_left_draft_change(vault));
  TRY(vault.begin_draft_change());
  Transaction transaction = TRY(Transaction::begin(vault.database()));
  Statement remove(vault.database(), "DELETE FROM spool WHERE id = ?");
  TRY(remove.bind(id).run());
  if (vault.database().changes() != 1) return kDraftUnknown;
  TRY(rebox_drafts(vault));
  TRY(transaction.commit());
  TRY(vault.finish_draft_change());
  return tidy_spools(vault);
}

Result<void> forget_spools_of(Vault& vault, const Id16& draft) {
  Statement remove(vault.database(), "DELETE FROM spool WHERE draft = ?");
  return remove.bind(draft).run();
}

Result<void> tidy_spools(Vault& vault) {
  Files& files = vault.seams().files;
  const bool any = TRY(files.exists(spool_folder(vault)));
  if (!any) return {};
  std::set<std::string> known;
  const std::vector<SpoolKeyBox> rows = TRY(spool_key_boxes(vault));
  for (const SpoolKeyBox& row : rows) known.insert(to_hex(row.id));
  const std::vector<FolderEntry> entries = TRY(files.list(spool_folder(vault)));
  for (const FolderEntry& entry : entries) {
    if (!entry.is_folder && !known.contains(entry.name)) TRY(files.remove(spool_folder(vault) + "/" + entry.name));
  }
  return files.sync_folder(spool_folder(vault));
}

Result<void> rebox_spools(Vault& vault) {
  const std::vector<SpoolKeyBox> boxes = TRY(spool_key_boxes(vault));
  for (const SpoolKeyBox& row : boxes) {
    const Result<crypto::SecretBuffer> plain = open_spool_key_box(vault, row.id, row.box);
    // As with drafts: one that neither key opens stays as it is, others must not wait for it.
    if (!plain.ok()) continue;
    const Bytes box =
        crypto::seal_box(vault.draft_key(), spool_key_context(row.id), plain.value().view(), vault.seams().random);
    Statement rebox(vault.database(), "UPDATE spool SET box = ? WHERE id = ?");
    TRY(rebox.bind(box).bind(row.id).run());
  }
  return {};
}

}  // namespace holdfast::store
