// What the tests of crypto/ share: patterned bytes, shared data, a stream in memory.
#pragma once

#include <fstream>
#include <optional>
#include <sstream>
#include <string>

#include "crypto/stream.h"
#include "tests/support/fake_seams.h"

namespace holdfast::test {

// `size` bytes that differ from place to place and from seed to seed.
inline Bytes patterned(std::size_t size, std::uint64_t seed = 7) {
  Bytes out(size);
  FakeRandom random(seed);
  random.fill(out);
  return out;
}

// A file of shared/data, if it is there.
inline std::optional<std::string> shared_data(const std::string& name) {
  std::ifstream in(std::string(HOLDFAST_SHARED_DIR) + "/data/" + name, std::ios::binary);
  if (!in) return std::nullopt;
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

inline crypto::Secret<32> test_key(std::uint8_t first = 1) {
  crypto::Secret<32> out;
  for (std::size_t i = 0; i < 32; ++i) out.mutable_view()[i] = static_cast<std::uint8_t>(first + i);
  return out;
}

inline Bytes seal_stream(crypto::KeyView key, ByteView plain, Pool& pool) {
  MemorySink out;
  crypto::StreamSealer sealer(key, out, pool);
  sealer.write(plain).value();
  sealer.finish().value();
  return out.take();
}

inline Result<Bytes> open_stream(crypto::KeyView key, ByteView sealed, Pool& pool) {
  MemorySource in(sealed);
  crypto::StreamOpener opener(key, in, pool);
  Bytes out(sealed.size() + 1);  // one more than can come, so that the end is reached
  const std::size_t size = TRY(opener.read(out));
  out.resize(size);
  return out;
}

}  // namespace holdfast::test
