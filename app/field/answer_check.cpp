#include "app/field/answer_check.h"

#include <algorithm>

#include "app/field/references.h"

namespace holdfast::field {

namespace {

// Ascending, so that instances keep the order in which they were given: records keep them by id. Those of a revision go
// behind those of the record.
std::function<std::string()> repeat_ids(store::Vault& vault, bool later) {
  return [&random = vault.seams().random, next = later ? 0x8000U : 0U]() mutable {
    ByteArray<8> id = random.array<8>();
    id[0] = static_cast<std::uint8_t>(next >> 8);
    id[1] = static_cast<std::uint8_t>(next);
    if (next < 0xffffU) ++next;
    return to_hex(id);
  };
}

// "0417…" -> "uuid:0417…-…-…": ODK's spelling of an id.
std::string instance_id(const sync::ObjectId& record) {
  std::string hex = to_hex(record);
  for (const unsigned at : {20U, 16U, 12U, 8U}) hex.insert(at, "-");
  return "uuid:" + hex;
}

}  // namespace

Result<forms::CheckedAnswers> check_submission(store::Vault& vault, const forms::Form& form, const std::string& json,
                                               const forms::CheckOptions& options) {
  forms::CheckOptions structural = options;
  structural.demand = false;
  ResolvedAnswers resolved = TRY(resolve_references(vault, form, json));
  const std::function<std::string()> ids = repeat_ids(vault, options.partial);
  forms::CheckedAnswers checked = TRY(forms::check_answers(form, resolved.json, structural, ids));
  for (const forms::AnswerProblem& problem : resolved.problems) {
    // The check calls the same answer ill-formed; one sentence about it is enough.
    std::erase_if(checked.problems, [&problem](const auto& other) { return other.path == problem.path; });
  }
  for (forms::AnswerProblem& problem : resolved.problems) checked.problems.push_back(std::move(problem));
  return checked;
}

forms::SessionWorld session_world(store::Vault& vault, const sync::ObjectId& record) {
  forms::SessionWorld world;
  world.now_ms = [&vault] { return vault.now_ms(); };
  world.zone = text::TimeZone::named(vault.seams().time_zone);
  world.random = &vault.seams().random;
  if (vault.certificate()) world.who.device_id = vault.certificate()->name;
  if (vault.person() != nullptr) world.who.username = vault.person()->staff;
  world.who.instance_id = instance_id(record);
  return world;
}

}  // namespace holdfast::field
