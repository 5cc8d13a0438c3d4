#include "app/forms/zip_archive.h"

#include <algorithm>
#include <zip.h>

namespace holdfast::forms {
namespace {

constexpr std::uint8_t kZipMagic[] = {0x50, 0x4B, 0x03, 0x04};
constexpr std::uint8_t kOldOfficeMagic[] = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};
constexpr std::size_t kZipPiece = std::size_t{256} << 10;

bool begins_with(ByteView bytes, ByteView magic) {
  return bytes.size() >= magic.size() && equal(bytes.first(magic.size()), magic);
}

// A workbook with a password is an old office file around a stream of this name (in UTF-16).
bool holds_encrypted_package(ByteView bytes) {
  constexpr std::string_view kName = "EncryptedPackage";
  Bytes wide;
  for (const char c : kName) {
    wide.push_back(static_cast<std::uint8_t>(c));
    wide.push_back(0);
  }
  return std::search(bytes.begin(), bytes.end(), wide.begin(), wide.end()) != bytes.end();
}

}  // namespace

struct ZipArchive::Handle {
  zip_t* zip = nullptr;
  std::size_t read_bytes = 0;

  Handle() = default;
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() {
    if (zip != nullptr) zip_discard(zip);
  }
};

ZipArchive::ZipArchive(std::unique_ptr<Handle> handle) : handle_(std::move(handle)) {}
ZipArchive::ZipArchive(ZipArchive&&) noexcept = default;
ZipArchive& ZipArchive::operator=(ZipArchive&&) noexcept = default;
ZipArchive::~ZipArchive() = default;

bool is_zip(ByteView bytes) { return begins_with(bytes, kZipMagic); }
bool is_old_office_file(ByteView bytes) { return begins_with(bytes, kOldOfficeMagic); }

Result<ZipArchive> ZipArchive::open(ByteView bytes) {
  if (bytes.size() > kZipFileSizeMax) return Error{kFormTooLarge, "the workbook"};
  if (is_old_office_file(bytes)) return holds_encrypted_package(bytes) ? kFormEncrypted : kFormOldWorkbook;
  if (!is_zip(bytes)) return Error{kFormWorkbook, "this is no workbook"};
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_error_fini(&error);
  if (source == nullptr) return Error{kFormWorkbook, "this is no workbook"};
  auto handle = std::make_unique<Handle>();
  handle->zip = zip_open_from_source(source, ZIP_RDONLY, nullptr);
  if (handle->zip == nullptr) {
    zip_source_free(source);  // only an open archive owns it
    return Error{kFormWorkbook, "the file is cut off or damaged"};
  }
  const zip_int64_t entries = zip_get_num_entries(handle->zip, 0);
  if (entries < 0 || static_cast<std::uint64_t>(entries) > kZipEntriesMax) {
    return Error{kFormTooLarge, "the workbook has too many parts"};
  }
  return ZipArchive(std::move(handle));
}

bool ZipArchive::has(const std::string& name) const {
  return zip_name_locate(handle_->zip, name.c_str(), ZIP_FL_ENC_RAW) >= 0;
}

Result<Bytes> ZipArchive::read(const std::string& name) {
  const Error damaged{kFormWorkbook, "a part of the workbook is missing or damaged"};
  zip_stat_t stat;
  zip_stat_init(&stat);
  const zip_int64_t index = zip_name_locate(handle_->zip, name.c_str(), ZIP_FL_ENC_RAW);
  if (index < 0 || zip_stat_index(handle_->zip, static_cast<zip_uint64_t>(index), 0, &stat) != 0) return damaged;
  constexpr zip_uint64_t kNeeded = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
  if ((stat.valid & kNeeded) != kNeeded) return damaged;
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) return kFormEncrypted;
  const bool bursts = stat.size > kZipRatioFrom && stat.size / kZipRatioMax > stat.comp_size;
  if (stat.size > kZipEntrySizeMax || stat.size > kZipTotalSizeMax - handle_->read_bytes || bursts) {
    return Error{kFormTooLarge, "a part of the workbook becomes too large when it is unpacked"};
  }
  zip_file_t* file = zip_fopen_index(handle_->zip, static_cast<zip_uint64_t>(index), 0);
  if (file == nullptr) return damaged;
  // What the entry says of its size is not believed: memory grows with what comes.
  Bytes out;
  bool whole = false;
  while (true) {
    const std::size_t before = out.size();
    out.resize(before + std::min<std::size_t>(kZipPiece, static_cast<std::size_t>(stat.size) - before + 1));
    const zip_int64_t size = zip_fread(file, out.data() + before, out.size() - before);
    out.resize(before + static_cast<std::size_t>(std::max<zip_int64_t>(size, 0)));
    if (size <= 0 || out.size() > stat.size) {
      whole = size == 0 && out.size() == stat.size;
      break;
    }
  }
  const bool checked = zip_fclose(file) == 0;
  if (!whole || !checked) return damaged;
  handle_->read_bytes += out.size();
  return out;
}

}  // namespace holdfast::forms
