#include "tests/gui/goldens.h"

#include <cairo.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "app/draw/image_canvas.h"

namespace holdfast::test {

namespace {

constexpr int kSmallWidth = 640;
constexpr double kDifferenceMax = 0.004;
constexpr std::size_t kGoldenBytesMax = 40 * 1024;

std::string distribution() {
  std::ifstream release("/etc/os-release");
  std::string id;
  std::string version;
  for (std::string line; std::getline(release, line);) {
    if (line.starts_with("ID=")) id = line.substr(3);
    if (line.starts_with("VERSION_ID=")) version = line.substr(11);
  }
  std::erase(version, '"');
  return id + "-" + version;
}

std::string png_of(draw::Fonts& fonts, const draw::Image& image) {
  draw::ImageCanvas canvas(fonts, image.width, image.height);
  canvas.image(image, {0, 0, static_cast<float>(image.width), static_cast<float>(image.height)});
  const Result<Bytes> png = canvas.png();
  HOLDFAST_ASSERT(png.ok());
  return {png.value().begin(), png.value().end()};
}

void write_file(const std::filesystem::path& path, const std::string& bytes) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

// Nothing where it is no picture.
draw::Image read_png(const std::filesystem::path& path) {
  draw::Image image;
  cairo_surface_t* surface = cairo_image_surface_create_from_png(path.c_str());
  if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
    image.width = cairo_image_surface_get_width(surface);
    image.height = cairo_image_surface_get_height(surface);
    const int stride = cairo_image_surface_get_stride(surface);
    const unsigned char* rows = cairo_image_surface_get_data(surface);
    for (int y = 0; y < image.height; ++y) {
      for (int x = 0; x < image.width; ++x) {
        std::uint32_t pixel = 0;
        std::memcpy(&pixel, rows + y * stride + x * 4, 4);
        for (const int shift : {16, 8, 0}) image.rgba.push_back(static_cast<std::uint8_t>(pixel >> shift & 0xFF));
        image.rgba.push_back(255);
      }
    }
  }
  cairo_surface_destroy(surface);
  return image;
}

// How bright a part of the picture is on average, 0 to 255.
int brightness(const draw::Image& picture, int from_x, int from_y, int to_x, int to_y) {
  std::uint64_t sum = 0;
  std::uint64_t count = 0;
  for (int y = from_y; y < to_y; ++y) {
    for (int x = from_x; x < to_x; ++x, ++count) {
      const std::size_t at = (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                              static_cast<std::size_t>(x)) * 4;
      sum += (picture.rgba[at] * 30U + picture.rgba[at + 1] * 59U + picture.rgba[at + 2] * 11U) / 100U;
    }
  }
  return count == 0 ? 0 : static_cast<int>(sum / count);
}

}  // namespace

draw::Image small_of(const draw::Image& picture) {
  draw::Image small;
  small.width = kSmallWidth;
  small.height = picture.height * kSmallWidth / picture.width;
  for (int y = 0; y < small.height; ++y) {
    for (int x = 0; x < small.width; ++x) {
      const int mean = brightness(picture, x * picture.width / small.width, y * picture.height / small.height,
                                  (x + 1) * picture.width / small.width, (y + 1) * picture.height / small.height);
      const auto shade = static_cast<std::uint8_t>(mean / 16 * 17);
      small.rgba.insert(small.rgba.end(), {shade, shade, shade, 255});
    }
  }
  return small;
}

double difference(const draw::Image& one, const draw::Image& other) {
  if (one.width != other.width || one.height != other.height || one.rgba.empty()) return 1;
  std::size_t differ = 0;
  for (std::size_t at = 0; at < one.rgba.size(); at += 4) {
    if (std::abs(one.rgba[at] - other.rgba[at]) > 2 * 17) ++differ;
  }
  return static_cast<double>(differ) / (static_cast<double>(one.rgba.size()) / 4);
}

std::string compare_with_golden(draw::Fonts& fonts, const std::string& name, const draw::Image& picture) {
  if (const char* folder = std::getenv("HOLDFAST_PICTURES")) {
    write_file(std::filesystem::path(folder) / (name + ".png"), png_of(fonts, picture));
  }
  const draw::Image small = small_of(picture);
  const std::filesystem::path golden =
      std::filesystem::path(HOLDFAST_SOURCE_DIR) / "tests/gui/goldens" / distribution() / (name + ".png");
  if (std::getenv("HOLDFAST_NEW_GOLDENS") != nullptr) {
    const std::string bytes = png_of(fonts, small);
    if (bytes.size() > kGoldenBytesMax) return "the golden would be larger than 40 KB\n";
    write_file(golden, bytes);
    return {};
  }
  // No set for this distribution at all: what labels say is checked all the same.
  if (!std::filesystem::exists(golden.parent_path())) return {};
  if (!std::filesystem::exists(golden)) return "there is no golden " + golden.string() + "\n";
  const double share = difference(read_png(golden), small);
  if (share <= kDifferenceMax) return {};
  return "differs from its golden in " + std::to_string(share * 100) + " % of the pixels\n";
}

}  // namespace holdfast::test
