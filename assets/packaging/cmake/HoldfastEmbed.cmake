# holdfast_embed(TARGET FUNCTION files...): compiles files into TARGET as one sorted table of (name, bytes).
# The names are the paths below assets/. C++20 has no #embed; this is the small step that stands in for it.
function(holdfast_embed target)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${target}_embedded.cpp)
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DOUT=${out} -DROOT=${CMAKE_SOURCE_DIR}/assets "-DFILES=${ARGN}"
            -P ${CMAKE_SOURCE_DIR}/assets/packaging/cmake/embed.cmake
    DEPENDS ${ARGN} ${CMAKE_SOURCE_DIR}/assets/packaging/cmake/embed.cmake
    COMMENT "Embedding assets"
    VERBATIM)
  target_sources(${target} PRIVATE ${out})
  set_source_files_properties(${out} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()
