// Files named on the command line (--attach QUESTION=PATH) as sources for a submission.
#pragma once

#include "app/cli/command_table.h"
#include "app/field/submit.h"

namespace holdfast::cli {

// The media type that a file's name suggests; "application/octet-stream" where it suggests none.
std::string media_type_of(std::string_view file_name);

// One file of this machine, read when the submission takes it in.
field::AttachmentSource attachment_from_file(Files& files, const std::string& question, const std::string& path);

Result<std::vector<field::AttachmentSource>> attachments_of(Invocation& invocation);

// The files that these answers name and that lie in `folder`, as exports of ODK's tools have them beside the answers.
// A name is looked for among the folder's regular files and never followed anywhere else. Questions that `given`
// already answers are left alone; what is not there is left for the submission to complain about.
Result<std::vector<field::AttachmentSource>> attachments_beside(Files& files, const forms::Form& form,
                                                                const std::string& answers_json,
                                                                const std::string& folder,
                                                                const std::vector<field::AttachmentSource>& given);

}  // namespace holdfast::cli
