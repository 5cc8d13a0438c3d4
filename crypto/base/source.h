// Bytes that come one after another, and where bytes go: how files of any size pass through flat memory.
#pragma once

#include "crypto/base/files.h"

namespace holdfast {

class Sink {
 public:
  virtual ~Sink() = default;
  virtual Result<void> write(ByteView bytes) = 0;
};

class Source {
 public:
  virtual ~Source() = default;
  // Fills `out` from the front; returns how many bytes. Less than out.size() only at the end; then 0 for ever.
  virtual Result<std::size_t> read(MutableByteView out) = 0;
  // Writes the next `size` bytes to `out`, in pieces of the source's choice; an earlier end is kEncodingTruncated.
  // A source that holds the bytes already hands them on as they lie; others copy them through a buffer, as here.
  virtual Result<void> pass(std::uint64_t size, Sink& out);
};

class MemorySource final : public Source {
 public:
  // The bytes must outlive the source.
  explicit MemorySource(ByteView bytes) : rest_(bytes) {}
  Result<std::size_t> read(MutableByteView out) override;

 private:
  ByteView rest_;
};

class MemorySink final : public Sink {
 public:
  Result<void> write(ByteView bytes) override;
  const Bytes& view() const { return out_; }
  Bytes take() { return std::move(out_); }

 private:
  Bytes out_;
};

// Reads [offset, offset + size) of an open file, which must outlive it.
class FileSource final : public Source {
 public:
  FileSource(File& file, std::uint64_t offset, std::uint64_t size) : file_(file), offset_(offset), left_(size) {}
  Result<std::size_t> read(MutableByteView out) override;

 private:
  File& file_;
  std::uint64_t offset_;
  std::uint64_t left_;
};

// Appends to an open file from `offset` on. Syncing is the owner's business.
class FileSink final : public Sink {
 public:
  FileSink(File& file, std::uint64_t offset) : file_(file), offset_(offset) {}
  Result<void> write(ByteView bytes) override;
  std::uint64_t offset() const { return offset_; }

 private:
  File& file_;
  std::uint64_t offset_;
};

// Reads exactly out.size() bytes; an earlier end is kEncodingTruncated.
Result<void> read_exactly(Source& source, MutableByteView out);

}  // namespace holdfast
