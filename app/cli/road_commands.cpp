// bundle, sync, import, tip: what goes on the road and what comes from it.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/cli/json_text.h"
#include "app/cli/output.h"
#include "app/cli/vault_access.h"
#include "app/exchange/outgoing.h"
#include "app/exchange/receipts.h"
#include "app/exchange/tips.h"
#include "app/store/views.h"
#include "app/text/unicode.h"
#include "sync/folder.h"

namespace holdfast::cli {

namespace {

Json json_of(const exchange::WrittenBundle& bundle) {
  return {{"number", bundle.number}, {"name", bundle.name},       {"size", bundle.size_bytes}, {"from", bundle.from},
          {"to", bundle.to},         {"records", bundle.records}, {"files", bundle.files},     {"again", bundle.again},
          {"tip", bundle.tip}};
}

std::string text_of(const std::vector<exchange::WrittenBundle>& bundles) {
  if (bundles.empty()) return "Nothing new to send.\n";
  std::string out;
  for (const exchange::WrittenBundle& bundle : bundles) {
    if (bundle.tip) {
      out += "Tip, ahead of everything else: " + bundle.name + "\n";
      continue;
    }
    out += "Bundle " + std::to_string(bundle.number) + ": " + bundle.name + ", " + human_size(bundle.size_bytes);
    if (bundle.records > 0) out += ", " + std::to_string(bundle.records) + " records";
    if (bundle.files > 0) out += ", " + std::to_string(bundle.files) + " files";
    out += bundle.again ? ", made again because headquarters asked for it\n" : "\n";
  }
  return out;
}

Json json_of_outcome(Context& context, const exchange::ImportOutcome& outcome) {
  constexpr const char* kStates[] = {"applied", "repeated", "refused", "not_for_us", "receipt", "tip"};
  Json out{{"name", outcome.name}, {"state", kStates[static_cast<std::size_t>(outcome.state)]}};
  if (!outcome.code.empty()) {
    out["code"] = outcome.code;
    out["sentence"] = sentence_of(context, outcome.code);
  }
  out["device"] = outcome.device;
  out["number"] = outcome.number;
  out["from"] = outcome.from;
  out["to"] = outcome.to;
  out["new_entries"] = outcome.new_entries;
  out["new_files"] = outcome.new_blobs;
  out["held"] = Json::array();
  for (const exchange::HeldNote& held : outcome.held) out["held"].push_back({{"entry", held.seq}, {"code", held.code}});
  out["damaged_files"] = outcome.damaged_blobs;
  out["gaps"] = Json::array();
  for (const sync::WantedRange& gap : outcome.gaps) out["gaps"].push_back({{"from", gap.from}, {"to", gap.to}});
  out["fork"] = outcome.fork;
  out["expired"] = outcome.expired;
  return out;
}

std::string range_text(std::uint64_t from, std::uint64_t to) {
  return from == to ? std::to_string(from) : std::to_string(from) + "-" + std::to_string(to);
}

std::string text_of_outcome(Context& context, const exchange::ImportOutcome& outcome) {
  std::string out = text::printable(outcome.name) + ": ";
  const std::string device = outcome.device.empty() ? "" : " from " + text::printable(outcome.device);
  switch (outcome.state) {
    case exchange::ImportState::Applied: out += "imported" + device; break;
    case exchange::ImportState::Repeated: out += "already here" + device; break;
    case exchange::ImportState::Refused: out += "REFUSED" + device + ". " + sentence_of(context, outcome.code); break;
    case exchange::ImportState::NotForUs: out += "not for this vault; left where it is"; break;
    case exchange::ImportState::Receipt: out += "receipt of headquarters taken"; break;
    case exchange::ImportState::Tip: out += "tip" + device + ", not yet in the journal"; break;
  }
  if (outcome.state == exchange::ImportState::Applied) {
    if (outcome.to > 0) out += ", entries " + range_text(outcome.from, outcome.to);
    out += ", " + std::to_string(outcome.new_entries) + " new";
    if (outcome.new_blobs > 0) out += ", " + std::to_string(outcome.new_blobs) + " files";
  }
  out += "\n";
  for (const exchange::HeldNote& held : outcome.held) {
    out += "  entry " + std::to_string(held.seq) + " is held: " + sentence_of(context, held.code) + "\n";
  }
  for (const std::string& blob : outcome.damaged_blobs)
    out += "  a file came damaged and was not taken: " + blob + "\n";
  for (const sync::WantedRange& gap : outcome.gaps) {
    out += "  still missing" + device + ": entries " + range_text(gap.from, gap.to) + "\n";
  }
  if (outcome.expired) out += "  this device's certificate has run out; `device extend` frees what it sent\n";
  if (outcome.fork)
    out += "  TWO HISTORIES: this device's records exist twice and differ; the second waits in quarantine\n";
  return out;
}

// 3 where something was refused or damaged, and something else was taken.
ExitStatus status_of(const std::vector<exchange::ImportOutcome>& outcomes) {
  std::size_t refused = 0;
  for (const exchange::ImportOutcome& outcome : outcomes) {
    if (outcome.state == exchange::ImportState::Refused || !outcome.damaged_blobs.empty()) ++refused;
  }
  if (refused == 0) return ExitStatus::Done;
  return refused == outcomes.size() ? ExitStatus::Failed : ExitStatus::Partly;
}

Result<exchange::BundleRequest> bundle_request(Invocation& invocation) {
  exchange::BundleRequest request;
  if (const auto text = invocation.option("max-size")) {
    char* end = nullptr;
    const unsigned long long value = std::strtoull(text->c_str(), &end, 10);
    if (*end != '\0' || value < 65536) return Error{kCommandUsage, "--max-size takes bytes, at least 65536"};
    request.size_bytes_max = std::min<std::uint64_t>(value, sync::kBundleSizeMax);
  }
  return request;
}

Result<ExitStatus> run_bundle(Invocation& invocation) {
  const exchange::BundleRequest request = TRY(bundle_request(invocation));
  VaultHold vault = TRY(open_vault(invocation));
  sync::Folder road(invocation.context.seams.files, invocation.option("out").value_or(""));
  BarProgress progress(invocation.context, "Bundling");
  const std::vector<exchange::WrittenBundle> bundles = TRY(exchange::write_bundles(*vault, road, request, progress));
  TRY(vault.close());
  Json list = Json::array();
  for (const exchange::WrittenBundle& bundle : bundles) list.push_back(json_of(bundle));
  return answer(invocation, Json({{"bundles", list}}).dump(), text_of(bundles));
}

Result<sync::TipKind> tip_kind(const Invocation& invocation) {
  const std::string kind = invocation.option("kind").value_or("text");
  if (kind == "text") return sync::TipKind::Text;
  if (kind == "flag") return sync::TipKind::Flag;
  if (kind == "danger") return sync::TipKind::Danger;
  return Error{kCommandUsage, "--kind takes text, flag or danger; consent is withdrawn by: person consent withdraw"};
}

// Kept and signed first: what cannot be written now goes with the next bundle.
Result<ExitStatus> run_tip(Invocation& invocation) {
  exchange::TipRequest request;
  request.kind = TRY(tip_kind(invocation));
  VaultHold vault = TRY(open_vault(invocation));
  const Bytes text = TRY(read_input(invocation, invocation.argument("text"), 2 * sync::kTipTextMax));
  request.text = std::string(as_text(text));
  while (request.text.ends_with('\n') || request.text.ends_with('\r')) request.text.pop_back();
  if (const auto about = invocation.option("about")) request.about = TRY(store::resolve_object(*vault, *about));
  TRY(exchange::make_tip(*vault, request));
  Json names = Json::array();
  std::string said = "The tip is signed. It goes ahead of the next bundle.\n";
  if (const auto out = invocation.option("out")) {
    sync::Folder road(invocation.context.seams.files, *out);
    BarProgress progress(invocation.context, "Writing");
    const std::vector<exchange::WrittenTip> tips = TRY(exchange::write_tips(*vault, road, progress));
    said.clear();
    for (const exchange::WrittenTip& tip : tips) {
      names.push_back(tip.name);
      said += "Tip: " + tip.name + ", 1,000 bytes\n";
    }
  }
  TRY(vault.close());
  return answer(invocation, Json({{"tips", names}}).dump(), said);
}

Result<std::string> folder_of_store(const std::string& store) {
  constexpr std::string_view kFolder = "folder:";
  if (store.compare(0, kFolder.size(), kFolder) != 0) return Error{kCommandRoad, store};
  return store.substr(kFolder.size());
}

std::string confirmation_text(const exchange::Confirmation& state) {
  std::string out = "Headquarters has confirmed " + std::to_string(state.confirmed) + " of " +
                    std::to_string(state.written) + " records";
  if (state.hq_time_ms == 0) return "Headquarters has not answered yet.\n";
  out += ", last on " + local_time(state.hq_time_ms) + ".\n";
  for (const sync::WantedRange& range : state.wanted)
    out += "  It asks again for " + range_text(range.from, range.to) + ".\n";
  return out;
}

// A laptop: what is new goes up, receipts come down. HQ: everything is fetched, receipts go down.
Result<ExitStatus> run_sync(Invocation& invocation) {
  const std::string folder = TRY(folder_of_store(invocation.option("store").value_or("")));
  const exchange::BundleRequest request = TRY(bundle_request(invocation));
  VaultHold vault = TRY(open_vault(invocation));
  sync::Folder road(invocation.context.seams.files, folder);
  BarProgress progress(invocation.context, "On the road");
  Json document;
  std::string text;
  document["imported"] = Json::array();
  const std::vector<exchange::ImportOutcome> outcomes = TRY(exchange::import_road(*vault, road, progress));
  for (const exchange::ImportOutcome& outcome : outcomes) {
    document["imported"].push_back(json_of_outcome(invocation.context, outcome));
    text += text_of_outcome(invocation.context, outcome);
  }
  if (vault->is_hq()) {
    document["receipts"] = Json::array();
    for (const exchange::SentReceipt& receipt : TRY(exchange::write_receipts(*vault, road, progress))) {
      document["receipts"].push_back({{"device", receipt.device}, {"number", receipt.number}, {"name", receipt.name}});
      text += "Receipt " + std::to_string(receipt.number) + " for " + text::printable(receipt.device) + ".\n";
    }
  } else {
    document["bundles"] = Json::array();
    const std::vector<exchange::WrittenBundle> bundles = TRY(exchange::write_bundles(*vault, road, request, progress));
    for (const exchange::WrittenBundle& bundle : bundles) document["bundles"].push_back(json_of(bundle));
    const exchange::Confirmation state = TRY(exchange::confirmation(*vault));
    document["confirmed"] = state.confirmed;
    document["written"] = state.written;
    text += text_of(bundles) + confirmation_text(state);
  }
  TRY(vault.close());
  return answer(invocation, document.dump(), text, status_of(outcomes));
}

// FILE, DIR or folder:DIR.
Result<std::vector<exchange::ImportOutcome>> import_place(Invocation& invocation, store::Vault& vault,
                                                          const std::string& place, Progress& progress) {
  Files& files = invocation.context.seams.files;
  std::string path = place;
  if (place.compare(0, 7, "folder:") == 0) path = place.substr(7);
  if (files.list(path).ok()) {
    sync::Folder road(files, path);
    return exchange::import_road(vault, road, progress);
  }
  std::unique_ptr<File> file = TRY(files.open(path, OpenMode::Read));
  const std::uint64_t size = TRY(file->size());
  FileSource source(*file, 0, size);
  const std::string name = path.substr(path.find_last_of('/') + 1);
  return std::vector<exchange::ImportOutcome>{TRY(exchange::import_file(vault, name, source, progress))};
}

Result<ExitStatus> run_import(Invocation& invocation) {
  VaultHold vault = TRY(open_vault(invocation));
  BarProgress progress(invocation.context, "Importing");
  std::vector<exchange::ImportOutcome> outcomes;
  std::vector<std::string> places = invocation.argument_list("from");
  // What goes ahead of everything else is read ahead of everything else: a tip is known by its size.
  std::stable_partition(places.begin(), places.end(), [&invocation](const std::string& place) {
    const Result<std::unique_ptr<File>> file = invocation.context.seams.files.open(place, OpenMode::Read);
    if (!file.ok()) return false;
    const Result<std::uint64_t> size = (*file)->size();
    return size.ok() && *size == sync::kTipFileSize;
  });
  for (const std::string& place : places) {
    const std::vector<exchange::ImportOutcome> some = TRY(import_place(invocation, *vault, place, progress));
    outcomes.insert(outcomes.end(), some.begin(), some.end());
  }
  Json document;
  document["imported"] = Json::array();
  std::string text;
  for (const exchange::ImportOutcome& outcome : outcomes) {
    document["imported"].push_back(json_of_outcome(invocation.context, outcome));
    text += text_of_outcome(invocation.context, outcome);
  }
  if (const auto reply = invocation.option("reply")) {
    sync::Folder road(invocation.context.seams.files, *reply);
    document["receipts"] = Json::array();
    for (const exchange::SentReceipt& receipt : TRY(exchange::write_receipts(*vault, road, progress))) {
      document["receipts"].push_back({{"device", receipt.device}, {"number", receipt.number}, {"name", receipt.name}});
      text += "Receipt " + std::to_string(receipt.number) + " for " + text::printable(receipt.device) + ".\n";
    }
  }
  TRY(vault.close());
  return answer(invocation, document.dump(), outcomes.empty() ? "Nothing to import there.\n" + text : text,
                status_of(outcomes));
}

}  // namespace

std::vector<CommandSpec> road_commands() {
  const OptionSpec max_size{"max-size", "BYTES", "No file larger than this, for roads that limit it."};
  return {
      {"bundle",
       "daily",
       "Write what headquarters does not have yet as encrypted files for the road.",
       Opens::Vault,
       {},
       {{"out", "DIR", "Folder or stick to write to.", false, true}, max_size},
       run_bundle},
      {"sync",
       "daily",
       "Take receipts from a road and put new bundles on it (headquarters: the other way round).",
       Opens::Vault,
       {},
       {{"store", "folder:PATH", "The road.", false, true}, max_size},
       run_sync},
      {"import",
       "daily",
       "Check bundles or receipts and take them in: whole, or not at all.",
       Opens::Vault,
       {{"from", "Files or folders.", false, true}},
       {{"reply", "DIR", "Also write receipts there."}},
       run_import},
      {"tip",
       "daily",
       "Send a few words ahead of the journal: a file of 1,000 bytes.",
       Opens::Vault,
       {{"text", "The words: a file, or - for stdin. At most 692 bytes."}},
       {{"about", "ID", "Person or record it is about."},
        {"kind", "KIND", "text (as it is not given), flag or danger."},
        {"out", "DIR", "Folder or stick to write to; else it goes with the next bundle."}},
       run_tip},
  };
}

}  // namespace holdfast::cli
