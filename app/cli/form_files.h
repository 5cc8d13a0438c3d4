// Forms from files: an .xlsx, an XForm, a folder of CSV sheets, and the lists that lie beside it.
#pragma once

#include "app/cli/command_table.h"
#include "app/forms/form_source.h"

namespace holdfast::cli {

// The form in a file or folder. Of what lies beside it only the lists that it names are read.
Result<forms::Form> form_at_path(Files& files, const std::string& path);

}  // namespace holdfast::cli
