#include "app/text/pattern.h"

#include <unicode/uregex.h>

#include "app/text/utf16.h"

namespace holdfast::text {

namespace {

constexpr std::size_t kPatternSizeMax = 4096;
// ICU counts a time unit every few thousand steps of its engine; on a slow laptop this many take about a second.
constexpr std::int32_t kPatternTimeMax = 200;
constexpr std::int32_t kPatternStackMax = 4 << 20;

}  // namespace

struct Pattern::State {
  URegularExpression* compiled = nullptr;
  ~State() {
    if (compiled != nullptr) uregex_close(compiled);
  }
};

Pattern::Pattern(std::string_view utf8) : state_(std::make_unique<State>()) {
  if (utf8.size() > kPatternSizeMax) return;
  const std::u16string pattern = to_utf16(utf8);
  UErrorCode status = U_ZERO_ERROR;
  // An empty pattern, which ICU refuses, matches only the empty text.
  const std::u16string_view source = pattern.empty() ? std::u16string_view(u"(?:)") : std::u16string_view(pattern);
  URegularExpression* compiled =
      uregex_open(source.data(), static_cast<std::int32_t>(source.size()), 0, nullptr, &status);
  if (U_FAILURE(status)) {
    if (compiled != nullptr) uregex_close(compiled);
    return;
  }
  state_->compiled = compiled;
}

Pattern::~Pattern() = default;
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;

bool Pattern::valid() const { return state_->compiled != nullptr; }

std::optional<bool> Pattern::matches(std::string_view utf8) const {
  const std::u16string text = to_utf16(utf8);
  UErrorCode status = U_ZERO_ERROR;
  // A clone shares what was compiled and has its own place in its own text.
  State matcher;
  matcher.compiled = uregex_clone(state_->compiled, &status);
  if (U_FAILURE(status)) return std::nullopt;
  uregex_setText(matcher.compiled, text.data(), static_cast<std::int32_t>(text.size()), &status);
  uregex_setTimeLimit(matcher.compiled, kPatternTimeMax, &status);
  uregex_setStackLimit(matcher.compiled, kPatternStackMax, &status);
  const UBool matched = uregex_matches(matcher.compiled, -1, &status);
  if (U_FAILURE(status)) return std::nullopt;
  return matched != 0;
}

}  // namespace holdfast::text
