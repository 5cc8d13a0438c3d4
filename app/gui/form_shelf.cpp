// What can be filled in here, and what waits half done.
#include <algorithm>
#include <set>

#include "app/gui/form_saving.h"
#include "app/gui/form_work.h"
#include "app/gui/raid_draft.h"
#include "app/store/forms_store.h"

namespace holdfast::gui {
namespace {

// The order in which the forms of the program are offered; others follow by title.
constexpr std::string_view kFormsOfProgram[] = {
    "screening", "register",     "interview",   "consent",  "status",   "flag",         "sighting",
    "missing",   "evidence",     "custody",     "site_log", "safety",   "repatriation", "follow_up",
    "finance",   "recruitment",  "assessment",  "interpreter"};

std::size_t place_of_form(const std::string& id) {
  return static_cast<std::size_t>(std::find(std::begin(kFormsOfProgram), std::end(kFormsOfProgram), id) -
                                  std::begin(kFormsOfProgram));
}

bool comes_before(const FormShelf::Row& a, const FormShelf::Row& b) {
  const std::size_t place_a = place_of_form(a.id), place_b = place_of_form(b.id);
  return place_a != place_b ? place_a < place_b : a.title < b.title;
}

// The newest version of each form that runs and is filled in here.
Result<std::vector<FormShelf::Row>> rows_of_shelf(store::Vault& vault) {
  const auto forms = TRY(store::list_forms(vault));
  std::map<std::string, store::FormRow> newest;
  for (const store::FormRow& form : forms) {
    if (!form.runs) continue;
    const auto known = newest.find(form.id);
    if (known == newest.end() || known->second.added_ms <= form.added_ms) newest[form.id] = form;
  }
  std::vector<FormShelf::Row> out;
  for (const auto& [id, form] : newest) {
    const auto whole = TRY(store::shared_form(vault, form.hash));
    if (whole == nullptr || (whole->for_hq && !vault.is_hq())) continue;
    out.push_back({id, form.title, form.version, place_of_form(id) < std::size(kFormsOfProgram)});
  }
  std::sort(out.begin(), out.end(), comes_before);
  return out;
}

Result<FormShelf> read_shelf(store::Vault& vault) {
  FormShelf out;
  out.forms = TRY(rows_of_shelf(vault));
  const auto drafts = TRY(store::list_drafts(vault));
  for (const store::Draft& draft : drafts) {
    if (draft.form_id == kRaidDraft) continue;  // has a screen of its own
    const FormPlace place = read_form_place(as_text(draft.content));
    FormShelf::DraftRow row{draft.id, draft.form_id, place.about, draft.updated_ms, place.answered, place.shown};
    for (const FormShelf::Row& form : out.forms) {
      if (form.id == draft.form_id) row.form_title = form.title;
    }
    out.drafts.push_back(std::move(row));
  }
  std::sort(out.drafts.begin(), out.drafts.end(),
            [](const FormShelf::DraftRow& a, const FormShelf::DraftRow& b) { return a.saved_ms > b.saved_ms; });
  out.known = out.asked = true;
  return out;
}

}  // namespace

void refresh_form_shelf(App& app) {
  app.state.form_shelf.asked = true;
  app.state.form_shelf.asked_steady_ms = app.clock().steady_ms();
  Job job;
  job.key = "form.shelf";
  job.question = true;
  job.work = [](store::Vault& vault, Progress&) -> Done {
    Result<FormShelf> shelf = read_shelf(vault);
    if (!shelf.ok()) return [error = shelf.error()](App& after) { after.show_error(error); };
    return [kept = std::move(*shelf)](App& after) { after.state.form_shelf = kept; };
  };
  app.lane().post(std::move(job));
}

}  // namespace holdfast::gui
