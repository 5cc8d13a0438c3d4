// Reads a catalogue in GNU gettext's PO format into Messages. Internal to app/text.
#pragma once

#include "app/text/messages.h"

namespace holdfast::text {

class PoReader {
 public:
  explicit PoReader(std::string_view language) { out_.language_ = std::string(language); }
  Result<Messages> read(std::string_view po);

 private:
  enum class Part : std::uint8_t { None, Id, Plural, Text };

  Result<void> read_line(std::string_view line);
  Result<void> begin(std::string_view line);
  Result<void> add_string(std::string_view quoted);
  Result<void> finish_entry();
  Result<void> read_head(const std::string& head);
  Error malformed(std::string_view what) const;

  Messages out_;
  std::size_t line_ = 0;
  Part part_ = Part::None;
  std::string id_, plural_id_;
  std::vector<std::string> forms_;
  bool fuzzy_ = false, has_id_ = false, has_plural_ = false;
};

}  // namespace holdfast::text
