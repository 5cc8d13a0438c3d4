#include "app/gui/help_pages.h"

#include <algorithm>

#include "app/text/unicode.h"
#include "assets/assets.h"

namespace holdfast::gui {

namespace {

// "help/en/05-records.txt" -> "records"
std::string page_id(std::string_view file_name) {
  const std::size_t slash = file_name.rfind('/');
  if (slash != std::string_view::npos) file_name.remove_prefix(slash + 1);
  const std::size_t dash = file_name.find('-');
  if (dash != std::string_view::npos) file_name.remove_prefix(dash + 1);
  return std::string(file_name.substr(0, file_name.rfind('.')));
}

std::vector<HelpPage> pages_of(const std::string& language) {
  const std::string folder = "help/" + language + "/";
  std::vector<HelpPage> out;
  for (const Asset& asset : embedded_assets()) {
    if (asset.name.starts_with(folder)) out.push_back(read_help_page(asset.name, asset.content));
  }
  return out;
}

}  // namespace

HelpPage read_help_page(std::string_view file_name, std::string_view content) {
  HelpPage page;
  page.id = page_id(file_name);
  bool joins = false;  // the line goes on with the one before
  while (!content.empty()) {
    const std::size_t end = std::min(content.find('\n'), content.size());
    const std::string_view line = content.substr(0, end);
    content.remove_prefix(std::min(end + 1, content.size()));
    if (page.title.empty()) {
      page.title = std::string(line);
      continue;
    }
    if (line.empty()) {
      joins = false;
    } else if (line.starts_with("## ")) {
      page.lines.push_back({HelpPart::Heading, std::string(line.substr(3))});
      joins = false;
    } else if (line.starts_with("- ")) {
      page.lines.push_back({HelpPart::Item, std::string(line.substr(2))});
      joins = true;
    } else if (joins) {
      page.lines.back().text += " " + std::string(line);
    } else {
      page.lines.push_back({HelpPart::Paragraph, std::string(line)});
      joins = true;
    }
  }
  return page;
}

std::vector<HelpPage> help_pages(const std::string& language) {
  std::vector<HelpPage> out = pages_of(language);
  return out.empty() ? pages_of("en") : out;
}

bool page_has_words(const HelpPage& page, std::string_view words) {
  std::string all = text::casefold(page.title);
  for (const HelpLine& line : page.lines) all += "\n" + text::casefold(line.text);
  const std::string folded = text::casefold(words);
  std::size_t from = 0;
  while (from < folded.size()) {
    const std::size_t end = std::min(folded.find(' ', from), folded.size());
    if (end > from && all.find(folded.substr(from, end - from)) == std::string::npos) return false;
    from = end + 1;
  }
  return true;
}

}  // namespace holdfast::gui
