// The decoder as a process behind its walls, and the strict reader of its answers.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

#include "app/decoder/answer.h"
#include "app/decoder/confine.h"
#include "app/gui/decoder_client.h"
#include "tests/app/decoder/pictures.h"
#include "tests/support/fake_seams.h"

namespace holdfast::test {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kWalls = false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool kWalls = false;
#else
constexpr bool kWalls = true;
#endif
#else
constexpr bool kWalls = true;
#endif

Bytes answer_to(ByteView file, decoder::Box box) {
  const decoder::Decoded decoded = decoder::decode(file, box);
  Bytes out = to_bytes(decoder::answer_header(decoded));
  append(out, decoded.pixels.rgba);
  return out;
}

Result<gui::PictureFacts> shown(ByteView file, gui::PictureBox box = {64, 64}) {
  FakeClock clock;
  NoProgress progress;
  return gui::decode_picture(HOLDFAST_DECODER, file, box, clock, progress);
}

TEST_CASE("a picture goes through the process and comes back as pixels") {
  const decoder::Pixels sample = sample_pixels(640, 480);
  for (const Bytes& file : {jpeg_of(sample), png_of(sample), bmp_of(sample)}) {
    const Result<gui::PictureFacts> picture = shown(file);
    REQUIRE(picture.ok());
    CHECK((picture->width == 64 && picture->height == 48));
    CHECK((picture->whole_width == 640 && picture->whole_height == 480));
    CHECK(picture->rgba == decoder::decode(file, {64, 64}).pixels.rgba);
  }
}

TEST_CASE("a hostile picture costs one sentence, not the program") {
  const Bytes jpeg = jpeg_of(sample_pixels(64, 64));
  const std::vector<Bytes> hostile = {
      {}, to_bytes(as_bytes("no picture at all")), Bytes(jpeg.begin(), jpeg.begin() + 300),
      png_that_claims(8001, 8000), png_that_claims(0xFFFFFFFF, 0xFFFFFFFF), png_that_claims(7000, 7000)};
  for (const Bytes& file : hostile) {
    const Result<gui::PictureFacts> picture = shown(file);
    REQUIRE_FALSE(picture.ok());
    CHECK(picture.error().reason == gui::kPictureRefused);
  }
}

TEST_CASE("more bytes than are allowed, or no decoder at all, is the same sentence") {
  CHECK(shown(Bytes(decoder::kInputMax + 1)).error().reason == gui::kPictureRefused);
  FakeClock clock;
  NoProgress progress;
  const Bytes jpeg = jpeg_of(sample_pixels(8, 8));
  CHECK(gui::decode_picture("/nowhere/holdfast-decoder", jpeg, {8, 8}, clock, progress).error().reason ==
        gui::kPictureRefused);
  // A program that answers something else, and one that reads nothing.
  CHECK(gui::decode_picture("/bin/echo", jpeg, {8, 8}, clock, progress).error().reason == gui::kPictureRefused);
  CHECK(gui::decode_picture("/bin/false", Bytes(1 << 20), {8, 8}, clock, progress).error().reason ==
        gui::kPictureRefused);
}

class Impatient final : public Progress {
 public:
  void report(std::uint64_t, std::uint64_t) override { ++reports; }
  bool cancelled() override { return reports > 2; }
  int reports = 0;
};

TEST_CASE("whoever waits for a picture can stop, and the process ends with it") {
  FakeClock clock;
  Impatient progress;
  // sleep reads "8 8" as 16 seconds.
  const Result<gui::PictureFacts> picture = gui::decode_picture("/bin/sleep", Bytes(10), {8, 8}, clock, progress);
  REQUIRE_FALSE(picture.ok());
  CHECK(picture.error().reason == kCancelled);
  CHECK(::waitpid(-1, nullptr, WNOHANG) == -1);  // no child is left
}

TEST_CASE("an answer is taken whole or not at all") {
  const gui::PictureBox box{16, 16};
  const Bytes good = answer_to(png_of(sample_pixels(16, 12)), {16, 16});
  REQUIRE(gui::read_picture_answer(good, box).ok());
  for (std::size_t size = 0; size < good.size(); ++size) {
    CHECK_FALSE(gui::read_picture_answer(ByteView(good).first(size), box).ok());
  }
  Bytes longer = good;
  longer.push_back(0);
  CHECK_FALSE(gui::read_picture_answer(longer, box).ok());
  // Every bit of the header counts, but for those of the whole size that only make it larger.
  for (std::size_t at = 0; at < decoder::kAnswerHeader; ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      Bytes changed = good;
      changed[at] = static_cast<std::uint8_t>(changed[at] ^ 1U << bit);
      const bool whole_size = at >= 16 && at < 24;
      const Result<gui::PictureFacts> picture = gui::read_picture_answer(changed, box);
      CHECK((!picture.ok() || (whole_size && picture->whole_width >= 16 && picture->whole_height >= 12)));
    }
  }
  CHECK_FALSE(gui::read_picture_answer(good, {15, 16}).ok());
  CHECK_FALSE(gui::read_picture_answer(good, {16, 11}).ok());
  CHECK_FALSE(gui::read_picture_answer(answer_to(as_bytes("x"), {16, 16}), box).ok());
}

// How a child ends that tries this behind the walls: the number of a signal, or 0.
template <typename Act>
int ended_by(Act act) {
  const pid_t child = ::fork();
  if (child == 0) {
    if (!decoder::confine()) ::_exit(9);
    act();
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  if (WIFSIGNALED(status)) return WTERMSIG(status);
  return -WEXITSTATUS(status);
}

TEST_CASE("behind the walls there is no file, no network, no process and no other output") {
  if (!kWalls) SKIP("a sanitizer needs more of the system than the walls leave");
  CHECK(ended_by([] {}) == 0);
  CHECK(ended_by([] { static_cast<void>(!::write(STDOUT_FILENO, "", 0)); }) == 0);
  CHECK(ended_by([] { static_cast<void>(::open("/etc/passwd", O_RDONLY)); }) == SIGSYS);
  CHECK(ended_by([] { static_cast<void>(!::write(STDERR_FILENO, "x", 0)); }) == SIGSYS);
  CHECK(ended_by([] { static_cast<void>(::fork()); }) == SIGSYS);
  CHECK(ended_by([] { static_cast<void>(!::chdir("/")); }) == SIGSYS);
}

}  // namespace
}  // namespace holdfast::test
