// holdfast-decoder WIDTH HEIGHT < picture > answer
#include <unistd.h>

#include <charconv>
#include <cstring>

#include "app/decoder/answer.h"
#include "app/decoder/confine.h"

namespace {

namespace decoder = holdfast::decoder;

std::uint32_t side(const char* text) {
  std::uint32_t out = 0;
  const char* end = text + std::strlen(text);
  const auto [stop, error] = std::from_chars(text, end, out);
  return error == std::errc{} && stop == end && out <= decoder::kSideMax ? out : 0;
}

// False where the input breaks off; more than is allowed is read no further than that.
bool read_input(holdfast::Bytes& out) {
  holdfast::Bytes piece(std::size_t{1} << 16);
  while (out.size() <= decoder::kInputMax) {
    const ssize_t got = ::read(STDIN_FILENO, piece.data(), piece.size());
    if (got < 0) return false;
    if (got == 0) return true;
    out.insert(out.end(), piece.begin(), piece.begin() + got);
  }
  return true;
}

bool write_all(holdfast::ByteView bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (put <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(put));
  }
  return true;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  const decoder::Box box{side(arguments[1]), side(arguments[2])};
  if (box.width == 0 || box.height == 0) return 2;
  if (!decoder::confine()) return 3;
  holdfast::Bytes file;
  if (!read_input(file)) return 1;
  const decoder::Decoded decoded = decoder::decode(file, box);
  const auto header = decoder::answer_header(decoded);
  return write_all(header) && write_all(decoded.pixels.rgba) ? 0 : 1;
}
