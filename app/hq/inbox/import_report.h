// Who arrived: which device sent what, when; what is missing, held, refused or in doubt, why, and what to do.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/exchange/receipts.h"
#include "app/hq/office/devices.h"
#include "app/store/quarantine.h"
#include "app/store/tips_store.h"

namespace holdfast::hq {

struct ImportReport {
  std::vector<DeviceRow> devices;
  std::vector<store::ImportedBundle> bundles;  // by arrival
  std::vector<store::QuarantineRow> quarantine;
  struct Held {
    std::string device;
    std::uint64_t seq = 0;
    std::string code;
  };
  std::vector<Held> held;
  struct MissingNumbers {
    std::string device;
    std::vector<std::uint64_t> numbers;  // bundle numbers below the highest that never came and are not void
  };
  std::vector<MissingNumbers> missing;
  std::vector<store::TipRow> tips;              // by arrival
  std::map<sync::DeviceId, std::string> names;  // of senders of bundles, refused files and tips
};
inline constexpr std::size_t kMissingNumbersMax = 10'000;  // of one device
Result<ImportReport> import_report(store::Vault& vault);
// Files that wait for a person's decision.
std::size_t waiting_files(const ImportReport& report);

std::string import_report_text(const ImportReport& report);
std::string import_report_json(const ImportReport& report);

}  // namespace holdfast::hq
