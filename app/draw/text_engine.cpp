// The cache of layouts, the oldest of which goes first.
#include <functional>

#include "app/draw/layout_builder.h"

namespace holdfast::draw {
namespace {

struct LayoutQuestion {
  std::string_view text;
  const TextStyle& style;
  float width;
  const LayoutOptions& options;
};

std::size_t hash_of(const LayoutQuestion& question) {
  std::size_t out = std::hash<std::string_view>{}(question.text);
  const auto mix = [&out](std::size_t value) { out = (out ^ value) * 0x9E3779B97F4A7C15U + (out >> 29); };
  mix(std::hash<float>{}(question.width));
  mix(std::hash<float>{}(question.style.size_px));
  mix(std::hash<float>{}(question.style.line_px));
  mix(std::hash<float>{}(question.style.least_px));
  mix(std::hash<std::string_view>{}(question.style.language));
  mix(static_cast<std::size_t>(question.style.weight) << 8 | static_cast<std::size_t>(question.options.align) << 4 |
      static_cast<std::size_t>(question.options.direction));
  mix(std::size_t{question.options.max_lines} << 2 | (question.options.wrap ? 2U : 0U) |
      (question.options.ellipsis ? 1U : 0U));
  return out;
}

}  // namespace

struct TextEngine::State {
  struct CachedLayout {
    std::size_t hash = 0;
    TextStyle style{};
    float width = 0;
    LayoutOptions options{};
    TextLayout layout{};

    bool answers(const LayoutQuestion& question) const {
      return layout.text() == question.text && style == question.style && width == question.width &&
             options == question.options;
    }
  };

  explicit State(Fonts& fonts) : tools(fonts) {}
  LayoutTools tools;
  std::list<CachedLayout> used{};  // the newest in front
  std::unordered_multimap<std::size_t, std::list<CachedLayout>::iterator> by_hash{};

  void drop_oldest() {
    const auto oldest = std::prev(used.end());
    const auto [from, to] = by_hash.equal_range(oldest->hash);
    for (auto at = from; at != to; ++at) {
      if (at->second != oldest) continue;
      by_hash.erase(at);
      break;
    }
    used.erase(oldest);
  }
};

TextEngine::TextEngine(Fonts& fonts) : state_(std::make_unique<State>(fonts)) {}
TextEngine::~TextEngine() = default;
TextEngine::TextEngine(TextEngine&&) noexcept = default;

const TextLayout& TextEngine::layout(std::string_view utf8, const TextStyle& style, float width_px,
                                     const LayoutOptions& options) {
  const LayoutQuestion question{utf8, style, width_px, options};
  const std::size_t hash = hash_of(question);
  const auto [from, to] = state_->by_hash.equal_range(hash);
  for (auto at = from; at != to; ++at) {
    if (!at->second->answers(question)) continue;
    state_->used.splice(state_->used.begin(), state_->used, at->second);
    return at->second->layout;
  }
  state_->used.push_front({hash, style, width_px, options, make(utf8, style, width_px, options)});
  state_->by_hash.emplace(hash, state_->used.begin());
  if (state_->used.size() > kCachedLayouts) state_->drop_oldest();
  return state_->used.front().layout;
}

TextLayout TextEngine::make(std::string_view utf8, const TextStyle& style, float width_px,
                            const LayoutOptions& options) {
  HOLDFAST_ASSERT(style.size_px > 0 && style.line_px > 0);
  return LayoutBuilder(state_->tools, style, width_px, options).build(utf8);
}

void TextEngine::forget_all() {
  state_->by_hash.clear();
  state_->used.clear();
  state_->tools.shaper.forget();
}

std::size_t TextEngine::cached_count() const { return state_->used.size(); }
Fonts& TextEngine::fonts() const { return state_->tools.fonts; }

}  // namespace holdfast::draw
