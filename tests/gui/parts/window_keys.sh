#!/bin/sh
# Types into a real window through the X server: that every key arrives, in order, on the way through GLFW.
#
#   window_keys.sh PARTS_PICTURE
#
# Exit 4: skipped, because Xvfb or xdotool is missing.
set -u
program=$1
for tool in xvfb-run xdotool; do
  command -v $tool >/dev/null 2>&1 || { echo "skipped: $tool is not installed"; exit 4; }
done
if [ -z "${HOLDFAST_IN_XVFB:-}" ]; then
  HOLDFAST_IN_XVFB=1 LIBGL_ALWAYS_SOFTWARE=1 exec xvfb-run -a -s "-screen 0 1280x960x24" sh "$0" "$program"
fi

folder=$(mktemp -d)
"$program" "$folder/parts.png" dark parts.exhibit 100 live >"$folder/said" 2>&1 &
process=$!
end() { # end STATUS
  kill "$process" 2>/dev/null
  cat "$folder/said"
  rm -rf "$folder"
  exit "$1"
}

tries=0
until window=$(xdotool search --onlyvisible --name '^Notes$' 2>/dev/null) && [ -n "$window" ]; do
  tries=$((tries + 1))
  [ $tries -lt 300 ] && kill -0 "$process" 2>/dev/null || { echo "no window came"; end 1; }
  sleep 0.1
done
xdotool windowfocus --sync "$window" 2>/dev/null

# Into the first field: the text, eight Backspaces, copy; into another by mouse: paste.
xdotool mousemove 100 408 click 1
xdotool key End
xdotool type --delay 4 "abc 12345678"
xdotool key --delay 4 BackSpace BackSpace BackSpace BackSpace BackSpace BackSpace BackSpace BackSpace
xdotool key --delay 4 ctrl+a ctrl+c
xdotool mousemove 1050 461 click 1
xdotool key --delay 4 ctrl+v
# Tab goes on to a button: what is typed there goes nowhere.
xdotool key --delay 4 Tab x F10
tries=0
while kill -0 "$process" 2>/dev/null; do
  tries=$((tries + 1))
  [ $tries -lt 300 ] || { echo "the window did not end"; end 1; }
  sleep 0.1
done
grep -q 'exhibit "KPS/0127abc "; wipe "KPS/0127abc "' "$folder/said" && [ -s "$folder/parts.png" ] && end 0
end 1
