#!/bin/sh
# Builds Holdfast and runs its tests. One command, from any folder:
#
#   sh tests/run.sh
#
# Where the variable CI is set, also: warnings are errors, clang compiles every file on its own, the parts that read
# foreign bytes run again under the address and undefined-behaviour sanitizers, the program without its window is
# built, and a skipped test that tests/skips.txt does not name is a failure.
#
# Each stage writes into build/log/STAGE.log; of a failed one the end is shown. The last line is always
# `N passed, N failed, N skipped`. The exit status is 0 only if nothing failed.
#
#   HOLDFAST_JOBS=4   compile and test with four processes (two otherwise)
#   HOLDFAST_SETUP=0  do not look for missing packages
set -u
cd "$(dirname "$0")/.." || exit 1
top=$(pwd)
jobs=${HOLDFAST_JOBS:-2}
ci=${CI:-}
log=$top/build/log
mkdir -p "$log"
# Another clone of the same source finds what this one compiled, precompiled headers included.
CCACHE_BASEDIR=$top CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
export CCACHE_BASEDIR CCACHE_NOHASHDIR CCACHE_SLOPPINESS
rm -f "$log"/*.log "$log"/*.xml "$log"/*.names

passed=0
failed=0
skipped=0
broken=0  # stages that failed as a whole
tail_lines=40
table=

# --- one stage: its own log, its time in the table, its end on the screen if it fails -----------------------------

now() { date +%s; }

stage() { # stage NAME COMMAND...
  stage_name=$1
  shift
  printf '%-28s ' "$stage_name"
  stage_start=$(now)
  if "$@" >"$log/$stage_name.log" 2>&1; then stage_word=ok; else stage_word=FAILED; fi
  stage_seconds=$(($(now) - stage_start))
  stage_time=$(printf '%d:%02d' $((stage_seconds / 60)) $((stage_seconds % 60)))
  echo "$stage_word, $stage_time min"
  table="$table$(printf '%-28s %8s  %s' "$stage_name" "$stage_time" "$stage_word")
"
  [ "$stage_word" = ok ] && return 0
  broken=$((broken + 1))
  echo "--- the end of build/log/$stage_name.log ---"
  # Errors of a compiler or linker first: the build goes on for a while after them.
  grep -nE '[0-9]: error:|^FAILED:|undefined reference' "$log/$stage_name.log" | head -n 20
  tail -n "$tail_lines" "$log/$stage_name.log"
  echo "---"
  return 1
}

# --- counting: ctest writes one <testcase> line a test -------------------------------------------------------------

from_xml() { sed "s/&apos;/'/g"'; s/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g'; }

# Prints the names of the tests of one result file that have a status (run, fail, notrun).
names_with_status() { # names_with_status FILE STATUS
  sed -n "s/^.*<testcase name=\"\([^\"]*\)\".* status=\"$2\".*\$/\1/p" "$1" | from_xml
}

# What the failed tests of one result file said, 30 lines each at most.
show_failures() { # show_failures FILE
  # Without the frame that Catch2 draws around each failure.
  grep -vE '^ *(~~~|---|\.\.\.|===|Randomness|Run with|[a-z_]* is a Catch2|[[:space:]]*<failure|$)' "$1" |
    awk '/<testcase .*status="fail"/ { left = 30 }
         left > 0 { print "    " $0; --left }
         /<\/testcase>/ { left = 0 }' |
    sed 's/<testcase name="\(.*\)" classname=.*$/\1/; s/<[a-z\/-]*>//g' | from_xml
}

# True if a line of tests/skips.txt names this test.
may_skip() { # may_skip NAME
  while IFS='|' read -r pattern reason; do
    pattern=$(printf '%s' "$pattern" | sed 's/[[:space:]]*$//')
    case $pattern in '' | '#'*) continue ;; esac
    [ -n "$reason" ] || continue # a line without a reason does not count
    # shellcheck disable=SC2254  # the pattern is meant to be one
    case $1 in $pattern) return 0 ;; esac
  done <"$top/tests/skips.txt"
  return 1
}

count() { # count RESULT-FILE: adds to the totals and to the table, and says what was not as it should be
  [ -s "$1" ] || return 1
  count_before="$passed $failed $skipped"
  for status in run fail notrun; do names_with_status "$1" "$status" >"$1.$status.names"; done
  passed=$((passed + $(wc -l <"$1.run.names")))
  failed=$((failed + $(wc -l <"$1.fail.names")))
  show_failures "$1"
  sed 's/^/  failed:  /' "$1.fail.names"
  while read -r name; do
    # A program that did not build leaves a test that cannot run; that is not a skip.
    case $name in *_NOT_BUILT*)
      failed=$((failed + 1))
      echo "  not built: $name"
      continue
      ;;
    esac
    if [ -n "$ci" ] && ! may_skip "$name"; then
      failed=$((failed + 1))
      echo "  skipped without leave: $name"
    else
      skipped=$((skipped + 1))
      echo "  skipped: $name"
    fi
  done <"$1.notrun.names"
  # shellcheck disable=SC2086  # three numbers
  set -- $count_before
  count_row="$((passed - $1)) passed, $((failed - $2)) failed, $((skipped - $3)) skipped"
  table="$table$(printf '%28s %8s  %s' '' '' "$count_row")
"
}

finish() {
  echo
  printf '%-28s %8s\n' stage minutes
  printf '%s' "$table"
  echo "$passed passed, $((failed + broken)) failed, $skipped skipped"
  [ "$((failed + broken))" -eq 0 ]
  exit
}

# --- the stages ----------------------------------------------------------------------------------------------------

configure() { # configure PRESET FOLDER OPTIONS...
  configure_preset=$1
  configure_folder=$2
  shift 2
  command -v ccache >/dev/null 2>&1 && set -- -DCMAKE_CXX_COMPILER_LAUNCHER=ccache "$@"
  cmake --preset "$configure_preset" -B "$configure_folder" "$@"
}

build() { # build FOLDER TARGETS...
  build_folder=$1
  shift
  cmake --build "$build_folder" -j "$jobs" ${1:+--target} "$@"
}

run_tests() { # run_tests FOLDER NAME OPTIONS...
  test_folder=$1
  test_name=$2
  shift 2
  ctest --test-dir "$test_folder" -j "$jobs" --timeout 600 --output-on-failure --no-tests=error \
    --output-junit "$log/$test_name.xml" "$@"
}

# ctest's own exit status says "failed" too; the counted tests already do, so such a stage is not counted twice.
test_stage() { # test_stage STAGE FOLDER OPTIONS...
  test_stage_name=$1
  test_stage_folder=$2
  shift 2
  failed_before=$failed
  broken_before=$broken
  tail_lines=1 # each failure is shown below
  stage "$test_stage_name" run_tests "$test_stage_folder" "$test_stage_name" "$@"
  tail_lines=40
  count "$log/$test_stage_name.xml" || return 0
  [ "$failed" -eq "$failed_before" ] || broken=$broken_before
}

# The test programs of the layers that read other people's bytes, as far as they exist.
foreign_bytes_tests() { # foreign_bytes_tests FOLDER
  ninja -C "$1" -t targets all |
    sed -n 's/^\([a-z0-9_]*\): phony$/\1/p' |
    grep -E '^(base|files_vfs|crypto|sync|forms|store|draw|fuzz)[a-z0-9_]*_test$' | sort -u
}

# Every object file, without linking: that is where warnings come from.
compile_all() { # compile_all FOLDER
  ninja -C "$1" -t targets all | sed -n 's/^\([^:]*\.o\): CXX_COMPILER.*$/\1/p' >"$log/objects.names"
  [ -s "$log/objects.names" ] || return 1
  # shellcheck disable=SC2046  # our own object names hold no blanks
  ninja -C "$1" -j "$jobs" -k 0 $(cat "$log/objects.names")
}

if [ "${HOLDFAST_SETUP:-1}" != 0 ]; then
  tier="test"
  [ -z "$ci" ] || tier="ci"
  stage setup sh assets/packaging/setup-debian.sh "$tier" || finish
fi

preset=release
[ -z "$ci" ] || preset=ci
stage configure configure "$preset" "build/$preset" || finish
if stage build build "build/$preset"; then
  test_stage test "build/$preset"
fi

if [ -n "$ci" ]; then
  # clang, each file on its own (no unity): another compiler's warnings, and headers that include what they use.
  stage clang-configure configure dev build/clang -DCMAKE_CXX_COMPILER=clang++ -DHOLDFAST_WERROR=ON \
    -DHOLDFAST_UNITY=OFF &&
    stage clang-compile compile_all build/clang

  if stage sanitize-configure configure asan build/asan; then
    targets=$(foreign_bytes_tests build/asan)
    # shellcheck disable=SC2086  # a list of targets
    if [ -n "$targets" ] && stage sanitize-build build build/asan $targets; then
      test_stage sanitize-test build/asan -R "^($(echo "$targets" | tr '\n' '|' | sed 's/|$//')):"
    fi
  fi

  # Without the window: no header of OpenGL, sound or a display may be needed.
  stage nogui-configure configure ci build/nogui -DHOLDFAST_GUI=OFF -DHOLDFAST_TESTS=OFF
fi
finish
