// Who arrived: which device sent what, when; what is missing, held, refused or in doubt, why, and what to do.
#pragma once

#include <string>
#include <vector>

#include "app/exchange/receipts.h"
#include "app/hq/office/devices.h"

namespace holdfast::hq {

struct ImportReport {
  std::vector<DeviceRow> devices;
  std::vector<store::ImportedBundle> bundles;   // by arrival
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
};
Result<ImportReport> import_report(store::Vault& vault);
std::string import_report_text(const ImportReport& report);
std::string import_report_json(const ImportReport& report);

}  // namespace holdfast::hq
