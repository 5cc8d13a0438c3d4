#include "app/forms/xpath_shuffle.h"

#include <cmath>

#include "crypto/hash.h"

namespace holdfast::forms::xpath {

std::int64_t seed_of(const Value& seed) {
  const double number = seed.to_number();
  if (!std::isnan(number)) {
    constexpr double kMost = 9.2e18;
    return static_cast<std::int64_t>(std::trunc(number < -kMost ? -kMost : number > kMost ? kMost : number));
  }
  const std::string text = seed.to_text();
  if (text.empty() || text == "NaN") return 0;
  const Hash256 hash = crypto::sha256(as_bytes(text));
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 8; ++i) bits = bits << 8 | hash[i];
  return static_cast<std::int64_t>(bits);
}

void shuffle_nodes(std::vector<NodeRef>& nodes, std::int64_t seed) {
  constexpr std::int64_t kModulus = 2'147'483'647;
  constexpr std::int64_t kFactor = 16'807;
  std::int64_t state = seed % kModulus;
  if (state <= 0) state += kModulus - 1;
  std::vector<NodeRef> out(nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    state = state * kFactor % kModulus;
    const double fraction = static_cast<double>(state - 1) / static_cast<double>(kModulus - 1);
    const auto place = static_cast<std::size_t>(fraction * static_cast<double>(i + 1));
    out[i] = out[place];
    out[place] = nodes[i];
  }
  nodes = std::move(out);
}

}  // namespace holdfast::forms::xpath
