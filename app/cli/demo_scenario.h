// The story of the demo, read from assets/demo: who came out, who is missing, what was recorded, what happened on the
// road. Values only; a file that does not fit together is kDemoScenario with its name and line.
// Nothing here knows a total: figures come from counting what these rows make the laptops record.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/cli/reasons.h"
#include "crypto/base/result.h"

namespace holdfast::cli {

struct DemoTeam {
  std::string laptop;  // its folder is laptop-<laptop>
  std::string device;  // name and prefix of codes
  std::string country;
  std::string staff;
};

struct DemoEvent {
  std::string status;
  std::string when;
  std::string country;
};

// One person, or a counted group of people whose names nobody wrote down.
struct DemoPeople {
  std::string laptop, label, nationality, exit_mode, out_when, country, sex, age_band, lang, name, document, flags;
  std::size_t batch = 0;
  std::size_t count = 0;
  std::vector<DemoEvent> events;
};

struct DemoMissing {
  std::string laptop, label, name, nationality, sex, country, last_contact, reported_when, reporter, relation, marks;
  std::size_t batch = 0;
  std::size_t count = 0;
};

struct DemoAttachment {
  std::string question;
  std::string file;  // beside records.csv
};

struct DemoRecord {
  std::string laptop, label, form, about, sealed, answers;
  std::size_t batch = 0;
  std::vector<DemoAttachment> attachments;
};

// A batch on its way: one row a bundle run of a laptop.
struct DemoLeg {
  std::string laptop, stick, arrives, mishap;  // arrives: "1", "2" or "never"
  std::size_t batch = 0;
};

// What a person at headquarters does after the last import.
struct DemoDecision {
  std::string act, a, b, reason;  // act: "merge" of two people, or "take" of an exhibit whose hand-over b is
};

// A figure somebody asks for: a day and a nationality, never a number.
struct DemoQuestion {
  std::string as_of, nationality, asked_by;
};

struct DemoScenario {
  std::vector<DemoTeam> teams;
  std::vector<DemoPeople> people;
  std::vector<DemoMissing> missing;
  std::vector<DemoRecord> records;
  std::vector<DemoLeg> road;
  std::vector<DemoDecision> decisions;
  std::vector<DemoQuestion> reports;
};
Result<DemoScenario> load_demo_scenario();

// A file of assets/demo as it is; kDemoScenario where there is none.
Result<std::string_view> demo_file(std::string_view name);
// The same without the lines at its top that begin with "#".
Result<std::string_view> demo_text(std::string_view name);

}  // namespace holdfast::cli
