// A display for tests that show real pixels: the one that is there, or an Xvfb of our own, ended with the test.
#pragma once

#include <memory>

namespace holdfast::test {

class Display {
 public:
  // Null where there is neither a display nor the program Xvfb.
  static std::unique_ptr<Display> open();
  ~Display();
  Display(const Display&) = delete;
  Display& operator=(const Display&) = delete;

 private:
  explicit Display(int process) : process_(process) {}
  int process_;  // of our Xvfb; 0: none
};

}  // namespace holdfast::test
