#include "crypto/vault_header_copies.h"

#include <algorithm>

namespace holdfast::crypto {

namespace {

// One byte more than a header is enough to see that a file is too long.
Result<Bytes> read_header_file(Files& files, const std::string& path) {
  std::unique_ptr<File> file = TRY(files.open(path, OpenMode::Read));
  Bytes out(kHeaderSize + 1);
  const std::size_t size = TRY(file->read_at(0, out));
  out.resize(size);
  return out;
}

HeaderCopy read_header_copy(Files& files, const std::string& path) {
  HeaderCopy out;
  Result<Bytes> bytes = read_header_file(files, path);
  if (!bytes.ok()) {
    out.exists = bytes.error().reason != kFileMissing;
    out.reason = bytes.error();
    return out;
  }
  out.exists = true;
  out.bytes = std::move(bytes).value();
  Result<HeaderPreamble> preamble = check_header_copy(out.bytes);
  if (!preamble.ok()) {
    out.reason = preamble.error();
    return out;
  }
  out.preamble = preamble.value();
  out.intact = true;
  return out;
}

}  // namespace

std::string header_path(const std::string& folder, std::size_t copy) {
  return join_path(folder, copy == 0 ? "header.a" : "header.b");
}

std::vector<std::size_t> HeaderCopies::best_first() const {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < kHeaderCopies; ++i) {
    if (copies[i].intact) out.push_back(i);
  }
  if (out.size() == 2 && copies[1].generation() > copies[0].generation()) std::swap(out[0], out[1]);
  return out;
}

Error HeaderCopies::failure() const {
  const auto says = [&](const Reason& reason) {
    return std::any_of(copies.begin(), copies.end(),
                       [&](const HeaderCopy& copy) { return copy.reason && copy.reason->reason == reason; });
  };
  if (says(kPasswordParameters) && !says(kHeaderDamaged)) return {kPasswordParameters, {}};
  return {kHeaderDamaged, {}};
}

Result<HeaderCopies> read_header_copies(Files& files, const std::string& folder) {
  HeaderCopies out;
  for (std::size_t i = 0; i < kHeaderCopies; ++i) out.copies[i] = read_header_copy(files, header_path(folder, i));
  if (!out.copies[0].exists && !out.copies[1].exists) return kHeaderMissing;
  for (const HeaderCopy& copy : out.copies) {
    if (copy.reason && copy.reason->reason == kHeaderNewer) return kHeaderNewer;
  }
  // The disk refused everything: that is not damage, and trying again may help.
  if (out.copies[0].bytes.empty() && out.copies[1].bytes.empty()) {
    for (const HeaderCopy& copy : out.copies) {
      if (copy.exists && copy.reason && copy.reason->kind() == Kind::Io) return *copy.reason;
    }
  }
  return out;
}

Result<void> overwrite_header_copy(Files& files, const std::string& folder, std::size_t copy, ByteView bytes) {
  const std::string path = header_path(folder, copy);
  if (!TRY(files.exists(path))) return write_new_file(files, path, bytes);
  std::unique_ptr<File> file = TRY(files.open(path, OpenMode::ReadWrite));
  TRY(file->write_at(0, bytes));
  TRY(file->sync());
  file->drop_cache();
  Bytes back(bytes.size());
  const std::size_t size = TRY(file->read_at(0, back));
  if (size != bytes.size() || !equal(back, bytes)) return kFileWrite;
  return {};
}

}  // namespace holdfast::crypto
