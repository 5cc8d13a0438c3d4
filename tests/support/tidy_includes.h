// The layer table and the library table of the architecture, held against every #include.
#pragma once

#include "tests/support/tidy_text.h"

namespace holdfast::test {

// Includes that point upward or sideways, are not written from the root, or take what only tests may have.
std::vector<Finding> wrong_includes(const SourceFile& file);

// Libraries seen outside their folder or in a header; system headers outside *_posix.cpp and *_windows.cpp.
std::vector<Finding> wrong_libraries(const SourceFile& file);

}  // namespace holdfast::test
