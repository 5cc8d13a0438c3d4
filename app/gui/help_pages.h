// The pages of help: plain texts in assets/help/<language>/, compiled in. The first line is the title; "## " begins a
// heading, "- " a line of a list, an empty line a new paragraph. Nothing else is marked up.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace holdfast::gui {

enum class HelpPart : std::uint8_t { Paragraph, Heading, Item };

struct HelpLine {
  HelpPart part = HelpPart::Paragraph;
  std::string text;
};

struct HelpPage {
  std::string id;     // "records": name of the file without its number and ending
  std::string title;
  std::vector<HelpLine> lines;
};

// In the order of their files' names. English where the language has none.
std::vector<HelpPage> help_pages(const std::string& language);
HelpPage read_help_page(std::string_view file_name, std::string_view content);
// True where every word typed stands in the page, case aside.
bool page_has_words(const HelpPage& page, std::string_view words);

}  // namespace holdfast::gui
