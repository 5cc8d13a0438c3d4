#!/bin/sh
# Fuzzes the parsers with libFuzzer, address and undefined-behaviour sanitizers. Needs clang++ with its runtime.
#
#   sh tests/fuzz/run.sh [SECONDS] [TARGET]     60 seconds each, all targets, if not said otherwise
#
# Findings are kept in build/fuzz/findings, the corpus in build/fuzz/corpus, so that the next run goes on from there.
# The last line is `N clean, N with findings`; the exit status is 0 only without findings.
set -u
cd "$(dirname "$0")/../.." || exit 1
seconds=${1:-60}
only=${2:-}
build=$(pwd)/build/fuzz
targets="bundle cbor certificate csv entries envelope manifest openings order receipt roster tip unpack \
vault_header xform xlsx xpath"
case " $targets " in
  *" ${only:-cbor} "*) ;;
  *) echo "no such target: $only (there are: $targets)" && exit 2 ;;
esac

mkdir -p "$(dirname "$build")"
cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_CXX_COMPILER=clang++ -DHOLDFAST_GUI=OFF \
  -DHOLDFAST_FUZZ=ON -DHOLDFAST_SANITIZE=fuzzer-no-link,address,undefined >"$build.log" 2>&1 ||
  { tail -n 20 "$build.log"; exit 1; }
programs=""
for target in ${only:-$targets}; do programs="$programs fuzz_$target"; done
# shellcheck disable=SC2086  # a list of names without blanks
ninja -C "$build" fuzz_corpus_test $programs >"$build.log" 2>&1 || { tail -n 40 "$build.log"; exit 1; }

mkdir -p "$build/findings"
for target in $targets; do mkdir -p "$build/seeds/$target" "$build/corpus/$target"; done
HOLDFAST_FUZZ_SEEDS="$build/seeds" "$build/tests/fuzz/fuzz_corpus_test" "[.seeds]" >/dev/null || exit 1

clean=0
found=0
for target in ${only:-$targets}; do
  if "$build/tests/fuzz/fuzz_$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -max_len=65536 \
    -artifact_prefix="$build/findings/$target-" "$build/corpus/$target" "$build/seeds/$target" \
    >"$build/$target.log" 2>&1; then
    clean=$((clean + 1))
    printf '%-14s clean, %s runs\n' "$target" "$(sed -n 's/^Done \([0-9]*\) runs.*/\1/p' "$build/$target.log")"
  else
    found=$((found + 1))
    printf '%-14s FINDING\n' "$target"
    tail -n 30 "$build/$target.log"
  fi
done
echo "$clean clean, $found with findings"
[ "$found" -eq 0 ]
