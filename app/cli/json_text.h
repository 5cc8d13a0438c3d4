// How values of ours look in JSON answers and in plain text.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "app/forms/submission.h"
#include "app/store/views.h"

namespace holdfast::cli {

using Json = nlohmann::ordered_json;

// Answers as they would be typed in: bytes become hex.
Json json_of(const CborValue& value);
Json json_of(const store::RecordRow& record);
Json json_of(const std::vector<forms::AnswerProblem>& problems);
// "R7-0417K" where there is one, else the first eight digits of the id.
std::string name_of(const store::RecordRow& record);
// One value for people.
std::string text_of(const CborValue& value);

}  // namespace holdfast::cli
