// A record as an ODK submission instance, for servers and tools that read those (Central, Kobo, Briefcase).
//
// answers_from_xml reads it back to the same values. By design it is not the bytes that came in once: only questions
// with an answer have an element; numbers and positions stand in their one spelling; several choices in the order of
// the list; the root has the form's name for it; of what ODK wraps around answers only id, version, instanceID and
// deprecatedID are written.
#pragma once

#include "app/forms/xlsform.h"

namespace holdfast::forms {

struct SubmissionIds {
  std::string instance;          // "uuid:…"
  std::string deprecated{};      // of the version that this one takes the place of; empty for the first
};
// "uuid:01234567-89ab-…": how ODK names what has this id here.
std::string uuid_name(const Id16& id);

struct SubmissionXml {
  std::string xml;
  std::size_t replaced = 0;  // characters that XML cannot hold, written as U+FFFD
};
SubmissionXml submission_xml(const Form& form, const sync::Values& values, const SubmissionIds& ids);

}  // namespace holdfast::forms
