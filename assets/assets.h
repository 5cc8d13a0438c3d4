// The files of assets/ that are compiled into the programs.
#pragma once

#include <span>
#include <string_view>

namespace holdfast {

struct Asset {
  std::string_view name;     // path below assets/, e.g. "forms/register/survey.csv"
  std::string_view content;  // bytes
};

// Sorted by name.
std::span<const Asset> embedded_assets();

}  // namespace holdfast
