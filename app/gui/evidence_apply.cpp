// What becomes of the commands of evidence.
#include "app/gui/app.h"

namespace holdfast::gui {

void apply_evidence(App&, const EvidenceCommand&) {}
void refresh_evidence(App&) {}

}  // namespace holdfast::gui
