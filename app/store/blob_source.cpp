// The reading half of blob_file.h.
#include <algorithm>

#include "app/store/blob_file.h"
#include "crypto/base/owned_file_source.h"
#include "crypto/hash.h"
#include "crypto/padding.h"
#include "crypto/stream.h"

namespace holdfast::store {

namespace {

// An error of the stream means that the file is not what we wrote; an error of the disk stays one.
Error as_damage(Error error) {
  if (error.kind() == Kind::Io || error.kind() == Kind::Cancelled) return error;
  return Error{kBlobDamaged, std::string(error.reason.code())};
}

// Remembers whether it was the receiver who failed: that is no damage of ours.
class TakenSink final : public Sink {
 public:
  explicit TakenSink(Sink& out) : out_(out) {}
  Result<void> write(ByteView bytes) override {
    Result<void> done = out_.write(bytes);
    failed_ = !done.ok();
    return done;
  }
  bool failed() const { return failed_; }

 private:
  Sink& out_;
  bool failed_ = false;
};

class BlobContentSource final : public Source {
 public:
  // `raw` begins at the chunk in which byte `offset` of the content lies.
  BlobContentSource(std::unique_ptr<Source> raw, crypto::KeyView key, std::uint64_t size, std::uint64_t offset,
                    Pool& pool)
      : raw_(std::move(raw)),
        key_(crypto::Secret<32>::copy_of(key)),
        opener_(key_.view(), *raw_, pool, offset / crypto::kChunkSize),
        skip_(offset % crypto::kChunkSize),
        left_(size - offset),
        zeros_(crypto::padme(size, kBlobFloor) - size) {}

  Result<void> pass(std::uint64_t size, Sink& out) override {
    if (failed_) return *failed_;
    if (size > left_) return kEncodingTruncated;
    const Result<void> begun = begin();
    if (!begun.ok()) failed_ = begun.error();
    if (failed_) return *failed_;
    TakenSink taken(out);
    const Result<void> passed = opener_.pass(size, taken);
    if (taken.failed()) failed_ = passed.error();
    if (failed_) return *failed_;
    Result<void> done = passed.ok() ? Result<void>() : Result<void>(as_damage(passed.error()));
    left_ -= size;
    if (done.ok() && left_ == 0 && !ended_) done = check_end();
    if (!done.ok()) failed_ = done.error();
    return done;
  }

  Result<std::size_t> read(MutableByteView out) override {
    if (failed_) return *failed_;
    Result<std::size_t> got = read_content(out);
    // Whoever read on after an error would otherwise take the rest for the end.
    if (!got.ok()) failed_ = got.error();
    return got;
  }

 private:
  // The chunk's bytes before the first wanted one: checked with it, not handed out.
  Result<void> begin() {
    if (skip_ == 0) return {};
    Bytes before(static_cast<std::size_t>(skip_));
    skip_ = 0;
    const Result<void> taken = take(before);
    crypto::wipe(before);
    return taken;
  }

  Result<std::size_t> read_content(MutableByteView out) {
    TRY(begin());
    const auto want = static_cast<std::size_t>(std::min<std::uint64_t>(out.size(), left_));
    if (want > 0) TRY(take(out.first(want)));
    left_ -= want;
    if (left_ == 0 && !ended_) TRY(check_end());
    return want;
  }

  Result<void> take(MutableByteView out) {
    Result<std::size_t> got = opener_.read(out);
    if (!got.ok()) return as_damage(got.error());
    if (got.value() != out.size()) return kBlobDamaged;
    return {};
  }

  Result<void> check_end() {
    Bytes zeros(static_cast<std::size_t>(std::min<std::uint64_t>(zeros_, crypto::kChunkSize)));
    while (zeros_ > 0) {
      const auto piece = static_cast<std::size_t>(std::min<std::uint64_t>(zeros_, zeros.size()));
      TRY(take(MutableByteView(zeros).first(piece)));
      for (std::size_t i = 0; i < piece; ++i) {
        if (zeros[i] != 0) return kBlobDamaged;
      }
      zeros_ -= piece;
    }
    ByteArray<1> more{};
    Result<std::size_t> got = opener_.read(more);
    if (!got.ok()) return as_damage(got.error());
    if (got.value() != 0) return kBlobDamaged;
    ended_ = true;
    return {};
  }

  std::unique_ptr<Source> raw_;
  crypto::Secret<32> key_;
  crypto::StreamOpener opener_;
  std::uint64_t skip_;
  std::uint64_t left_;
  std::uint64_t zeros_;
  bool ended_ = false;
  std::optional<Error> failed_{};
};

}  // namespace

Result<std::unique_ptr<Source>> open_raw_file(Vault& vault, const std::string& file_name, std::uint64_t stored_size,
                                              std::uint64_t offset) {
  HOLDFAST_ASSERT(offset <= stored_size);
  Result<std::unique_ptr<File>> file = vault.seams().files.open_large(blob_file_path(vault, file_name), OpenMode::Read);
  if (!file.ok()) {
    if (file.error().reason == kFileMissing) return Error{kBlobDamaged, "the file is gone: " + file_name};
    return std::move(file).error();
  }
  const std::uint64_t size = TRY(file.value()->size());
  if (size != stored_size) return Error{kBlobDamaged, "the length has changed: " + file_name};
  return std::unique_ptr<Source>(std::make_unique<OwnedFileSource>(std::move(file).value(), size - offset, offset));
}

Result<std::unique_ptr<Source>> open_blob_file(Vault& vault, const std::string& file_name, crypto::KeyView key,
                                               std::uint64_t size, std::uint64_t offset) {
  HOLDFAST_ASSERT(offset == 0 || offset < size);
  const std::uint64_t begin = offset / crypto::kChunkSize * crypto::kSealedChunkSize;
  std::unique_ptr<Source> raw = TRY(open_raw_file(vault, file_name, stored_blob_size(size), begin));
  return std::unique_ptr<Source>(
      std::make_unique<BlobContentSource>(std::move(raw), key, size, offset, vault.seams().pool));
}

Result<void> check_content(Source& content, const sync::BlobFact& fact, Progress& progress) {
  Bytes buffer(crypto::kChunkSize);
  crypto::Sha256 hash;
  std::uint64_t size = 0;
  for (;;) {
    TRY(check_cancelled(progress));
    const std::size_t got = TRY(content.read(buffer));
    if (got == 0) break;
    hash.update(ByteView(buffer).first(got));
    size += got;
    progress.report(size, fact.size);
  }
  crypto::wipe(buffer);
  if (size != fact.size || hash.finish() != fact.sha256) return kBlobDamaged;
  return {};
}

}  // namespace holdfast::store
