// What a session of a form takes from outside: the moment, randomness, who fills it in on what, lists that lie in the
// vault. Seams only; nothing here asks the system for anything.
#pragma once

#include <functional>

#include "app/forms/form_logic.h"

namespace holdfast::forms {

// Empty: not known, and the questions that ask for it stay empty.
struct SessionIdentity {
  std::string device_id, username, email, phone_number, subscriber_id, sim_serial;
  std::string instance_id;    // "uuid:…": the record that this becomes
  std::string deprecated_id;  // of the version that an edit replaces
};

struct SessionWorld {
  std::function<std::int64_t()> now_ms;  // asked once a change, so that one pass sees one moment
  std::int32_t utc_offset_minutes = 0;   // where the zone is not known
  std::optional<text::TimeZone> zone{};  // where the interview is
  Random* random = nullptr;              // must outlive the session
  std::string language{};                // empty: the form's default
  SessionIdentity who{};
  ExternalLists lists{};                 // by instance name; what the form brought itself comes first
  LocalClock clock() const { return {utc_offset_minutes, zone ? &*zone : nullptr}; }
};

// Lists and properties as expressions ask for them. Lists become trees when they are first asked for.
class SessionLookups final : public ExpressionLookups {
 public:
  SessionLookups(const FormLogic& logic, const SessionWorld& world) : logic_(logic), world_(world) {}

  const Instance* instance(std::string_view id) const override;
  std::optional<std::string> choice_label(std::string_view form_path, std::string_view value) const override;
  std::optional<std::string> property(std::string_view name) const override;
  std::optional<std::string> itext(std::string_view id) const override;
  std::string form_version() const override { return logic_.form().version; }

  const std::string& language() const { return language_; }
  // Labels are columns of lists: they are read anew.
  void set_language(std::string language);
  std::string text_in(const Texts& texts) const;

 private:
  std::unique_ptr<Instance> build(std::string_view id) const;

  const FormLogic& logic_;
  const SessionWorld& world_;
  std::string language_ = world_.language.empty() ? logic_.form().default_language : world_.language;
  mutable std::map<std::string, std::unique_ptr<Instance>, std::less<>> built_;
};

// The text in `language`, else in the form's default, else without a language, else any; "" where there is none.
std::string text_in_language(const Texts& texts, const std::string& language, const std::string& fallback);

}  // namespace holdfast::forms
