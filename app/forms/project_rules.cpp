#include "app/forms/project_rules.h"

#include <algorithm>

namespace holdfast::forms {
namespace {

using enum cases::EntityKind;

constexpr FixedField kVictim[] = {{"context", "victim"}};
constexpr FixedField kRegistered[] = {{"context", "victim"}, {"registered", "yes"}};
constexpr FixedField kMissingContext[] = {{"context", "missing"}};
constexpr FixedField kNameSaid[] = {{"kind", "said"}};
constexpr FixedField kNameReported[] = {{"kind", "reported"}};
constexpr FixedField kNameAlias[] = {{"kind", "alias"}};
constexpr FixedField kDocument[] = {{"kind", "document"}};
constexpr FixedField kPhone[] = {{"kind", "phone"}};
constexpr FixedField kHandle[] = {{"kind", "user_account"}};
constexpr FixedField kConsentAct[] = {{"part", "act"}};
constexpr FixedField kConsentScope[] = {{"part", "scope"}};

constexpr FieldRule kRegisterPerson[] = {
    {"code", "code"}, {"out_when", "when"}, {"at", "when", true}, {"country", "country"}, {"site", "site"},
    {"exit_mode", "exit_mode"}, {"seen_sex", "seen_sex"}, {"age_band", "age_band"}, {"nationality", "nationality"},
    {"doc_country", "nationality_document"}, {"doc_number", "document_number"}, {"lang", "lang"},
    {"group_ref", "group"},
};
constexpr FieldRule kNameSaidFields[] = {{"name_said", "name"}};
constexpr FieldRule kDocumentFields[] = {{"doc_number", "value"}, {"doc_country", "country"}};
constexpr FieldRule kRegisterFlags[] = {{"flags", "flag"}, {"at", "since", true}};

constexpr FieldRule kStatusFields[] = {
    {"status", "status"}, {"when_", "when"}, {"country", "country"}, {"place", "place"}, {"basis", "basis"},
    {"authority", "authority"}, {"reference", "reference"}, {"lawyer_when", "lawyer_when"},
    {"embassy_when", "embassy_when"}, {"np_raised", "np_raised"}, {"next_step", "next_step"},
    {"next_when", "next_when"},
};
constexpr FieldRule kFlagFields[] = {
    {"flag", "flag"}, {"when_", "since"}, {"until", "until"}, {"lifted", "lifted"}, {"reason", "reason"},
};
constexpr FieldRule kConsentActFields[] = {
    {"act", "act"}, {"when_", "when"}, {"lang", "lang"}, {"how", "how"}, {"told", "told"}, {"by", "by"},
    {"guardian_clear", "guardian_clear"}, {"never", "never"}, {"wish", "wish"}, {"wish_for", "wish_for"},
    {"contact_how", "contact_how"},
};
constexpr FieldRule kConsentScopeFields[] = {
    {"purpose", "purpose"}, {"recipient", "recipient"}, {"medium", "medium"}, {"until", "until"},
};

constexpr FieldRule kMissingPerson[] = {
    {"nationality", "nationality"}, {"doc_number", "document_number"}, {"home_country", "home_country"},
    {"sex", "sex"}, {"born", "born"}, {"country", "country_believed"},
};
constexpr FieldRule kMissingFields[] = {
    {"last_contact", "when"}, {"reported_when", "when"}, {"country", "country"}, {"place", "place"},
    {"site", "site"}, {"nationality", "nationality"}, {"reported_when", "reported"}, {"expiry_date", "expiry"},
    {"author_name", "reporter"}, {"reporter_verified", "reporter_verified"},
    {"reporter_relation", "reporter_relation"}, {"source_name", "source"}, {"source_record_id", "source_record_id"},
};
constexpr FieldRule kMissingName[] = {
    {"full_name", "name"}, {"given_name", "given_name"}, {"family_name", "family_name"},
};
constexpr FieldRule kMissingAlias[] = {{"alternate_names", "name"}};

constexpr FieldRule kScreeningPerson[] = {
    {"nationality", "nationality"}, {"age_band", "age_band"}, {"prs_Gender", "gender"},
};
constexpr FieldRule kInterviewFields[] = {
    {"session_no", "session_no"}, {"when_", "when"}, {"lang", "lang"}, {"interviewer", "interviewer"},
    {"interpreter", "interpreter"}, {"int_channel", "interpreter_channel"}, {"con_Consent", "consent"},
    {"ended", "ended"}, {"card_topics", "topics"}, {"card_next", "open_lines"}, {"pauses", "pauses"},
    {"do_not_ask", "do_not_ask"}, {"case", "case"},
};
constexpr FieldRule kInterviewPerson[] = {
    {"nationality", "nationality"}, {"doc_country", "nationality_document"}, {"doc_number", "document_number"},
    {"born", "born"}, {"age_band", "age_band"}, {"age_nominal", "age_nominal"}, {"prs_Gender", "gender"},
    {"prs_PrimaryLanguage", "lang"},
};
constexpr FieldRule kInterviewName[] = {
    {"nm_full", "name"}, {"nm_script", "script"}, {"nm_given", "given_name"}, {"nm_family", "family_name"},
    {"nm_doc", "in_document"},
};
constexpr FieldRule kSightingFields[] = {
    {"in_called", "called"}, {"in_marks", "marks"}, {"in_nationality", "nationality"}, {"in_site", "site"},
    {"in_room", "room"}, {"in_last", "when"}, {"in_count", "count"}, {"in_flags", "flags"},
    {"in_may_name", "may_name"},
};

constexpr FieldRule kExhibitFields[] = {
    {"code", "code"}, {"their_number", "their_number"}, {"root_exhibit", "root_exhibit"}, {"case", "case"},
    {"type", "type"}, {"description", "description"}, {"serial", "serial"}, {"recovered_from", "recovered_from"},
    {"site", "site"}, {"found_by", "found_by"}, {"collected_at", "when", true}, {"collected_at", "collected_at"},
    {"collected_where", "position"}, {"authority", "authority"}, {"acquisition_method", "acquisition_method"},
    {"tamper_seal", "tamper_seal"}, {"storage_location", "storage_location"}, {"owner_survivor", "owner_survivor"},
    {"return_by", "return_by"},
};
constexpr FieldRule kCustodyFields[] = {
    {"exhibit", "exhibit"}, {"action", "action"}, {"at", "when"}, {"place", "place"}, {"from_who", "from"},
    {"to_who", "to"}, {"purpose", "purpose"}, {"authority", "authority"}, {"seal_state", "seal_state"},
    {"tamper_seal", "tamper_seal"}, {"seal_new", "seal_new"}, {"seal_reason", "seal_reason"},
    {"hash_checked", "hash_checked"}, {"hash_now", "hash_now"}, {"hash_same", "hash_same"},
    {"other_side", "other_side"},
};

constexpr FieldRule kAccountFields[] = {
    {"ac_kind", "kind"}, {"ac_number", "value"}, {"ac_chain", "chain"}, {"ac_token", "token"},
    {"ac_bank", "institution"}, {"ac_country", "country"}, {"ac_holder", "holder"},
};
constexpr FieldRule kTieFields[] = {
    {"ac_tie", "tie"}, {"ac_number", "value"}, {"ac_kind", "kind"}, {"ac_chain", "chain"}, {"ac_since", "when"},
};
constexpr FieldRule kRecruiterPhone[] = {{"rec_phone", "value"}};
constexpr FieldRule kAdvertPhone[] = {{"ad_contact", "value"}};
constexpr FieldRule kAdvertHandle[] = {{"ad_handle", "value"}, {"ad_platform", "platform"}};
constexpr FieldRule kTravelDocument[] = {
    {"doc_type", "document_type"}, {"doc_no", "value"}, {"doc_country", "country"}, {"doc_expiry", "expiry"},
    {"doc_held", "held"},
};
constexpr FieldRule kSiteFields[] = {
    {"code", "code"}, {"site_name", "name"}, {"site_name_local", "name_local"}, {"site_aka", "other_names"},
    {"country", "country"}, {"site_kind", "kind"}, {"site_point", "position"}, {"site_area", "area"},
    {"site_address", "address"}, {"site_operator", "operator"}, {"site_floors", "floors"}, {"visit_when", "when"},
    {"operation", "operation"}, {"n_found", "found"}, {"n_registered", "registered"}, {"n_refused", "refused"},
    {"n_left", "left"}, {"n_taken", "taken"}, {"n_minor", "minors"}, {"nationalities", "nationalities"},
    {"scam_kinds", "scam_kinds"},
};

constexpr EntityRule kEntityRules[] = {
    {.form = "register", .kind = Person, .fields = kRegisterPerson, .fixed = kRegistered},
    {.form = "register", .kind = Name, .id = IdFrom::Derived, .person = "=", .needs = "name_said",
     .fields = kNameSaidFields, .fixed = kNameSaid},
    {.form = "register", .kind = Identifier, .id = IdFrom::Derived, .person = "=", .needs = "doc_number",
     .fields = kDocumentFields, .fixed = kDocument},
    {.form = "register", .kind = Flag, .id = IdFrom::Derived, .person = "=", .needs = "flags", .each = "flags",
     .fields = kRegisterFlags},

    {.form = "status", .kind = StatusEvent, .person = "person", .needs = "status", .fields = kStatusFields},
    {.form = "flag", .kind = Flag, .person = "person", .needs = "flag", .fields = kFlagFields},
    {.form = "consent", .kind = Consent, .person = "person", .needs = "act", .fields = kConsentActFields,
     .fixed = kConsentAct},
    {.form = "consent", .kind = Consent, .id = IdFrom::Derived, .repeat = "r_scope", .person_outside = "person",
     .fields = kConsentScopeFields, .fixed = kConsentScope},

    {.form = "missing", .kind = Person, .fields = kMissingPerson, .fixed = kMissingContext},
    {.form = "missing", .kind = Missing, .person = "=", .fields = kMissingFields},
    {.form = "missing", .kind = Name, .id = IdFrom::Derived, .person = "=", .needs = "full_name",
     .fields = kMissingName, .fixed = kNameReported},
    {.form = "missing", .kind = Name, .id = IdFrom::Derived, .person = "=", .needs = "alternate_names",
     .part = "alias", .fields = kMissingAlias, .fixed = kNameAlias},
    {.form = "missing", .kind = Identifier, .id = IdFrom::Derived, .person = "=", .needs = "doc_number",
     .fields = kDocumentFields, .fixed = kDocument},

    {.form = "screening", .kind = Person, .id = IdFrom::Answer, .id_question = "person", .needs = "person",
     .fields = kScreeningPerson, .fixed = kVictim},
    {.form = "interview", .kind = Interview, .person = "person", .fields = kInterviewFields},
    {.form = "interview", .kind = Person, .id = IdFrom::Answer, .id_question = "person", .needs = "person",
     .fields = kInterviewPerson, .fixed = kVictim},
    {.form = "interview", .kind = Name, .id = IdFrom::Derived, .repeat = "a_account/a_identity/r_name",
     .person_outside = "person", .fields = kInterviewName, .fixed = kNameSaid},
    {.form = "interview", .kind = Identifier, .id = IdFrom::Derived, .person = "person", .needs = "doc_number",
     .fields = kDocumentFields, .fixed = kDocument},
    // Nobody knows yet who that is: a sighting is about no person until HQ links it to one.
    {.form = "interview", .kind = Sighting, .id = IdFrom::Derived, .repeat = "a_account/r_inside",
     .fields = kSightingFields},

    {.form = "evidence", .kind = Exhibit, .person = "person", .fields = kExhibitFields},
    {.form = "custody", .kind = Custody, .needs = "exhibit", .fields = kCustodyFields},

    {.form = "finance", .kind = Identifier, .id = IdFrom::Derived, .repeat = "r_account", .person = "ac_person",
     .person_outside = "person", .needs = "ac_number", .fields = kAccountFields},
    {.form = "finance", .kind = Tie, .id = IdFrom::Derived, .repeat = "r_account", .person = "ac_person",
     .person_outside = "person", .needs = "ac_tie", .identifier_part = "=", .fields = kTieFields},
    {.form = "recruitment", .kind = Identifier, .id = IdFrom::Derived, .repeat = "r_rec", .needs = "rec_phone",
     .fields = kRecruiterPhone, .fixed = kPhone},
    {.form = "recruitment", .kind = Identifier, .id = IdFrom::Derived, .repeat = "r_ad", .needs = "ad_contact",
     .fields = kAdvertPhone, .fixed = kPhone},
    {.form = "recruitment", .kind = Identifier, .id = IdFrom::Derived, .repeat = "r_ad", .needs = "ad_handle",
     .part = "handle", .fields = kAdvertHandle, .fixed = kHandle},
    {.form = "repatriation", .kind = Identifier, .id = IdFrom::Derived, .repeat = "r_doc",
     .person_outside = "person", .needs = "doc_no", .fields = kTravelDocument, .fixed = kDocument},
    {.form = "site_log", .kind = Site, .id = IdFrom::Answer, .id_question = "site", .needs = "site_name",
     .fields = kSiteFields},
};

}  // namespace

std::span<const EntityRule> entity_rules() { return kEntityRules; }

bool has_rules(std::string_view form_id) {
  return std::any_of(std::begin(kEntityRules), std::end(kEntityRules),
                     [&](const EntityRule& rule) { return rule.form == form_id; });
}

}  // namespace holdfast::forms
