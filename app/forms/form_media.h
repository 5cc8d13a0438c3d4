// Pictures, sound and film that a form shows with its questions and choices (media::image, media::audio, …). They lie
// beside the form where its author keeps it, and inside its canonical bytes once it is signed: sync/FORMAT.md, "Form".
// Never decodes one: that is the decoder's work, in a process of its own.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/forms/reasons.h"
#include "crypto/base/bytes.h"
#include "crypto/base/result.h"

namespace holdfast::forms {

struct Form;

inline constexpr std::size_t kMediaFileSizeMax = std::size_t{8} << 20;
inline constexpr std::size_t kFormFilesMax = 256;  // lists and media of one form

struct FormMedia {
  std::string type;  // "image/png", as its name says and its first bytes confirm
  Hash256 sha256{};
  std::shared_ptr<const Bytes> bytes;
};
using FormMediaFiles = std::map<std::string, FormMedia, std::less<>>;

// "image/png" of "map.png"; "" where the name is none of a picture, sound or film that may travel with a form. A name
// is one without folders, of at most 255 bytes, that any system can write.
std::string media_type_of(std::string_view file_name);
// kFormMedia where name and bytes do not go together; kFormTooLarge.
Result<FormMedia> read_form_media(std::string_view file_name, ByteView bytes);
// The files that questions and choices name, each once, in the order of their names.
std::vector<std::string> media_named(const Form& form);

}  // namespace holdfast::forms
