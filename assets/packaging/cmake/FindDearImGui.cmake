# Target DearImGui::DearImGui: Dear ImGui with its OpenGL 3 renderer, and OpenGL. From, in order: a source tree that
# IMGUI_SOURCE_DIR names, a package with a CMake configuration (vcpkg, Conan), pkg-config (Debian 12: 1.86, 13: 1.90.1).
set(IMGUI_SOURCE_DIR "" CACHE PATH "Source tree of Dear ImGui to build instead of the system's package")

if(NOT TARGET DearImGui::DearImGui)
  find_package(OpenGL REQUIRED)
  add_library(DearImGui::DearImGui INTERFACE IMPORTED)
  set_property(TARGET DearImGui::DearImGui PROPERTY INTERFACE_LINK_LIBRARIES OpenGL::GL ${CMAKE_DL_LIBS})
  if(IMGUI_SOURCE_DIR)
    add_library(holdfast_imgui_source STATIC
      ${IMGUI_SOURCE_DIR}/imgui.cpp ${IMGUI_SOURCE_DIR}/imgui_draw.cpp ${IMGUI_SOURCE_DIR}/imgui_tables.cpp
      ${IMGUI_SOURCE_DIR}/imgui_widgets.cpp ${IMGUI_SOURCE_DIR}/backends/imgui_impl_opengl3.cpp)
    target_include_directories(holdfast_imgui_source SYSTEM PUBLIC ${IMGUI_SOURCE_DIR} ${IMGUI_SOURCE_DIR}/backends)
    target_link_libraries(holdfast_imgui_source PUBLIC OpenGL::GL ${CMAKE_DL_LIBS})
    set_property(TARGET DearImGui::DearImGui APPEND PROPERTY INTERFACE_LINK_LIBRARIES holdfast_imgui_source)
    set(DearImGui_FOUND TRUE)
  else()
    find_package(imgui CONFIG QUIET)
    if(TARGET imgui::imgui)
      set_property(TARGET DearImGui::DearImGui APPEND PROPERTY INTERFACE_LINK_LIBRARIES imgui::imgui)
      set(DearImGui_FOUND TRUE)
    else()
      # Debian's library holds all backends and the FreeType builder in one archive, which its .pc file does not say.
      find_package(PkgConfig REQUIRED)
      find_package(Freetype REQUIRED)
      pkg_check_modules(IMGUI REQUIRED IMPORTED_TARGET imgui>=1.86)
      set_property(TARGET DearImGui::DearImGui APPEND PROPERTY INTERFACE_LINK_LIBRARIES
        PkgConfig::IMGUI Freetype::Freetype)
      foreach(folder IN LISTS IMGUI_INCLUDE_DIRS)
        if(IS_DIRECTORY "${folder}/backends")
          set_property(TARGET DearImGui::DearImGui APPEND PROPERTY INTERFACE_INCLUDE_DIRECTORIES "${folder}/backends")
        endif()
      endforeach()
      set(DearImGui_FOUND TRUE)
    endif()
  endif()
endif()
