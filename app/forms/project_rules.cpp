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
constexpr FixedField kMail[] = {{"kind", "email"}};
constexpr FixedField kHeldBy[] = {{"tie", "held_by"}, {"kind", "phone"}};
constexpr FixedField kMailHeldBy[] = {{"tie", "held_by"}, {"kind", "email"}};
constexpr FixedField kNeed[] = {{"part", "need"}};
constexpr FixedField kPlan[] = {{"part", "plan"}};
constexpr FixedField kJourney[] = {{"kind", "journey"}};
constexpr FixedField kHeld[] = {{"kind", "held"}};

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
    {"nationality", "nationality"}, {"age_band", "age_band"}, {"age_said", "age_said"},
    {"age_nominal", "age_nominal"}, {"born", "born"}, {"prs_Gender", "gender"},
};
constexpr FieldRule kInterviewFields[] = {
    {"session_no", "session_no"}, {"when_", "when"}, {"lang", "lang"}, {"interviewer", "interviewer"},
    {"interpreter", "interpreter"}, {"int_channel", "interpreter_channel"}, {"con_Consent", "consent"},
    {"ended", "ended"}, {"card_topics", "topics"}, {"card_next", "open_lines"}, {"pauses", "pauses"},
    {"do_not_ask", "do_not_ask"}, {"case", "case"},
};
constexpr FieldRule kInterviewPerson[] = {
    {"nationality", "nationality"}, {"doc_country", "nationality_document"}, {"doc_number", "document_number"},
    {"born", "born"}, {"age_band", "age_band"}, {"age_said", "age_said"}, {"age_nominal", "age_nominal"},
    {"prs_Gender", "gender"}, {"prs_PrimaryLanguage", "lang"},
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

constexpr FieldRule kScreeningFields[] = {
    {"when_", "when"}, {"lang", "lang"}, {"interpreter", "interpreter"}, {"con_Consent", "consent"},
    {"age_band", "age_band"}, {"maybe_minor", "maybe_minor"}, {"guardian_kind", "guardian_kind"},
    {"ilo_vulnerability", "ilo_vulnerability"}, {"ilo_deception", "ilo_deception"}, {"ilo_movement", "ilo_movement"},
    {"ilo_isolation", "ilo_isolation"}, {"ilo_violence", "ilo_violence"}, {"ilo_threats", "ilo_threats"},
    {"ilo_documents", "ilo_documents"}, {"ilo_wages", "ilo_wages"}, {"ilo_debt", "ilo_debt"},
    {"ilo_conditions", "ilo_conditions"}, {"ilo_overtime", "ilo_overtime"}, {"fear_now", "fear_now"},
    {"np_flag", "np_flag"}, {"refer_to", "refer_to"},
};
constexpr FieldRule kScreeningNeeds[] = {{"needs_now", "need"}, {"when_", "since"}};
constexpr FieldRule kRepatriationNeeds[] = {{"needs", "need"}, {"stage_when", "since"}};
constexpr FieldRule kFollowUpNeeds[] = {{"needs", "need"}, {"when_", "since"}};
constexpr FieldRule kPlanFields[] = {
    {"spl_Type", "plan"}, {"spl_Objectives", "objectives"}, {"spl_ActionPlan", "steps"},
    {"spl_PlannedEndDate", "until"}, {"spl_ActualEndDate", "ended"},
};
constexpr FieldRule kEventFields[] = {
    {"ev_kind", "kind"}, {"ev_when", "when"}, {"ev_from", "from"}, {"ev_to", "to"}, {"ev_by", "by"},
    {"ev_price", "price"}, {"ev_currency", "currency"},
};
constexpr FieldRule kInterviewLeg[] = {
    {"leg_when", "when"}, {"leg_from", "from"}, {"leg_from_country", "from_country"}, {"leg_to", "to"},
    {"leg_to_country", "to_country"}, {"leg_by", "means"}, {"leg_roles", "arranged_by"},
};
constexpr FieldRule kRecruitmentLeg[] = {
    {"leg_when", "when"}, {"leg_from", "from"}, {"leg_from_country", "from_country"}, {"leg_to", "to"},
    {"leg_to_country", "to_country"}, {"leg_carrier", "means"}, {"leg_visa", "visa"},
};
constexpr FieldRule kHeldFields[] = {
    {"held_site", "site"}, {"held_words", "words"}, {"vic_LocationOfExploitation", "country"}, {"held_from", "since"},
    {"held_to", "until"}, {"hours_day", "hours_day"}, {"days_week", "days_week"},
};
constexpr FieldRule kScamFields[] = {
    {"sc_kind", "kind"}, {"sc_persona", "persona"}, {"sc_target", "target"}, {"sc_platform", "platform"},
    {"sc_quota", "quota"}, {"sc_accounts", "accounts"},
};
constexpr FieldRule kPromiseFields[] = {{"pr_what", "about"}, {"pr_promised", "promised"}, {"pr_found", "found"}};
constexpr FieldRule kJobPromise[] = {
    {"job_title", "job"}, {"job_place", "place"}, {"job_country", "country"}, {"pay_promised", "pay"},
    {"pay_currency", "currency"}, {"fee_paid", "fee"}, {"fee_currency", "fee_currency"}, {"fee_to", "fee_to"},
    {"company", "company"}, {"company_reg", "company_number"}, {"vic_LocationOfRecruitment", "recruited_in"},
    {"vic_MethodOfRecruitment", "method"}, {"vic_RecruitmentWebsitesAndApps", "apps"},
};
constexpr FieldRule kAdvertFields[] = {
    {"ad_url", "url"}, {"ad_platform", "platform"}, {"ad_handle", "handle"}, {"ad_text", "text"}, {"ad_lang", "lang"},
    {"ad_seen", "when"}, {"ad_contact", "contact"},
};
constexpr FieldRule kInterviewController[] = {
    {"ct_names", "names"}, {"per_RoleInProcess", "roles"}, {"per_RoleDetails", "details"}, {"ct_rel", "reliability"},
    {"ct_cred", "credibility"},
};
constexpr FieldRule kSiteController[] = {
    {"ct_names", "names"}, {"per_RoleInProcess", "roles"}, {"ct_desc", "details"},
};
constexpr FieldRule kRecruiter[] = {
    {"rec_names", "names"}, {"per_RoleInProcess", "roles"}, {"rec_phone", "phone"}, {"rec_rel", "known_before"},
};
constexpr FieldRule kSightingForm[] = {
    {"sg_called", "called"}, {"sg_marks", "marks"}, {"sg_nationality", "nationality"}, {"sg_site", "site"},
    {"sg_room", "room"}, {"when_", "when"}, {"sg_count", "count"}, {"sg_flags", "flags"}, {"sg_may_name", "may_name"},
    {"sg_sex", "seen_sex"}, {"sg_age", "age_band"}, {"sg_lang", "lang"}, {"country", "country"},
    {"sg_source", "source"}, {"sg_told_by", "told_by"}, {"src_rel", "reliability"}, {"src_cred", "credibility"},
};
constexpr FieldRule kLinePerson[] = {{"ln_room", "found_in"}, {"ln_vehicle", "group"}};
constexpr FieldRule kLineTaken[] = {
    {"ln_went", "outcome"}, {"ln_taken_by", "taken_by"}, {"ln_sex", "seen_sex"}, {"ln_age", "age_band"},
    {"ln_nationality", "nationality"}, {"ln_lang", "lang"}, {"ln_flags", "flags"}, {"ln_room", "room"},
    {"ln_vehicle", "group"},
};
constexpr FieldRule kOperationFields[] = {
    {"operation", "name"}, {"visit_when", "when"}, {"country", "country"}, {"lead_agency", "lead"},
    {"authority", "authority"}, {"n_found", "found"}, {"n_registered", "registered"}, {"n_refused", "refused"},
    {"n_left", "left"}, {"n_taken", "taken"}, {"n_minor", "minors"}, {"n_injured", "injured"},
};
constexpr FieldRule kInterpreterFields[] = {
    {"code", "code"}, {"in_name", "name"}, {"in_phone", "phone"}, {"in_document", "document"},
    {"in_languages", "languages"}, {"in_channels", "channels"},
    {"in_gender", "gender"}, {"in_organisation", "organisation"}, {"in_from", "from"}, {"ck_cleared", "cleared"},
    {"ck_site", "not_from_site"}, {"ck_party", "no_link_to_party"}, {"ck_community", "no_link_to_community"},
    {"ck_embassy", "not_embassy"}, {"ck_secrecy", "secrecy"}, {"ck_when", "checked"}, {"in_active", "active"},
};
constexpr FieldRule kAssessmentFields[] = {
    {"when_", "when"}, {"assessor", "assessor"}, {"as_age", "age_band"}, {"ilo_count", "ilo_count"},
    {"amp_act", "act"}, {"amp_means", "means"}, {"amp_purpose", "purpose"}, {"amp_met", "amp_met"},
    {"d1_met", "d1_met"}, {"d2_met", "d2_met"}, {"d3_met", "d3_met"}, {"d4_met", "d4_met"}, {"d5_met", "d5_met"},
    {"d6_met", "d6_met"}, {"dims_met", "dims_met"}, {"vic_TraffickingStatus", "trafficking"},
    {"vic_TraffickingStatusDecisionMakingOrg", "decided_by"}, {"decided_by", "office"},
    {"decided_when", "decided"}, {"smuggling", "smuggling"}, {"smuggling_when", "smuggling_decided"},
    {"np_letter", "np_letter"},
};
constexpr FieldRule kCaseFields[] = {
    {"cas_Status", "status"}, {"cas_CaseOwner", "owner"}, {"cas_ReasonForCaseClosure", "closed_because"},
    {"when_", "when"}, {"cas_ReferringOrganisation", "referred_by"}, {"cas_IncomingReferralDate", "referred_when"},
};
constexpr FieldRule kMobile[] = {{"prs_MobilePhone", "value"}};
constexpr FieldRule kHomePhone[] = {{"prs_HomePhone", "value"}};
constexpr FieldRule kMailAddress[] = {{"prs_Email", "value"}};
constexpr FieldRule kIncidentFields[] = {
    {"kind", "kind"}, {"severity", "severity"}, {"at", "when", true}, {"affected", "affected"}, {"minor", "child"},
    {"data_exposed", "data_exposed"}, {"device_name", "device"}, {"hq_told", "hq_told"},
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
constexpr FieldRule kTransactionFields[] = {
    {"tx_way", "way"}, {"tx_pay", "pay"}, {"tx_why", "why"}, {"tx_when", "when"}, {"tx_amount", "amount"},
    {"tx_currency", "currency"}, {"tx_from", "from"}, {"tx_to", "to"}, {"tx_chain", "chain"}, {"tx_hash", "hash"},
    {"tx_teller", "teller"},
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
    // A line written by mistake stays in the journal, with its reason; nobody stands behind it.
    {.form = "register", .kind = Person, .unless = "taken_back", .fields = kRegisterPerson, .fixed = kRegistered},
    {.form = "register", .kind = Name, .id = IdFrom::Derived, .person = "=", .needs = "name_said",
     .unless = "taken_back", .fields = kNameSaidFields, .fixed = kNameSaid},
    {.form = "register", .kind = Identifier, .id = IdFrom::Derived, .person = "=", .needs = "doc_number",
     .unless = "taken_back", .fields = kDocumentFields, .fixed = kDocument},
    {.form = "register", .kind = Flag, .id = IdFrom::Derived, .person = "=", .needs = "flags", .unless = "taken_back",
     .each = "flags", .fields = kRegisterFlags},

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
    {.form = "screening", .kind = Screening, .person = "person", .needs = "person", .fields = kScreeningFields},
    {.form = "screening", .kind = Need, .id = IdFrom::Derived, .person = "person", .needs = "needs_now",
     .each = "needs_now", .fields = kScreeningNeeds, .fixed = kNeed},
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

    {.form = "interview", .kind = Event, .id = IdFrom::Derived, .repeat = "a_account/a_exploit/r_event",
     .person_outside = "person", .needs = "ev_kind", .fields = kEventFields},
    {.form = "interview", .kind = Event, .id = IdFrom::Derived, .repeat = "a_account/a_journey/r_leg",
     .person_outside = "person", .fields = kInterviewLeg, .fixed = kJourney},
    {.form = "interview", .kind = Event, .id = IdFrom::Derived, .repeat = "a_account/a_exploit/r_site",
     .person_outside = "person", .fields = kHeldFields, .fixed = kHeld},
    {.form = "interview", .kind = ScamRun, .id = IdFrom::Derived, .repeat = "a_account/a_exploit/r_scam",
     .person_outside = "person", .fields = kScamFields},
    {.form = "interview", .kind = Promise, .id = IdFrom::Derived, .repeat = "a_account/a_recruit/r_promise",
     .person_outside = "person", .fields = kPromiseFields},
    {.form = "interview", .kind = Controller, .id = IdFrom::Derived, .repeat = "a_account/r_controller",
     .fields = kInterviewController},
    {.form = "sighting", .kind = Sighting, .person = "person", .fields = kSightingForm},
    {.form = "interpreter", .kind = Interpreter, .fields = kInterpreterFields},
    {.form = "assessment", .kind = Assessment, .person = "person", .needs = "person", .fields = kAssessmentFields},
    {.form = "follow_up", .kind = Case, .id = IdFrom::Answer, .id_question = "case", .person = "person",
     .needs = "cas_Status", .fields = kCaseFields},
    {.form = "follow_up", .kind = Need, .id = IdFrom::Derived, .person = "person", .needs = "needs", .each = "needs",
     .fields = kFollowUpNeeds, .fixed = kNeed},
    {.form = "follow_up", .kind = Identifier, .id = IdFrom::Derived, .person = "person", .needs = "prs_MobilePhone",
     .part = "mobile", .fields = kMobile, .fixed = kPhone},
    {.form = "follow_up", .kind = Tie, .id = IdFrom::Derived, .person = "person", .needs = "prs_MobilePhone",
     .part = "mobile", .identifier_part = "mobile", .fields = kMobile, .fixed = kHeldBy},
    {.form = "follow_up", .kind = Identifier, .id = IdFrom::Derived, .person = "person", .needs = "prs_HomePhone",
     .part = "home", .fields = kHomePhone, .fixed = kPhone},
    {.form = "follow_up", .kind = Tie, .id = IdFrom::Derived, .person = "person", .needs = "prs_HomePhone",
     .part = "home", .identifier_part = "home", .fields = kHomePhone, .fixed = kHeldBy},
    {.form = "follow_up", .kind = Identifier, .id = IdFrom::Derived, .person = "person", .needs = "prs_Email",
     .part = "mail", .fields = kMailAddress, .fixed = kMail},
    {.form = "follow_up", .kind = Tie, .id = IdFrom::Derived, .person = "person", .needs = "prs_Email",
     .part = "mail", .identifier_part = "mail", .fields = kMailAddress, .fixed = kMailHeldBy},
    {.form = "safety", .kind = Incident, .fields = kIncidentFields},

    {.form = "evidence", .kind = Exhibit, .person = "person", .fields = kExhibitFields},
    {.form = "custody", .kind = Custody, .needs = "exhibit", .fields = kCustodyFields},

    {.form = "finance", .kind = Identifier, .id = IdFrom::Derived, .repeat = "r_account", .person = "ac_person",
     .person_outside = "person", .needs = "ac_number", .fields = kAccountFields},
    {.form = "finance", .kind = Tie, .id = IdFrom::Derived, .repeat = "r_account", .person = "ac_person",
     .person_outside = "person", .needs = "ac_tie", .identifier_part = "=", .fields = kTieFields},
    {.form = "finance", .kind = Transaction, .id = IdFrom::Derived, .repeat = "r_tx", .person_outside = "person",
     .fields = kTransactionFields},
    {.form = "recruitment", .kind = Promise, .person = "person", .fields = kJobPromise},
    {.form = "recruitment", .kind = Promise, .id = IdFrom::Derived, .repeat = "r_promise",
     .person_outside = "person", .fields = kPromiseFields},
    {.form = "recruitment", .kind = Advert, .id = IdFrom::Derived, .repeat = "r_ad", .fields = kAdvertFields},
    {.form = "recruitment", .kind = Event, .id = IdFrom::Derived, .repeat = "r_leg", .person_outside = "person",
     .fields = kRecruitmentLeg, .fixed = kJourney},
    {.form = "recruitment", .kind = Controller, .id = IdFrom::Derived, .repeat = "r_rec", .fields = kRecruiter},
    {.form = "recruitment", .kind = Identifier, .id = IdFrom::Derived, .repeat = "r_rec", .needs = "rec_phone",
     .fields = kRecruiterPhone, .fixed = kPhone},
    {.form = "recruitment", .kind = Identifier, .id = IdFrom::Derived, .repeat = "r_ad", .needs = "ad_contact",
     .fields = kAdvertPhone, .fixed = kPhone},
    {.form = "recruitment", .kind = Identifier, .id = IdFrom::Derived, .repeat = "r_ad", .needs = "ad_handle",
     .part = "handle", .fields = kAdvertHandle, .fixed = kHandle},
    {.form = "repatriation", .kind = Identifier, .id = IdFrom::Derived, .repeat = "r_doc",
     .person_outside = "person", .needs = "doc_no", .fields = kTravelDocument, .fixed = kDocument},
    {.form = "repatriation", .kind = Need, .id = IdFrom::Derived, .person = "person", .needs = "needs",
     .each = "needs", .fields = kRepatriationNeeds, .fixed = kNeed},
    {.form = "repatriation", .kind = Need, .id = IdFrom::Derived, .repeat = "r_plan", .person_outside = "person",
     .fields = kPlanFields, .fixed = kPlan},
    {.form = "site_log", .kind = Operation, .id = IdFrom::Derived, .needs = "operation", .fields = kOperationFields},
    {.form = "site_log", .kind = Person, .id = IdFrom::Answer, .repeat = "r_person", .id_question = "ln_person",
     .needs = "ln_person", .fields = kLinePerson, .fixed = kVictim},
    // Whoever was taken away before anybody could register them is looked for.
    {.form = "site_log", .kind = Sighting, .id = IdFrom::Derived, .repeat = "r_person", .needs = "ln_taken_by",
     .fields = kLineTaken},
    {.form = "site_log", .kind = Controller, .id = IdFrom::Derived, .repeat = "r_controller",
     .fields = kSiteController},
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
