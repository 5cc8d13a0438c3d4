// How the demo speaks: short numbered acts in plain English, as they happen. Says codes, counts and sentences of the
// catalogue; never a name, never an answer.
#pragma once

#include "app/cli/demo_field.h"
#include "app/cli/demo_road.h"

namespace holdfast::cli {

class DemoStory {
 public:
  // Silent with --json: then one document is the whole answer.
  explicit DemoStory(Invocation& invocation) : invocation_(invocation) {}

  void act(const std::string& title);
  void line(const std::string& text);
  // A text of several lines, set in.
  void block(const std::string& text);

  // "187 people, 210 events, 3 missing, 5 other records, 2 files"
  static std::string counted(const DemoBatchCount& count);
  static std::string told(const DemoBundle& bundle);
  std::string told(const DemoImport& import) const;
  static std::string told(const exchange::SentReceipt& receipt);

 private:
  Invocation& invocation_;
  int act_ = 0;
};

// "entries 41-57", "entry 3".
std::string demo_range(std::uint64_t from, std::uint64_t to);

}  // namespace holdfast::cli
