# Warnings, hardening and sanitizers for every target, through one INTERFACE library; and the one way to add a library.
include(CheckCXXCompilerFlag)
include(CheckLinkerFlag)

add_library(holdfast_flags INTERFACE)
target_compile_options(holdfast_flags INTERFACE -Wall -Wextra -Wconversion)
# Five warnings that g++ 12 derives after inlining and gets wrong for std::vector and std::variant (GCC bugs 105329,
# 105562 and relatives). clang, which compiles every file too, and the sanitizers look for the same mistakes.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(holdfast_flags INTERFACE
    -Wno-array-bounds -Wno-maybe-uninitialized -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread)
endif()
if(HOLDFAST_WERROR)
  target_compile_options(holdfast_flags INTERFACE -Werror)
endif()

if(HOLDFAST_SANITIZE)
  target_compile_options(holdfast_flags INTERFACE
    -fsanitize=${HOLDFAST_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(holdfast_flags INTERFACE -fsanitize=${HOLDFAST_SANITIZE})
else()
  # Probed, not assumed: clang 14 rejects some of them.
  foreach(flag -fstack-protector-strong -fstack-clash-protection -fcf-protection -ftrivial-auto-var-init=zero)
    string(MAKE_C_IDENTIFIER "HOLDFAST_HAS${flag}" known)
    check_cxx_compiler_flag(${flag} ${known})
    if(${known})
      target_compile_options(holdfast_flags INTERFACE ${flag})
    endif()
  endforeach()
  # Fortification needs optimisation; without it glibc only warns.
  target_compile_options(holdfast_flags INTERFACE $<$<NOT:$<CONFIG:Debug>>:-D_FORTIFY_SOURCE=2>)
  target_link_options(holdfast_flags INTERFACE -Wl,-z,relro,-z,now,-z,noexecstack)
endif()
target_compile_definitions(holdfast_flags INTERFACE _GLIBCXX_ASSERTIONS)

# holdfast_library(NAME SOURCES... LINK libraries...): one static library a row of the layer table.
function(holdfast_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINK;PRIVATE_LINK" ${ARGN})
  add_library(${name} STATIC ${arg_SOURCES})
  target_link_libraries(${name} PUBLIC holdfast_flags ${arg_LINK} PRIVATE ${arg_PRIVATE_LINK})
  if(HOLDFAST_UNITY)
    set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
  endif()
endfunction()
