// Inside of app/forms: a zip file in memory, read with limits on entries, sizes and how much a little becomes.
// Nothing is ever unpacked to a disk; names of entries are compared, never used as paths.
#pragma once

#include <memory>
#include <string>

#include "app/forms/reasons.h"
#include "crypto/base/bytes.h"

namespace holdfast::forms {

inline constexpr std::size_t kZipFileSizeMax = std::size_t{32} << 20;
inline constexpr std::size_t kZipEntriesMax = 2000;
inline constexpr std::size_t kZipEntrySizeMax = std::size_t{64} << 20;
inline constexpr std::size_t kZipTotalSizeMax = std::size_t{128} << 20;  // of all entries read
// A sheet of a million formatted blank rows shrinks to a hundredth; what shrinks more was made to burst.
inline constexpr std::size_t kZipRatioMax = 250;
inline constexpr std::size_t kZipRatioFrom = std::size_t{1} << 20;       // smaller entries may shrink as they like

class ZipArchive {
 public:
  // kFormWorkbook, kFormOldWorkbook (.xls in disguise), kFormEncrypted or kFormTooLarge. REQUIRES: `bytes` outlives it.
  static Result<ZipArchive> open(ByteView bytes);
  ZipArchive(ZipArchive&&) noexcept;
  ZipArchive& operator=(ZipArchive&&) noexcept;
  ~ZipArchive();

  bool has(const std::string& name) const;
  // The whole entry; its checksum is verified.
  Result<Bytes> read(const std::string& name);

 private:
  struct Handle;
  explicit ZipArchive(std::unique_ptr<Handle> handle);
  std::unique_ptr<Handle> handle_;
};

// By the first bytes.
bool is_zip(ByteView bytes);
bool is_old_office_file(ByteView bytes);

}  // namespace holdfast::forms
