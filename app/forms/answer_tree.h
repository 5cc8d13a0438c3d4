// Answers as they come in, before any form has looked at them: a tree read from JSON with limits and nothing lost.
// Numbers stay the text that was written. The JSON library is seen in answer_tree.cpp only.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/forms/reasons.h"
#include "crypto/base/cbor.h"

namespace holdfast::forms {

inline constexpr std::size_t kAnswersSizeMax = std::size_t{16} << 20;
inline constexpr std::size_t kAnswersDepthMax = 32;
inline constexpr std::size_t kAnswersNodesMax = 200'000;

struct AnswerNode {
  enum class Kind : std::uint8_t { Null, Boolean, Number, Text, Array, Object };
  Kind kind = Kind::Null;
  bool boolean = false;
  std::string text{};  // of Text; of Number as written
  std::vector<AnswerNode> items{};
  std::vector<std::pair<std::string, AnswerNode>> members{};

  static AnswerNode of_text(std::string text) { return {Kind::Text, false, std::move(text), {}, {}}; }
};

// kAnswersMalformed for anything that is no JSON, too deep, too large, or has one key twice in an object.
Result<AnswerNode> read_answer_tree(std::string_view json);
std::string write_answer_tree(const AnswerNode& node);
// A stored value as if it had just been typed; checking it again must give the same value.
AnswerNode answer_node(const CborValue& value);

}  // namespace holdfast::forms
