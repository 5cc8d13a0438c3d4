// What arrived and what did not, for people and for programs (declared in app/hq/inbox/import_report.h).
#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/field/moment.h"
#include "app/hq/inbox/import_report.h"
#include "app/text/catalogue.h"
#include "app/text/unicode.h"

namespace holdfast::hq {

namespace {

// "2026-11-24 10:15 UTC", or a dash for never.
std::string arrival_text(std::int64_t ms) {
  if (ms == 0) return "-";
  std::string text = field::moment_text(ms).substr(0, 16);
  text[10] = ' ';
  return text + " UTC";
}

// What happened and what to do, as the catalogue says it. A code without a sentence stands for itself.
std::string why(const text::Catalogue& catalogue, const std::string& code) {
  const text::Sentence* sentence = catalogue.find(code);
  return sentence == nullptr ? code : sentence->happened + " " + sentence->do_next;
}

text::Catalogue english() {
  Result<text::Catalogue> catalogue = text::Catalogue::embedded("en");
  return catalogue.ok() ? std::move(catalogue).value() : text::Catalogue();
}

const char* state_of(const DeviceRow& row) {
  if (row.device.state == sync::DeviceState::Revoked) return "revoked";
  if (row.fork_from != 0) return "two histories";
  if (row.device.state == sync::DeviceState::Suspended) return "suspended";
  return row.expired ? "expired" : "active";
}

std::string name_of(const ImportReport& report, const sync::DeviceId& sender) {
  const auto found = report.names.find(sender);
  return found == report.names.end() ? to_hex(ByteView(sender).first(4)) : found->second;
}

std::string counted(std::size_t count, const char* one, const char* several) {
  return std::to_string(count) + " " + (count == 1 ? one : several);
}

std::string devices_text(const ImportReport& report) {
  std::string out = "Laptops\n";
  for (const DeviceRow& row : report.devices) {
    out += "  " + row.device.certificate.name + "  " + state_of(row) + ", " +
           counted(static_cast<std::size_t>(row.entries), "entry", "entries") + " here, last heard " +
           arrival_text(row.last_arrived_ms) + "\n";
    if (row.fork_from != 0) {
      out += "    TWO HISTORIES from entry " + std::to_string(row.fork_from) + " on; " +
             counted(static_cast<std::size_t>(row.in_doubt), "entry", "entries") +
             " here in doubt. Its later files wait. Decide about the refused file: quarantine release --stays.\n";
    }
    for (const sync::WantedRange& gap : row.gaps) {
      const bool one = gap.from == gap.to;
      out += "    Missing: " + std::string(one ? "entry " : "entries ") + std::to_string(gap.from) +
             (one ? "" : "-" + std::to_string(gap.to)) +
             ". The next receipt asks for it again; send a receipt to the laptop.\n";
    }
  }
  for (const ImportReport::MissingNumbers& missing : report.missing) {
    std::string numbers;
    for (const std::uint64_t number : missing.numbers) {
      numbers += (numbers.empty() ? "" : ", ") + std::to_string(number);
    }
    out += "  " + missing.device + ": bundle " + numbers + " never came. Look for the stick that carried it.\n";
  }
  return out;
}

std::string bundles_text(const ImportReport& report) {
  std::string out = "Bundles taken in: " + std::to_string(report.bundles.size()) + "\n";
  for (const store::ImportedBundle& bundle : report.bundles) {
    out += "  " + arrival_text(bundle.imported_ms) + "  " + name_of(report, bundle.sender) + " number " +
           std::to_string(bundle.number);
    if (bundle.from != 0) out += ", entries " + std::to_string(bundle.from) + "-" + std::to_string(bundle.to);
    out += ", " + std::to_string(bundle.applied) + " new\n";
  }
  return out;
}

std::string quarantine_text(const ImportReport& report, const text::Catalogue& catalogue) {
  std::string out = "Refused and waiting: " + std::to_string(waiting_files(report)) + "\n";
  for (const store::QuarantineRow& row : report.quarantine) {
    if (row.state != "waiting") continue;
    out += "  " + std::to_string(row.id) + "  " + arrival_text(row.arrived_ms) + "  " + text::printable(row.name);
    if (row.sender) out += "  said to be from " + name_of(report, *row.sender);
    out += "\n     " + why(catalogue, row.code) + "\n";
  }
  return out;
}

std::string held_text(const ImportReport& report, const text::Catalogue& catalogue) {
  std::string out = "Held back, counted nowhere: " + counted(report.held.size(), "entry", "entries") + "\n";
  std::map<std::pair<std::string, std::string>, std::vector<std::uint64_t>> by_reason;
  for (const ImportReport::Held& held : report.held) by_reason[{held.device, held.code}].push_back(held.seq);
  for (const auto& [key, numbers] : by_reason) {
    out += "  " + key.first + ": " + counted(numbers.size(), "entry", "entries") + ", the first is number " +
           std::to_string(numbers.front()) + "\n     " + why(catalogue, key.second) + "\n";
  }
  return out;
}

const char* tip_kind_text(sync::TipKind kind) {
  switch (kind) {
    case sync::TipKind::Text: return "text";
    case sync::TipKind::Withdraw: return "withdraw";
    case sync::TipKind::Flag: return "flag";
    case sync::TipKind::Danger: return "danger";
  }
  return "text";
}

// Of one device; withdrawals are shown however many there are.
constexpr std::size_t kTipsShownMax = 20;

// What came ahead is shown at once; what the journal has by now is a record like any other.
std::string tips_text(const ImportReport& report) {
  std::string out;
  std::map<sync::DeviceId, std::size_t> shown;
  for (const store::TipRow& row : report.tips) {
    if (row.in_journal) continue;
    if (++shown[row.tip.sender] > kTipsShownMax && row.tip.kind != sync::TipKind::Withdraw) continue;
    out += "  " + arrival_text(row.arrived_ms) + "  " + name_of(report, row.tip.sender) + "  " +
           tip_kind_text(row.tip.kind) + ", about " + to_hex(ByteView(row.tip.ref).first(4));
    out += row.tip.text.empty() ? "\n" : ": " + text::printable(row.tip.text) + "\n";
  }
  for (const auto& [sender, count] : shown) {
    if (count <= kTipsShownMax) continue;
    out += "  " + name_of(report, sender) + " has sent " + std::to_string(count) + " of them; not all are shown.\n";
  }
  return out.empty() ? out : "Came ahead, not yet in the journal\n" + out;
}

}  // namespace

std::size_t waiting_files(const ImportReport& report) {
  return static_cast<std::size_t>(std::count_if(report.quarantine.begin(), report.quarantine.end(),
                                                [](const auto& row) { return row.state == "waiting"; }));
}

std::string import_report_text(const ImportReport& report) {
  const text::Catalogue catalogue = english();
  return tips_text(report) + devices_text(report) + bundles_text(report) + quarantine_text(report, catalogue) +
         held_text(report, catalogue);
}

namespace {

nlohmann::json tips_json(const ImportReport& report) {
  nlohmann::json out = nlohmann::json::array();
  for (const store::TipRow& row : report.tips) {
    out.push_back({{"arrived", field::moment_text(row.arrived_ms)},
                   {"device", name_of(report, row.tip.sender)},
                   {"kind", tip_kind_text(row.tip.kind)},
                   {"about", to_hex(row.tip.ref)},
                   {"text", row.tip.text},
                   {"in_journal", row.in_journal}});
  }
  return out;
}

}  // namespace

std::string import_report_json(const ImportReport& report) {
  using Json = nlohmann::json;
  Json devices = Json::array();
  for (const DeviceRow& row : report.devices) {
    Json gaps = Json::array();
    for (const sync::WantedRange& gap : row.gaps) gaps.push_back({{"from", gap.from}, {"to", gap.to}});
    Json device{{"id", to_hex(row.device.certificate.device)}, {"name", row.device.certificate.name}};
    device["state"] = state_of(row);
    device["entries"] = row.entries;
    device["gaps"] = gaps;
    device["fork_from"] = row.fork_from;
    device["in_doubt"] = row.in_doubt;
    device["last_arrived"] = row.last_arrived_ms == 0 ? Json() : Json(field::moment_text(row.last_arrived_ms));
    devices.push_back(device);
  }
  Json bundles = Json::array();
  for (const store::ImportedBundle& bundle : report.bundles) {
    bundles.push_back({{"device", name_of(report, bundle.sender)},
                       {"number", bundle.number},
                       {"from", bundle.from},
                       {"to", bundle.to},
                       {"new_entries", bundle.applied},
                       {"imported", field::moment_text(bundle.imported_ms)}});
  }
  Json quarantine = Json::array();
  for (const store::QuarantineRow& row : report.quarantine) {
    Json file{{"id", row.id}, {"name", row.name}, {"code", row.code}, {"size", row.size_bytes}};
    file["state"] = row.state;
    file["number"] = row.number;
    file["arrived"] = field::moment_text(row.arrived_ms);
    if (row.sender) file["device"] = name_of(report, *row.sender);
    quarantine.push_back(file);
  }
  Json held = Json::array();
  for (const ImportReport::Held& one : report.held) {
    held.push_back({{"device", one.device}, {"seq", one.seq}, {"code", one.code}});
  }
  Json missing = Json::array();
  for (const ImportReport::MissingNumbers& one : report.missing) {
    missing.push_back({{"device", one.device}, {"numbers", one.numbers}});
  }
  const Json document{{"tips", tips_json(report)},
                      {"devices", devices},
                      {"bundles", bundles},
                      {"quarantine", quarantine},
                      {"held", held},
                      {"missing_bundles", missing}};
  return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace holdfast::hq
