#include "app/cli/demo_road.h"

#include <algorithm>

#include "sync/folder.h"
#include "sync/mailbox.h"

namespace holdfast::cli {

Result<DemoBundle> DemoRoad::bundle(const DemoLeg& leg) {
  store::Vault* const vault = world_.laptop(leg.laptop);
  if (vault == nullptr) return Error{kDemoScenario, "road.csv: " + leg.laptop};
  const std::string stick = TRY(world_.stick(leg.stick));
  sync::Folder road(world_.seams().files, stick);
  DemoBundle out{leg.laptop, leg.stick, leg.mishap, {}};
  out.written = TRY(exchange::write_bundles(*vault, road, {}, progress_));
  if (leg.mishap.empty()) return out;
  // Behind what goes ahead the facts come first; it is them that the mishap hits.
  const auto facts = std::find_if(out.written.begin(), out.written.end(),
                                  [](const exchange::WrittenBundle& bundle) { return !bundle.tip; });
  if (facts == out.written.end()) return Error{kDemoScenario, "road.csv: " + leg.laptop + " has nothing to send"};
  if (leg.mishap == "damaged") TRY(damage(stick, *facts));
  if (leg.mishap == "twice") TRY(copy(stick, *facts));
  return out;
}

// One bit, where a bundle of any size has bytes: nothing else of the file changes.
Result<void> DemoRoad::damage(const std::string& stick, const exchange::WrittenBundle& bundle) {
  const std::string path = join_path(stick, bundle.name);
  const std::unique_ptr<File> file = TRY(world_.seams().files.open(path, OpenMode::ReadWrite));
  const std::uint64_t size = TRY(file->size());
  const std::uint64_t at = size / 2;
  std::uint8_t byte = 0;
  TRY(file->read_at(at, {&byte, 1}));
  byte ^= 0x10;
  TRY(file->write_at(at, {&byte, 1}));
  return file->sync();
}

// The same bytes under another name, as a careful courier leaves them.
Result<void> DemoRoad::copy(const std::string& stick, const exchange::WrittenBundle& bundle) {
  const store::Seams& seams = world_.seams();
  const Bytes content = TRY(read_file(seams.files, join_path(stick, bundle.name), sync::kBundleSizeMax));
  return write_new_file(seams.files, join_path(stick, sync::upload_name(seams.random)), content);
}

Result<std::vector<DemoImport>> DemoRoad::bring(const std::vector<std::string>& sticks) {
  std::vector<DemoImport> out;
  for (const std::string& name : sticks) {
    const std::string folder = TRY(world_.stick(name));
    sync::Folder road(world_.seams().files, folder);
    for (exchange::ImportOutcome& outcome : TRY(exchange::import_road(world_.hq(), road, progress_))) {
      out.push_back({name, std::move(outcome)});
    }
  }
  return out;
}

Result<std::vector<exchange::SentReceipt>> DemoRoad::answer(const std::string& stick) {
  const std::string folder = TRY(world_.stick(stick));
  sync::Folder road(world_.seams().files, folder);
  return exchange::write_receipts(world_.hq(), road, progress_);
}

Result<std::vector<exchange::ImportOutcome>> DemoRoad::take_answers(const std::string& laptop,
                                                                    const std::string& stick) {
  store::Vault* const vault = world_.laptop(laptop);
  HOLDFAST_ASSERT(vault != nullptr);
  const std::string folder = TRY(world_.stick(stick));
  sync::Folder road(world_.seams().files, folder);
  return exchange::import_road(*vault, road, progress_);
}

}  // namespace holdfast::cli
