#include "app/forms/form_media.h"

#include <set>

#include "app/forms/xlsform.h"
#include "crypto/hash.h"

namespace holdfast::forms {
namespace {

constexpr std::size_t kMediaNameMax = 255;

struct MediaKind {
  std::string_view ending, type;
  std::size_t at;            // where the mark stands
  std::string_view mark;     // what files of this kind begin with
  std::string_view other{};  // or with this
};

using std::string_view_literals::operator""sv;

// No SVG: it is a program as much as it is a picture.
constexpr MediaKind kMediaKinds[] = {
    {".png", "image/png", 0, "\x89PNG\r\n\x1a\n"sv},
    {".jpg", "image/jpeg", 0, "\xff\xd8\xff"sv},
    {".jpeg", "image/jpeg", 0, "\xff\xd8\xff"sv},
    {".gif", "image/gif", 0, "GIF8"sv},
    {".webp", "image/webp", 8, "WEBP"sv},
    {".wav", "audio/wav", 8, "WAVE"sv},
    {".ogg", "audio/ogg", 0, "OggS"sv},
    {".oga", "audio/ogg", 0, "OggS"sv},
    {".opus", "audio/ogg", 0, "OggS"sv},
    {".flac", "audio/flac", 0, "fLaC"sv},
    {".amr", "audio/amr", 0, "#!AMR"sv},
    {".mp3", "audio/mpeg", 0, "ID3"sv, "\xff"sv},
    {".aac", "audio/aac", 0, "\xff"sv, "ADIF"sv},
    {".m4a", "audio/mp4", 4, "ftyp"sv},
    {".mp4", "video/mp4", 4, "ftyp"sv},
    {".m4v", "video/mp4", 4, "ftyp"sv},
    {".3gp", "video/3gpp", 4, "ftyp"sv},
    {".mov", "video/quicktime", 4, "ftyp"sv},
    {".webm", "video/webm", 0, "\x1a\x45\xdf\xa3"sv},
    {".mkv", "video/x-matroska", 0, "\x1a\x45\xdf\xa3"sv},
};

bool is_same_ending(std::string_view name, std::string_view ending) {
  if (name.size() <= ending.size()) return false;
  name.remove_prefix(name.size() - ending.size());
  for (std::size_t i = 0; i < ending.size(); ++i) {
    const char c = name[i] >= 'A' && name[i] <= 'Z' ? static_cast<char>(name[i] + 32) : name[i];
    if (c != ending[i]) return false;
  }
  return true;
}

bool is_writable_name(std::string_view name) {
  if (name.empty() || name.size() > kMediaNameMax || name.front() == '.' || name.front() == ' ') return false;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f || std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos) return false;
  }
  return true;
}

const MediaKind* kind_of(std::string_view file_name) {
  if (!is_writable_name(file_name)) return nullptr;
  for (const MediaKind& kind : kMediaKinds) {
    if (is_same_ending(file_name, kind.ending)) return &kind;
  }
  return nullptr;
}

bool begins_as(const MediaKind& kind, ByteView bytes) {
  const std::string_view text = as_text(bytes);
  if (text.size() <= kind.at) return false;
  const std::string_view here = text.substr(kind.at);
  return here.starts_with(kind.mark) || (!kind.other.empty() && here.starts_with(kind.other));
}

}  // namespace

std::string media_type_of(std::string_view file_name) {
  const MediaKind* kind = kind_of(file_name);
  return kind == nullptr ? std::string() : std::string(kind->type);
}

Result<FormMedia> read_form_media(std::string_view file_name, ByteView bytes) {
  const std::string what(file_name);
  const MediaKind* kind = kind_of(file_name);
  if (kind == nullptr) return Error{kFormMedia, what + ": this is no picture, sound or film that travels with a form"};
  if (bytes.size() > kMediaFileSizeMax) return Error{kFormTooLarge, what + ": over 8 MiB"};
  if (!begins_as(*kind, bytes)) return Error{kFormMedia, what + ": what is inside is not what its name says"};
  return FormMedia{std::string(kind->type), crypto::sha256(bytes), std::make_shared<const Bytes>(to_bytes(bytes))};
}

std::vector<std::string> media_named(const Form& form) {
  std::set<std::string> names;
  const auto take = [&names](const MediaTexts& media) {
    for (const auto& [kind, files] : media) {
      for (const auto& [language, file] : files) names.insert(file);
    }
  };
  for (const Question& question : form.questions) take(question.media);
  for (const auto& [list, choices] : form.choices) {
    for (const Choice& choice : choices) take(choice.media);
  }
  names.erase("");
  return {names.begin(), names.end()};
}

}  // namespace holdfast::forms
