#include "app/field/media.h"

#include <algorithm>

namespace holdfast::field {

MediaIntake::~MediaIntake() {
  for (const store::StagedBlob& blob : staged_) store::discard_blob(vault_, blob);
}

namespace {

// "group/repeat[0123456789abcdef]/question" without the instance ids.
std::string plain_path(std::string_view path) {
  std::string out;
  bool inside = false;
  for (char c : path) {
    if (c == '[') inside = true;
    if (!inside) out.push_back(c);
    if (c == ']') inside = false;
  }
  return out;
}

bool is_answered(const forms::Submission& submission, const forms::Question& question) {
  return std::any_of(submission.attachments.begin(), submission.attachments.end(),
                     [&](const forms::Attachment& attachment) { return plain_path(attachment.path) == question.path; });
}

}  // namespace

bool means_question(std::string_view named, std::string_view path) {
  const std::string plain = plain_path(path);
  if (named == path || named == plain) return true;
  return named == std::string_view(plain).substr(plain.find_last_of('/') + 1);
}

std::string MediaIntake::answer_path(const forms::Question& question) {
  if (question.repeats.empty()) return question.path;
  const std::string& repeat = question.repeats.front();
  const std::string instance = to_hex(vault_.seams().random.array<8>());
  return repeat + "[" + instance + "]" + question.path.substr(repeat.size());
}

// Inside a repeat whose files the answers name, the answers say which instance has which file; nothing is guessed.
void MediaIntake::answer_from_sources(forms::Submission& submission, const forms::Form& form) {
  for (const forms::Question& question : form.questions) {
    if (!forms::is_file(question.type) || question.repeats.size() > 1 || is_answered(submission, question)) continue;
    for (const AttachmentSource& source : sources_) {
      if (!means_question(source.question, question.path)) continue;
      // One question takes one file; a second is left over and named as a problem.
      if (question.repeats.empty() && is_answered(submission, question)) break;
      const std::string path = answer_path(question);
      submission.values[path] = CborValue(source.display_name);
      submission.classes[path] = question.field_class;
      submission.attachments.push_back({path, source.display_name});
      std::erase_if(submission.unanswered, [&](const auto& open) { return open.path == question.path; });
    }
  }
}

// First by question and name, then what is left by question, in order.
void MediaIntake::pair(const forms::Submission& submission) {
  std::vector<bool> used(sources_.size(), false);
  for (const bool by_name : {true, false}) {
    for (const forms::Attachment& attachment : submission.attachments) {
      const auto taken = [&](const Pairing& pairing) { return pairing.path == attachment.path; };
      if (std::any_of(pairs_.begin(), pairs_.end(), taken)) continue;
      for (std::size_t i = 0; i < sources_.size(); ++i) {
        if (used[i] || !means_question(sources_[i].question, attachment.path)) continue;
        if (by_name && sources_[i].display_name != attachment.file) continue;
        pairs_.push_back({attachment.path, i});
        used[i] = true;
        break;
      }
    }
  }
}

std::vector<forms::AnswerProblem> MediaIntake::match(forms::Submission& submission, const forms::Form& form) {
  answer_from_sources(submission, form);
  pair(submission);
  std::vector<forms::AnswerProblem> out;
  for (const forms::Attachment& attachment : submission.attachments) {
    const auto fits = [&](const Pairing& pairing) { return pairing.path == attachment.path; };
    if (std::none_of(pairs_.begin(), pairs_.end(), fits)) {
      out.push_back({attachment.path, "file", "The answers name a file here, but none was given with the submission."});
    }
  }
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    const auto fits = [i](const Pairing& pairing) { return pairing.source == i; };
    if (std::none_of(pairs_.begin(), pairs_.end(), fits)) {
      out.push_back({sources_[i].question, "file",
                     "A file was given for this question, but the form or the answers have no place for it."});
    }
  }
  return out;
}

Result<void> MediaIntake::take(forms::Submission& submission, Progress& progress) {
  for (const Pairing& pairing : pairs_) {
    const AttachmentSource& source = sources_[pairing.source];
    const std::unique_ptr<Source> content = TRY(source.open());
    store::StagedBlob blob = TRY(store::take_in_blob(vault_, *content, source.media_type, progress));
    const sync::FieldClass field_class = submission.classes[pairing.path];
    const std::string leaf = sync::blob_path(blob.fact.ref);
    submission.values[leaf] = sync::blob_leaf(blob.fact);
    submission.classes[leaf] = field_class;
    // Which question the file answers: the name is data, the reference finds the bytes.
    const std::string place = "@file/" + to_hex(blob.fact.ref);
    submission.values[place] = CborValue(pairing.path);
    submission.classes[place] = field_class;
    staged_.push_back(std::move(blob));
  }
  return {};
}

std::vector<sync::BlobRef> MediaIntake::refs() const {
  std::vector<sync::BlobRef> out;
  for (const store::StagedBlob& blob : staged_) out.push_back(blob.fact.ref);
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<store::BlobKey> MediaIntake::keys() const {
  std::vector<store::BlobKey> out;
  for (const store::StagedBlob& blob : staged_) out.push_back({blob.fact.ref, blob.key.clone()});
  return out;
}

Result<void> MediaIntake::attach(const sync::EntryHash& entry, bool sealed) {
  for (const store::StagedBlob& blob : staged_) TRY(store::attach_blob(vault_, entry, blob, sealed));
  return {};
}

}  // namespace holdfast::field
