#include "app/field/person.h"

#include <nlohmann/json.hpp>

namespace holdfast::field {

namespace {

// Whatever bytes a command line held: what is no UTF-8 is replaced, and the check of the answers says so.
std::string text_of_answers(const nlohmann::json& answers) {
  return answers.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

Result<SubmitAnswer> flag_person(store::Vault& vault, const FlagRequest& request, Progress& progress) {
  nlohmann::json answers{
      {"person", to_hex(request.person)}, {"flag", request.flag}, {"lifted", request.lifted ? "yes" : "no"}};
  answers["when_"] = cases::format_day(cases::day_of_ms(vault.now_ms()));
  if (!request.until.empty()) answers["until"] = request.until;
  if (!request.reason.empty()) answers["reason"] = request.reason;
  SubmitRequest submission;
  submission.form_id = "flag";
  submission.answers_json = text_of_answers(answers);
  return submit(vault, submission, progress);
}

Result<SubmitAnswer> record_consent(store::Vault& vault, const ConsentRequest& request, Progress& progress) {
  nlohmann::json answers =
      nlohmann::json::parse(request.answers_json.empty() ? "{}" : request.answers_json, nullptr, false);
  if (!answers.is_object()) return forms::kAnswersMalformed;
  answers["person"] = to_hex(request.person);
  answers["act"] = request.act;
  SubmitRequest submission;
  submission.form_id = "consent";
  submission.answers_json = text_of_answers(answers);
  // Withdrawing is one key, anywhere, in a hurry: it may not wait for the other questions.
  if (request.act == "withdrawn" || request.act == "refused") submission.unfinished_reason = "said in few words";
  return submit(vault, submission, progress);
}

}  // namespace holdfast::field
