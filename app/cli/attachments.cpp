#include "app/cli/attachments.h"

#include <algorithm>
#include <cstdio>
#include <set>

#include "app/field/media.h"
#include "app/forms/answer_paths.h"
#include "app/text/unicode.h"
#include "crypto/base/owned_file_source.h"

namespace holdfast::cli {

std::string media_type_of(std::string_view file_name) {
  constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
      {".png", "image/png"},  {".jpg", "image/jpeg"}, {".jpeg", "image/jpeg"},       {".csv", "text/csv"},
      {".txt", "text/plain"}, {".html", "text/html"}, {".json", "application/json"}, {".pdf", "application/pdf"},
      {".ogg", "audio/ogg"},  {".opus", "audio/ogg"}, {".wav", "audio/wav"},         {".m4a", "audio/mp4"},
      {".mp3", "audio/mpeg"}, {".mp4", "video/mp4"},  {".zip", "application/zip"},
  };
  std::string lower(file_name);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  for (const auto& [ending, type] : kTypes) {
    if (lower.size() > ending.size() && lower.compare(lower.size() - ending.size(), ending.size(), ending) == 0) {
      return std::string(type);
    }
  }
  return "application/octet-stream";
}

field::AttachmentSource attachment_from_file(Files& files, const std::string& question, const std::string& path) {
  const std::string name = path.substr(path.find_last_of('/') + 1);
  return {question, text::display_name(name), media_type_of(name),
          [&files, path] { return open_file_source(files, path); }};
}

Result<std::vector<field::AttachmentSource>> attachments_of(Invocation& invocation) {
  std::vector<field::AttachmentSource> out;
  for (const std::string& text : invocation.values("attach")) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0) return Error{kCommandUsage, "--attach QUESTION=PATH"};
    out.push_back(
        attachment_from_file(invocation.context.seams.files, text.substr(0, equals), text.substr(equals + 1)));
  }
  return out;
}

namespace {

bool is_given(const std::vector<field::AttachmentSource>& given, const std::string& path) {
  return std::any_of(given.begin(), given.end(), [&](const field::AttachmentSource& source) {
    return field::means_question(source.question, path);
  });
}

}  // namespace

Result<std::vector<field::AttachmentSource>> attachments_beside(Files& files, const forms::Form& form,
                                                                const std::string& answers_json,
                                                                const std::string& folder,
                                                                const std::vector<field::AttachmentSource>& given) {
  forms::CheckOptions options;
  options.partial = true;
  std::uint64_t instances = 0;
  const forms::CheckedAnswers checked = TRY(forms::check_answers(form, answers_json, options, [&instances] {
    char id[24];
    std::snprintf(id, sizeof id, "%016llx", static_cast<unsigned long long>(++instances));
    return std::string(id);
  }));
  std::vector<field::AttachmentSource> out;
  if (checked.submission.attachments.empty()) return out;
  std::set<std::string> there;
  for (const FolderEntry& entry : TRY(files.list(folder))) {
    if (!entry.is_folder) there.insert(entry.name);
  }
  for (const forms::Attachment& attachment : checked.submission.attachments) {
    if (there.count(attachment.file) == 0 || is_given(given, attachment.path)) continue;
    const auto split = forms::split_instance_path(attachment.path);
    field::AttachmentSource source =
        attachment_from_file(files, split ? split->form_path : attachment.path, join_path(folder, attachment.file));
    source.display_name = attachment.file;  // the answers' own name pairs it with its question
    out.push_back(std::move(source));
  }
  return out;
}

}  // namespace holdfast::cli
