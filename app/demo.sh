#!/bin/sh
# Builds Holdfast and plays the demo: a headquarters, four laptops, sticks, figures.
#   sh app/demo.sh [FOLDER]      FOLDER must not exist yet; ./holdfast-demo where none is given
# HOLDFAST_GUI=OFF in the environment builds without a window, for machines without a display.
set -eu

fail() {
  echo "demo: $1" >&2
  exit 1
}

root=$(cd "$(dirname "$0")/.." && pwd)
folder=${1:-./holdfast-demo}
[ ! -e "$folder" ] || fail "$folder is already there, and nothing in it was touched. \
Give another folder (sh app/demo.sh FOLDER), or remove it: rm -r $folder"

# Until there is a window, there is nothing to build for one.
gui=${HOLDFAST_GUI:-ON}
[ -e "$root/app/gui/CMakeLists.txt" ] || gui=OFF
case $gui in
  OFF | off | 0) gui=OFF tier=cli ;;
  *) gui=ON tier=gui ;;
esac

sh "$root/assets/packaging/setup-debian.sh" "$tier"
jobs=$(nproc 2>/dev/null || echo 2)
# Presets are looked for where cmake is started.
(cd "$root" && cmake --preset release -DHOLDFAST_GUI=$gui -DHOLDFAST_TESTS=OFF >/dev/null)
cmake --build "$root/build/release" --target holdfast -j "$jobs"

program=$root/build/release/app/cli/holdfast
"$program" demo --dir "$folder"
echo
echo "The program is $program; README.md (\"Look around by hand\") has more to try."
