// Text in every script that our users write: normal forms, folding, words for search, and what is safe to show.
//
// Input may be anybody's bytes: malformed UTF-8 never fails here, each bad sequence becomes U+FFFD. Nothing here
// changes what is stored; answers are kept as they were typed. ICU is used through its C
// interface, in this folder only.
#pragma once

#include <string>
#include <string_view>

#include "crypto/secret.h"

namespace holdfast::text {

// Normal forms of Unicode, and the fold under which two spellings of one word compare equal.
std::string nfc(std::string_view text);
std::string nfkc(std::string_view text);
std::string casefold(std::string_view text);

// Passphrase bytes (crypto/FORMAT.md, "Words"): NFKC of UTF-8 with one trailing line end dropped. Works in locked
// memory from the first byte to the last. Bytes that are no UTF-8 are taken as they are.
crypto::SecretBuffer nfkc_passphrase(ByteView utf8);

// The words of a text, joined by single blanks, in the form that index and question share: compatibility-folded, no
// case, no accents (signs of Thai, Khmer, Burmese, … stay: there they are the vowels), Han characters one by one.
std::string search_words(std::string_view text);

// Text of a person inside text of ours: cannot turn the direction of what stands around it.
std::string isolate(std::string_view text);
// A number, a time, a phone number, an id or an address inside text of any direction: stays in its own order.
std::string isolate_ltr(std::string_view text);

// One line for a terminal: control characters and direction overrides are shown as "<U+001B>", never sent.
std::string printable(std::string_view text);
// The same for text of several lines: line ends stay, tabs become a blank.
std::string printable_lines(std::string_view text);

// A sender's file name, made fit for showing and for a file of ours: no folder, no control, direction or zero-width
// characters, no leading dot or dash, no name that an operating system keeps for itself, at most 100 bytes.
inline constexpr std::size_t kDisplayNameMax = 100;
std::string display_name(std::string_view untrusted);

// At most `size_max` bytes of `text`, cut between characters. REQUIRES: well-formed UTF-8.
std::string_view cut_at_character(std::string_view text, std::size_t size_max);

}  // namespace holdfast::text
