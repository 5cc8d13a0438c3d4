// What each view keeps for itself between passes: edit models, filters, scrolling, open dialogs. Ids, never pointers.
// Dropped and wiped when the window locks.
#pragma once

#include "app/gui/conflict_view.h"
#include "app/gui/enrolment_view.h"
#include "app/gui/evidence_view.h"
#include "app/gui/form_view.h"
#include "app/gui/help_view.h"
#include "app/gui/home_view.h"
#include "app/gui/neutral_view.h"
#include "app/gui/person_view.h"
#include "app/gui/raid_view.h"
#include "app/gui/records_view.h"
#include "app/gui/settings_view.h"
#include "app/gui/shell_overlay.h"
#include "app/gui/sync_view.h"
#include "app/gui/unlock_view.h"

namespace holdfast::gui {

struct Views {
  UnlockUi unlock;
  NeutralUi neutral;
  OverlayUi overlay;
  HomeUi home;
  FormUi form;
  RaidUi raid;
  PersonUi person;
  EvidenceUi evidence;
  RecordsUi records;
  ConflictUi conflicts;
  SyncUi sync;
  SettingsUi settings;
  HelpUi help;
  EnrolmentUi enrolment;
};

}  // namespace holdfast::gui
