#include "crypto/base/source.h"

#include <algorithm>
#include <cstring>

namespace holdfast {

namespace {

constexpr std::size_t kPassBufferSize = std::size_t{256} << 10;

}  // namespace

Result<void> Source::pass(std::uint64_t size, Sink& out) {
  Bytes buffer(static_cast<std::size_t>(std::min<std::uint64_t>(size, kPassBufferSize)));
  while (size > 0) {
    const auto piece = static_cast<std::size_t>(std::min<std::uint64_t>(size, buffer.size()));
    TRY(read_exactly(*this, MutableByteView(buffer).first(piece)));
    TRY(out.write(ByteView(buffer).first(piece)));
    size -= piece;
  }
  return {};
}

Result<std::size_t> MemorySource::read(MutableByteView out) {
  const std::size_t size = std::min(out.size(), rest_.size());
  if (size > 0) std::memcpy(out.data(), rest_.data(), size);
  rest_ = rest_.subspan(size);
  return size;
}

Result<void> MemorySink::write(ByteView bytes) {
  append(out_, bytes);
  return {};
}

Result<std::size_t> FileSource::read(MutableByteView out) {
  const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(out.size(), left_));
  const std::size_t got = TRY(file_.read_at(offset_, out.first(size)));
  offset_ += got;
  left_ = got < size ? 0 : left_ - got;
  return got;
}

Result<void> FileSink::write(ByteView bytes) {
  TRY(file_.write_at(offset_, bytes));
  offset_ += bytes.size();
  return {};
}

Result<void> read_exactly(Source& source, MutableByteView out) {
  const std::size_t got = TRY(source.read(out));
  if (got != out.size()) return kEncodingTruncated;
  return {};
}

}  // namespace holdfast
