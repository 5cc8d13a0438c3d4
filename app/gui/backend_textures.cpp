#include "app/gui/backend_textures.h"

#include <GL/gl.h>

#include <algorithm>

#include "crypto/base/result.h"

#ifndef GL_CLAMP_TO_EDGE  // OpenGL 1.2; the header of some systems ends at 1.1
#define GL_CLAMP_TO_EDGE 0x812F
#endif

namespace holdfast::gui {

namespace {

constexpr int kSideMax = 16384;

GLuint make_texture(int width, int height, const void* rgba, GLint filter) {
  GLint before = 0;
  glGetIntegerv(GL_TEXTURE_BINDING_2D, &before);
  GLuint name = 0;
  glGenTextures(1, &name);
  glBindTexture(GL_TEXTURE_2D, name);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  while (glGetError() != GL_NO_ERROR) continue;
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
  const bool failed = glGetError() != GL_NO_ERROR;
  glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(before));
  if (!failed) return name;
  glDeleteTextures(1, &name);
  return 0;
}

}  // namespace

ui::PictureId Textures::upload(int width, int height, std::span<const std::uint8_t> rgba) {
  if (width <= 0 || height <= 0 || width > kSideMax || height > kSideMax) return 0;
  HOLDFAST_ASSERT(rgba.size() == static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
  const ui::PictureId picture = make_texture(width, height, rgba.data(), GL_LINEAR);
  if (picture != 0) uploaded_.push_back(picture);
  return picture;
}

void Textures::free(ui::PictureId picture) {
  const auto it = std::find(uploaded_.begin(), uploaded_.end(), picture);
  if (it == uploaded_.end()) return;
  const GLuint name = static_cast<GLuint>(picture);
  glDeleteTextures(1, &name);
  uploaded_.erase(it);
}

void Textures::free_all() {
  while (!uploaded_.empty()) free(uploaded_.back());
}

ui::PictureId Textures::make_page(int size) {
  const std::vector<std::uint8_t> blank(static_cast<std::size_t>(size) * static_cast<std::size_t>(size) * 4);
  return make_texture(size, size, blank.data(), GL_NEAREST);
}

void Textures::update(ui::PictureId page, int x, int y, int width, int height, std::span<const std::uint8_t> rgba) {
  GLint before = 0;
  glGetIntegerv(GL_TEXTURE_BINDING_2D, &before);
  glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(page));
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glTexSubImage2D(GL_TEXTURE_2D, 0, x, y, width, height, GL_RGBA, GL_UNSIGNED_BYTE, rgba.data());
  glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(before));
}

}  // namespace holdfast::gui
