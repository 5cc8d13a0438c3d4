#!/bin/sh
# Measures what Holdfast promises about speed and memory and prints one table: figure, measured, goal, met or not.
#
#   sh tests/bench/run.sh [--quick] [--only memory|age|unlock|demo|forms]
#
# --quick takes 256 MiB instead of 2 GiB and 1 GiB. Works below ${TMPDIR:-/tmp}, in a folder that is removed afterwards,
# also after a failure. The exit status is 0 only if every figure that was measured is met. HOLDFAST_BUILD names
# another folder to build in than build/release.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
build=${HOLDFAST_BUILD:-$top/build/release}
need_mib=8192
for word in "$@"; do
  case $word in
    --quick) need_mib=2048 ;;
    --only | memory | age | unlock | demo | forms) ;;
    *)
      echo "usage: sh tests/bench/run.sh [--quick] [--only memory|age|unlock|demo|forms]" >&2
      exit 2
      ;;
  esac
done

room=${TMPDIR:-/tmp}
free_mib=$(df -Pk "$room" | awk 'NR == 2 { print int($4 / 1024) }')
if [ "$free_mib" -lt "$need_mib" ]; then
  echo "bench: $room has $free_mib MiB free, $need_mib MiB are needed (TMPDIR names another place)" >&2
  exit 2
fi

folder=
clean_up() { [ -z "$folder" ] || rm -rf "$folder"; }
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

log=$build/bench-build.log
mkdir -p "$build"
cmake -S "$top" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release >"$log" 2>&1 &&
  cmake --build "$build" --target holdfast_bench -j 2 >>"$log" 2>&1 ||
  { tail -n 20 "$log" >&2; exit 1; }
program=
cmake --build "$build" --target holdfast -j 2 >>"$log" 2>&1 && program=$build/app/cli/holdfast

folder=$(mktemp -d "$room/holdfast-bench.XXXXXX") || exit 1
"$build/tests/bench/holdfast_bench" table "$folder" ${program:+--program "$program"} "$@"
