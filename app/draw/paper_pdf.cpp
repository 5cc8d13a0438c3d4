#include "app/draw/paper_pdf.h"

#include <unicode/uloc.h>

#include <algorithm>
#include <functional>

#include "app/draw/paper_marks.h"
#include "app/draw/pdf_canvas.h"
#include "app/text/unicode.h"

namespace holdfast::draw {
namespace {

constexpr Color kPaperInk = rgb(0x1B1E21);
constexpr Color kPaperSoft = rgb(0x454B51);
constexpr Color kPaperLine = rgb(0x7A776F);

// Points.
constexpr float kMargin = 50;
constexpr float kIndent = 26;        // of answers, under the text of their question
constexpr float kFootHeight = 30;
constexpr float kWritingHeight = 24;  // room for a hand
constexpr float kBox = 15;
constexpr float kTick = 9;
constexpr float kSignGap = 6;
constexpr float kCharacter = 5.5F;   // of a typed line "____"

// A piece of the page that is not divided.
struct PaperBlock {
  float height = 0;
  bool keep = false;  // on one page with the next one
  std::function<void(Canvas&, float)> draw{};
};

class PaperPages {
 public:
  PaperPages(TextEngine& engine, const PaperPdf& options)
      : engine_(engine),
        options_(options),
        rtl_(is_rtl_language(options.language)),
        canvas_(engine.fonts(), options.title),
        column_(canvas_.page_width() - 2 * kMargin) {}

  Result<Bytes> print(std::string_view paper) {
    bool first = true;
    std::size_t at = 0;
    while (at < paper.size()) {
      const std::size_t end = std::min(paper.find('\n', at), paper.size());
      const PaperRow row = paper_row(paper.substr(at, end - at));
      if (first) add_text(row.text, style(18, 25, Weight::Bold), 0, kPaperInk, true, true);
      else add(row);
      first = false;
      at = end + 1;
    }
    place_pages();
    return canvas_.finish();
  }

 private:
  TextStyle style(float size, float line, Weight weight = Weight::Regular) const {
    return {size, line, weight, options_.language, 10.5F};
  }

  // From the side where reading begins.
  float left_of(float from_start, float width) const {
    return rtl_ ? kMargin + column_ - from_start - width : kMargin + from_start;
  }

  // Asides stand at the side of their own language; what has a number or a rule stands with it.
  LayoutOptions own_direction(bool with_page = false) const {
    LayoutOptions out;
    out.direction = rtl_ ? Direction::AutoRtl : Direction::Auto;
    if (with_page) out.align = rtl_ ? Align::Right : Align::Left;
    return out;
  }

  // The baseline of its first line.
  float add_text(const std::string& text, const TextStyle& text_style, float indent, Color color, bool keep,
                 bool with_page = false) {
    const float width = column_ - indent;
    auto layout = std::make_shared<TextLayout>(engine_.make(text, text_style, width, own_direction(with_page)));
    const float x = left_of(indent, width);
    blocks_.push_back({layout->height(), keep, [layout, x, color](Canvas& canvas, float y) {
                         canvas.text(*layout, x, y, color);
                       }});
    return layout->lines().front().baseline_y;
  }

  void add_rule(float thickness) {
    blocks_.push_back({8, true, [this, thickness](Canvas& canvas, float y) {
                         canvas.fill_rect({kMargin, y + 3, column_, thickness}, kPaperLine);
                       }});
  }

  void add(const PaperRow& row) {
    const bool heading = after_rule_;
    after_rule_ = row.kind == PaperLine::ThinRule;
    switch (row.kind) {
      case PaperLine::Gap: blocks_.push_back({8, false}); return;
      case PaperLine::ThickRule: return add_rule(1.5F);
      case PaperLine::ThinRule: return add_rule(0.75F);
      case PaperLine::Plain:
        if (heading) add_text(row.text, style(14, 20, Weight::Bold), 0, kPaperInk, true, true);
        else add_text(row.text, style(10.5F, 15), 0, kPaperSoft, false, true);
        return;
      case PaperLine::Question: return add_question(row);
      case PaperLine::Aside: add_text(row.text, style(9.5F, 13.5F), kIndent, kPaperSoft, true); return;
      case PaperLine::Note: add_text(row.text, style(11, 16), kIndent, kPaperInk, true); return;
      case PaperLine::Fields: return add_fields(row);
    }
  }

  void add_question(const PaperRow& row) {
    auto number = std::make_shared<TextLayout>(engine_.make(row.mark, style(11.5F, 17, Weight::Bold)));
    const float baseline = add_text(row.text, style(11.5F, 17, Weight::Bold), kIndent, kPaperInk, true, true);
    PaperBlock& block = blocks_.back();
    const float x = left_of(0, number->width());
    const float down = baseline - number->lines().front().baseline_y;
    block.draw = [number, x, down, text = std::move(block.draw)](Canvas& canvas, float y) {
      canvas.text(*number, x, y + down, kPaperInk);
      text(canvas, y);
    };
  }

  static float sign_width(const PaperField& field) {
    switch (field.sign) {
      case PaperSign::Circle:
      case PaperSign::Square: return kTick;
      case PaperSign::Line: return static_cast<float>(field.size) * kCharacter;
      case PaperSign::Boxes: return static_cast<float>(field.size) * kBox;
      case PaperSign::None: return 0;
    }
    return 0;
  }

