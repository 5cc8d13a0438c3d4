// How a laptop gets its place in a team: words read aloud in both directions, never trust on first use.
//   laptop: request file + 8 words  ->  HQ: types the words, approves, answer file + HQ's 8 words  ->  laptop: types
//   HQ's words, accepts.  sync/FORMAT.md, "Certificate".
#pragma once

#include <string>

#include "app/exchange/reasons.h"
#include "app/store/vault.h"

namespace holdfast::exchange {

struct RequestAnswer {
  Bytes file;
  std::string words;   // 8 words over this device's keys
  std::string digits;  // the same as 27 digits
};
// `name` becomes the prefix of this device's codes, e.g. "R7". Repeatable until accepted.
Result<RequestAnswer> request_enrolment(store::Vault& vault, const std::string& name);

struct ApproveAnswer {
  Bytes file;
  std::string device;  // name
  std::string words;   // HQ's own words, to be read to the laptop
  std::string digits;
};
// On HQ. `device_words` as the person at the laptop reads them (words or digits); others: kEnrolWords.
Result<ApproveAnswer> approve_enrolment(store::Vault& vault, ByteView request_file, std::string_view device_words,
                                        sync::Role role);

// On the laptop. Wrong words: kEnrolWords, nothing kept.
Result<void> accept_enrolment(store::Vault& vault, ByteView answer_file, std::string_view hq_words);

// HQ's words, for reading them out again.
Result<std::string> hq_words(store::Vault& vault);

}  // namespace holdfast::exchange
