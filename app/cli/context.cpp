#include "app/cli/context.h"

namespace holdfast::cli {

namespace {

const std::vector<std::string> kNoValues;

}  // namespace

std::optional<std::string> Invocation::option(const std::string& name) const {
  const auto found = options.find(name);
  if (found == options.end() || found->second.empty()) return std::nullopt;
  return found->second.front();
}

const std::vector<std::string>& Invocation::values(const std::string& option) const {
  const auto found = options.find(option);
  return found == options.end() ? kNoValues : found->second;
}

const std::string& Invocation::argument(const std::string& name) const {
  const std::vector<std::string>& list = argument_list(name);
  HOLDFAST_ASSERT(!list.empty());
  return list.front();
}

const std::vector<std::string>& Invocation::argument_list(const std::string& name) const {
  const auto found = arguments.find(name);
  return found == arguments.end() ? kNoValues : found->second;
}

}  // namespace holdfast::cli
