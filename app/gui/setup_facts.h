// What set-up and enrolment know.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace holdfast::gui {

struct StaffLine {
  std::string code;
  std::int64_t added_ms = 0;
  bool here = false;
};

struct SetupFacts {
  bool busy = false;                 // a vault is being made, a request or an answer is being worked on
  bool asked = false;                // whether this vault is enrolled was looked at
  bool enrolled = false;
  std::string name;                  // of this laptop
  std::string team;                  // digits of the team's id, once enrolled
  std::vector<std::string> words;    // the eight words of this laptop, in reading order
  std::string digits;
  std::string request_file;          // its name
  std::string request_saved;         // where it was saved; empty: nowhere yet
  bool words_match = false;          // headquarters read the same
  bool words_differ = false;         // it did not: nothing goes on
  std::optional<std::vector<StaffLine>> staff;
};

}  // namespace holdfast::gui
