// What the window knows: the model that views draw and that only apply() changes. No type of the drawing library, no
// key, no open vault. Each screen's facts are plain values that a job fetched; unknown yet is not the same as empty.
//
// When the window locks, all of it but Settings is dropped.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/gui/evidence_facts.h"
#include "app/gui/form_task.h"
#include "app/gui/home_facts.h"
#include "app/gui/raid_task.h"
#include "app/gui/recording_facts.h"
#include "app/gui/records_facts.h"
#include "app/gui/road_facts.h"
#include "app/gui/settings.h"
#include "app/gui/setup_facts.h"

namespace holdfast::gui {

enum class Place : std::uint8_t {
  Home, Interview, Raid, Evidence, Records, Person, History, Conflicts, Sync, Settings, Help, Enrolment,
};

// Where the vault stands.
enum class Stage : std::uint8_t {
  NoVault,    // none lies where one is looked for: set-up
  Locked,
  Unlocking,
  Open,
  Locking,
};

struct SentenceFacts {  // an error as people read it
  std::string happened, safe, do_next, code;
};

// What the system tells of the keyboard: the cause of most passphrases that do not open anything.
struct KeyboardState {
  std::string layout;               // "English (US)"; empty: it does not tell
  std::optional<bool> caps_lock{};
};

struct LanguageName {
  std::string tag, own_name;  // "km", as its speakers call it
};

struct Toast {
  std::string words;
  std::int64_t until_steady_ms = 0;
  bool undo = false;
};

struct LockFacts {
  std::string vault_name;           // never shown before the passphrase: kept for the title of a dialog
  std::vector<std::string> staff;   // nothing is known before it opened
  std::optional<SentenceFacts> failed;
  int tries = 0;
  std::int64_t locks_at_steady_ms = 0;  // idle clock
  bool asks_time = false;           // the clock is in doubt: day and time must be stated
  std::int64_t locked_at_ms = 0;    // wall time of the last lock in this run; 0: not yet opened
  std::vector<std::string> notices; // memory not locked, a font missing: said once after unlocking
};

struct State {
  Stage stage = Stage::NoVault;
  bool neutral = false;  // F12: the neutral screen stands over everything
  bool neutral_opening = false;  // a passphrase was typed there and is being tried
  Place place = Place::Home;
  Place before_help = Place::Home;      // where F1 was pressed: help opens its page, and comes back to it
  Settings settings;
  LockFacts lock;
  KeyboardState keyboard;
  std::vector<LanguageName> languages;  // that the window speaks
  std::int64_t now_ms = 0;              // wall time of this frame
  std::int32_t utc_offset_minutes = 0;  // of this place now
  std::optional<Toast> toast;
  std::optional<SentenceFacts> error;  // of the last act, until it is closed
  std::int64_t saved_at_ms = 0;        // wall time of the last durable save; 0: none in this session
  std::string saved_words;             // "Person 41 saved on this laptop", or empty: "All changes saved …"

  bool sound_possible = false;
  RecordingFacts recording;  // outlives locking: it says nothing of what is inside

  HomeFacts home;
  RecordsFacts records;
  std::optional<FormTask> form;
  FormShelf form_shelf;
  std::optional<RaidTask> raid;
  EvidenceFacts evidence;
  RoadFacts road;
  SetupFacts setup;
};

}  // namespace holdfast::gui
