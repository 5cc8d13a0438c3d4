// Every sentence that the window says, taken out of its sources: what a catalogue must have, and the template that
// translators begin with.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace holdfast::test {

struct GuiString {
  std::string one, many;  // many: empty where there is no plural
  std::string file;       // below the root
  std::size_t line = 0;
};

// The first arguments of tr(), trn(), say() and msgid() that are string literals.
std::vector<GuiString> strings_of(std::string_view file, std::string_view source);
// Of all of app/gui below `root`, by file.
std::vector<GuiString> gui_strings(const std::string& root);
// The same in the PO format, each msgid once, with the places where it stands.
std::string po_template(const std::vector<GuiString>& strings);

}  // namespace holdfast::test
