#include "app/cli/demo_story.h"

#include <ostream>

#include "app/cli/output.h"

namespace holdfast::cli {

namespace {

void demo_count(std::string& out, std::size_t count, const char* one, const char* many) {
  if (count == 0) return;
  out += (out.empty() ? "" : ", ") + std::to_string(count) + " " + (count == 1 ? one : many);
}

}  // namespace

std::string demo_range(std::uint64_t from, std::uint64_t to) {
  if (from == to) return "entry " + std::to_string(from);
  return "entries " + std::to_string(from) + "-" + std::to_string(to);
}

void DemoStory::act(const std::string& title) {
  if (invocation_.json()) return;
  invocation_.context.out << '\n' << ++act_ << ". " << title << '\n' << std::flush;
}

void DemoStory::line(const std::string& text) {
  if (invocation_.json()) return;
  invocation_.context.out << "   " << text << '\n' << std::flush;
}

void DemoStory::block(const std::string& text) {
  std::string rest = text;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    line(rest.substr(0, end));
    rest.erase(0, end == std::string::npos ? rest.size() : end + 1);
  }
}

std::string DemoStory::counted(const DemoBatchCount& count) {
  std::string out;
  demo_count(out, count.people, "person registered", "people registered");
  demo_count(out, count.events, "dated event", "dated events");
  demo_count(out, count.missing, "missing report", "missing reports");
  demo_count(out, count.records, "other record", "other records");
  demo_count(out, count.files, "file", "files");
  demo_count(out, count.sealed, "of them sealed", "of them sealed");
  demo_count(out, count.withdrawn, "consent withdrawn", "consents withdrawn");
  return out;
}

std::string DemoStory::told(const DemoBundle& bundle) {
  std::string out = "-> stick-" + bundle.stick + ": ";
  std::uint64_t size = 0;
  for (std::size_t i = 0; i < bundle.written.size(); ++i) {
    const exchange::WrittenBundle& one = bundle.written[i];
    size += one.size_bytes;
    out += i == 0 ? "" : ", ";
    if (one.tip) {
      out += "a withdrawn consent, ahead of everything else";
      continue;
    }
    out += "bundle " + std::to_string(one.number);
    if (one.to > 0) out += " (" + demo_range(one.from, one.to) + ")";
    else out += " (" + std::to_string(one.files) + (one.files == 1 ? " file)" : " files)");
    if (one.again) out += " made again";
  }
  return out + ", " + human_size(size);
}

std::string DemoStory::told(const DemoImport& import) const {
  const exchange::ImportOutcome& outcome = import.outcome;
  std::string out = "stick-" + import.stick + ": ";
  if (outcome.state == exchange::ImportState::Tip) return out + outcome.device + ", ahead of its bundles: taken in";
  out += outcome.device.empty() ? "a bundle" : outcome.device + ", bundle " + std::to_string(outcome.number);
  switch (outcome.state) {
    case exchange::ImportState::Applied: {
      if (outcome.to > 0) {
        out += ", " + demo_range(outcome.from, outcome.to) + ": checked and taken in, " +
               std::to_string(outcome.new_entries) + " new";
      } else if (outcome.new_blobs > 0) {
        out += ": checked and taken in, " + std::to_string(outcome.new_blobs) +
               (outcome.new_blobs == 1 ? " file" : " files");
      } else {
        out += ": checked; its files wait for the records that name them";
      }
      break;
    }
    case exchange::ImportState::Repeated: out += ": already here, nothing to do"; break;
    case exchange::ImportState::Refused:
      out += ": REFUSED, in quarantine. " + sentence_of(invocation_.context, outcome.code);
      break;
    case exchange::ImportState::NotForUs: out += ": not for headquarters, left where it is"; break;
    case exchange::ImportState::Receipt: out += ": receipt taken"; break;
    case exchange::ImportState::Tip: break;
  }
  return out;
}

std::string DemoStory::told(const exchange::SentReceipt& receipt) {
  std::string out = receipt.device + ": receipt " + std::to_string(receipt.number);
  for (const sync::WantedRange& range : receipt.wanted) {
    out += ", asks again for " + demo_range(range.from, range.to);
  }
  if (receipt.held_entries > 0) out += ", " + std::to_string(receipt.held_entries) + " held";
  return out;
}

}  // namespace holdfast::cli
