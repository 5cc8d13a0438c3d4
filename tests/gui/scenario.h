// A scenario: what a person does at the window and what must then stand there, in a file that can be read aloud.
//
//     # a comment
//     team                        an enrolled laptop and its headquarters, made by commands
//     start laptop                the window on that vault ("start -": on a folder where no vault lies)
//     unlock                      types the passphrase of these vaults, Enter, and closes what is said once
//     type "green lamp"           text, as it comes from a keyboard (any script)
//     key Ctrl+L                  one key; "key 3 Enter" several
//     click home.continue         the middle of a widget, by its id
//     drop site-plan.png          files of the scenario's folder, dropped on the window
//     wait records.title          frames until that id stands on the screen
//     wait form.saved "14:3"      … and says this
//     see home.next "Continue"    stands there now, and says this
//     not unlock.failed           does not stand there
//     focus unlock.passphrase     has the focus
//     advance 181                 seconds pass, by the clock of the test
//     frames 3                    frames without input
//     file answers.csv "a,b"      writes a file into the scenario's folder
//     run "record list laptop" "Interview"   a command of the command line, after `close`, and what it must print
//     close                       ends the window and locks the vault
//     shot home                   a picture; no text of the screen may be cut off
//
// Lines in a scenario that name a step nobody knows fail it: there is no step that does nothing.
#pragma once

#include <string>
#include <vector>

#include "crypto/base/result.h"

namespace holdfast::test {

struct Step {
  std::string verb;
  std::vector<std::string> words;
  std::size_t line = 0;
};

struct Scenario {
  std::string name;
  std::vector<Step> steps;
};

// Blanks part words; "…" holds blanks, with \" \\ \n inside. The error's detail names the line.
Result<Scenario> read_scenario(const std::string& name, const std::string& text);

// Every *.scenario file of tests/gui/scenarios, by name.
std::vector<std::string> scenario_files();

}  // namespace holdfast::test