  static void draw_sign(Canvas& canvas, const PaperField& field, float x, float y, float width, float height) {
    const float middle = y + height / 2;
    switch (field.sign) {
      case PaperSign::Circle: return stroke_circle(canvas, {x + kTick / 2, middle}, kTick / 2, 0.75F, kPaperInk);
      case PaperSign::Square:
        return canvas.stroke_round_rect({x, middle - kTick / 2, kTick, kTick}, 0, 0.75F, kPaperInk);
      case PaperSign::Line: return canvas.fill_rect({x, y + height - 5, width, 0.5F}, kPaperLine);
      case PaperSign::Boxes:
        for (std::size_t i = 0; i < field.size; ++i) {
          const float left = x + static_cast<float>(i) * kBox;
          canvas.stroke_round_rect({left, middle - kBox / 2, kBox - 1, kBox}, 0, 0.75F, kPaperLine);
        }
        return;
      case PaperSign::None: return;
    }
  }

  struct PlacedField {
    PaperField field;
    std::shared_ptr<TextLayout> words;
    float x, width, sign;
  };

  PlacedField placed_field(const PaperField& field) {
    const float sign = std::min(sign_width(field), column_ - kIndent);
    const float room = column_ - kIndent - (field.sign_first ? sign + kSignGap : 0);
    auto words = std::make_shared<TextLayout>(engine_.make(field.words, style(10.5F, 15), 0, own_direction()));
    if (words->width() > room) *words = engine_.make(field.words, style(10.5F, 15), room, own_direction(true));
    const float gap = field.sign == PaperSign::None || field.words.empty() ? 0 : kSignGap;
    return {field, words, 0, sign + gap + words->box_width(), sign};
  }

  void draw_field(Canvas& canvas, const PlacedField& one, float y, float height) const {
    const float words = one.words->box_width();
    const float sign_x = one.field.sign_first || one.field.words.empty() ? one.x : one.x + words + kSignGap;
    const float words_x = one.field.sign_first ? one.x + one.sign + kSignGap : one.x;
    draw_sign(canvas, one.field, left_of(sign_x, one.sign), y, one.sign, height);
    canvas.text(*one.words, left_of(words_x, words), y + (height - one.words->height()) / 2, kPaperInk);
  }

  // Fields stand side by side as far as they fit; each row is a block.
  void add_fields(const PaperRow& row) {
    std::vector<PlacedField> placed;
    float filled = kIndent;
    float height = 0;
    const auto finish = [&] {
      blocks_.push_back({height, false, [this, placed, height](Canvas& canvas, float y) {
                           for (const PlacedField& one : placed) draw_field(canvas, one, y, height);
                         }});
      placed.clear();
      filled = kIndent;
      height = 0;
    };
    for (const PaperField& field : row.fields) {
      PlacedField one = placed_field(field);
      if (filled + one.width > column_ && !placed.empty()) finish();
      one.x = filled;
      filled += one.width + 14;
      const bool handwriting = field.sign == PaperSign::Line || field.sign == PaperSign::Boxes;
      height = std::max({height, one.words->height() + 3, handwriting ? kWritingHeight : 0});
      placed.push_back(std::move(one));
    }
    finish();
  }

  // Blocks that belong together go to one page, unless they are longer than a page.
  void place_pages() {
    const float bottom = canvas_.page_height() - kMargin - kFootHeight;
    std::vector<std::vector<std::pair<const PaperBlock*, float>>> pages(1);
    float y = kMargin;
    for (std::size_t i = 0; i < blocks_.size();) {
      std::size_t behind = i + 1;
      float height = blocks_[i].height;
      while (behind < blocks_.size() && blocks_[behind - 1].keep) height += blocks_[behind++].height;
      const bool fits = y + height <= bottom || height > bottom - kMargin;
      if (!fits) {
        pages.emplace_back();
        y = kMargin;
      }
      for (; i < behind; ++i) {
        if (y + blocks_[i].height > bottom && y > kMargin) {
          pages.emplace_back();
          y = kMargin;
        }
        if (!blocks_[i].draw && y == kMargin) continue;  // no gap at the top of a page
        pages.back().emplace_back(&blocks_[i], y);
        y += blocks_[i].height;
      }
    }
    for (std::size_t page = 0; page < pages.size(); ++page) {
      if (page > 0) canvas_.next_page();
      for (const auto& [block, top] : pages[page]) {
        if (block->draw) block->draw(canvas_, top);
      }
      draw_foot(page + 1, pages.size());
    }
  }

  void draw_foot(std::size_t page, std::size_t pages) {
    const std::string of = std::to_string(page) + " / " + std::to_string(pages);
    const std::string text = options_.footer + "   " + text::isolate_ltr(of);
    LayoutOptions centred = own_direction();
    centred.align = Align::Center;
    const TextLayout layout = engine_.make(text, style(8.5F, 12), column_, centred);
    canvas_.text(layout, kMargin, canvas_.page_height() - kMargin, kPaperSoft);
  }

  TextEngine& engine_;
  const PaperPdf& options_;
  bool rtl_;
  PdfCanvas canvas_;
  float column_;
  bool after_rule_ = false;
  std::vector<PaperBlock> blocks_;
};

}  // namespace

bool is_rtl_language(std::string_view language) {
  return uloc_isRightToLeft(std::string(language).c_str()) != 0;
}

Result<Bytes> paper_pdf(TextEngine& engine, std::string_view paper, const PaperPdf& options) {
  return PaperPages(engine, options).print(paper);
}

}  // namespace holdfast::draw
