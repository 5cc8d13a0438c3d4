# Run at build time by crypto/CMakeLists.txt: writes OUT, the compiled word list, from the lines of LIST.
file(STRINGS ${LIST} words)
list(LENGTH words count)
if(NOT count EQUAL 2048)
  message(FATAL_ERROR "${LIST} has ${count} words instead of 2048")
endif()
list(JOIN words "\",\n    \"" joined)
file(WRITE ${OUT} "// Made by words.cmake from assets/words/english.txt; not to be edited.
#include \"crypto/word_list.h\"

namespace holdfast::crypto {

namespace {

constexpr std::string_view kWords[kWordListSize] = {
    \"${joined}\"};

}  // namespace

std::span<const std::string_view, kWordListSize> word_list() { return kWords; }

}  // namespace holdfast::crypto
")
