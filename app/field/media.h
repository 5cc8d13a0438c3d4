// Files of a submission: matched to file questions, taken in one by one, attached in the submission's transaction or
// removed again.
#pragma once

#include "app/field/submit.h"
#include "app/store/blobs.h"

namespace holdfast::field {

// True if `named` (a question's name or path, as typed) means the question at `path`.
bool means_question(std::string_view named, std::string_view path);

class MediaIntake {
 public:
  // `sources` must outlive it.
  MediaIntake(store::Vault& vault, const std::vector<AttachmentSource>& sources) : vault_(vault), sources_(sources) {}
  // Removes what was taken in and never attached.
  ~MediaIntake();
  MediaIntake(const MediaIntake&) = delete;
  MediaIntake& operator=(const MediaIntake&) = delete;

  // Gives every file its question. Files no question asks for, and answers whose file is not given, are problems.
  // A file for a question inside a repeat of which the answers have no file yet makes an instance of its own.
  std::vector<forms::AnswerProblem> match(forms::Submission& submission, const forms::Form& form);
  // Reads every file, and adds its leaves to the submission's values. REQUIRES: match found no problem.
  Result<void> take(forms::Submission& submission, Progress& progress);

  std::vector<sync::BlobRef> refs() const;   // ascending
  std::vector<store::BlobKey> keys() const;  // copies, for a sealed opening
  std::size_t size() const { return staged_.size(); }
  // Rows for the entry, in the caller's transaction. `committed` keeps the files.
  Result<void> attach(const sync::EntryHash& entry, bool sealed);
  void committed() { staged_.clear(); }

 private:
  struct Pairing {
    std::string path;        // of the question, with its repeat instances
    std::size_t source = 0;  // index into sources_
  };
  void pair(const forms::Submission& submission);
  void answer_from_sources(forms::Submission& submission, const forms::Form& form);
  std::string answer_path(const forms::Question& question);

  store::Vault& vault_;
  const std::vector<AttachmentSource>& sources_;
  std::vector<Pairing> pairs_;
  std::vector<store::StagedBlob> staged_;
};

}  // namespace holdfast::field
