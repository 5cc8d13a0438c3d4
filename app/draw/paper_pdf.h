// A blank paper form as a PDF file on A4: the text of forms/paper.h, with lines and boxes drawn instead of typed, in
// the direction of its language. Holds the form alone, never an answer.
#pragma once

#include <string>
#include <string_view>

#include "app/draw/text_layout.h"
#include "crypto/base/bytes.h"

namespace holdfast::draw {

struct PaperPdf {
  std::string title{};     // of the file
  std::string language{};  // of the questions
  std::string footer{};    // at the foot of each page, before its number
};

// `paper`: lines as forms::paper_form makes them with width 0. kDrawingFailed if the file could not be made.
Result<Bytes> paper_pdf(TextEngine& engine, std::string_view paper, const PaperPdf& options);

// Whether people of this language write from right to left.
bool is_rtl_language(std::string_view language);

}  // namespace holdfast::draw
