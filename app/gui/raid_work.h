// A raid on the vault: what raid_apply.cpp has done on the lane. Each function is one use-case of app/field or a draft;
// what it answers is durable. Must not touch the window's state.
#pragma once

#include "app/gui/raid_task.h"
#include "app/store/vault.h"
#include "crypto/base/progress.h"

namespace holdfast::gui {

// The raid that is under way here: its plan from the draft, its lines from the journal. Stage None where there is none.
Result<RaidTask> find_raid(store::Vault& vault);
// Keeps plan, count and the lines without a record. Gives the draft's id; makes one where `task.draft` is empty.
Result<std::string> save_raid(store::Vault& vault, const RaidTask& task);

struct SavedPerson {
  std::string record, code;
};
// An answer the form refuses is an error here, with its sentence as detail.
Result<SavedPerson> save_raid_person(store::Vault& vault, const RaidPlan& plan, const RaidLine& line,
                                     Progress& progress);
// A later word about a person's record, signed like any other.
Result<void> revise_raid_person(store::Vault& vault, const std::string& record, const std::string& answers,
                                const std::string& reason, Progress& progress);
// The site log with all its lines; the draft ends with it. Gives the record.
Result<std::string> finish_raid(store::Vault& vault, const RaidTask& task, Progress& progress);

}  // namespace holdfast::gui
