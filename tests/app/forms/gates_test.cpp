// The gates of the built-in forms, with their logic running: age, guardian, consent, and what is always asked.
#include "app/forms/form_session.h"
#include "app/forms/lint.h"
#include "tests/app/forms/session_support.h"

using namespace holdfast;
using namespace holdfast::forms;
using namespace holdfast::test;

namespace {

const std::string kPerson = "00112233445566778899aabbccddeeff";

// An interview up to the question of the age, held on a day of 2026.
struct Interviewing : Filling {
  explicit Interviewing(const std::string& on = "2026-09-21") : Filling(logic_of(built_in_form("interview"))) {
    set("p_plan/person", kPerson);
    set("p_plan/when_", on);
  }
  void age(const std::string& band, const std::string& born = "", const std::string& years = "",
           const std::string& nominal = "") {
    set("g_age/age_band", band);
    set("g_age/born", born);
    set("g_age/age_said", years);
    set("g_age/age_nominal", nominal);
  }
  bool asks_for_guardian() { return shown("g_child/guardian_kind") && shown("g_child/guardian_clear"); }
  void agree() { set("e_engage/con_Consent", "yes"); }
};

}  // namespace

TEST_CASE("Whoever may be under 18 meets the question of the guardian") {
  struct Case {
    const char* band;
    const char* born;
    const char* years;
    const char* nominal;
    bool guardian;
  };
  const Case cases[] = {
      {"unknown", "", "", "", true},
      {"12_17", "", "", "", true},
      {"under12", "", "", "", true},
      {"", "", "", "", true},                     // nobody asked yet
      {"adult", "", "", "", false},
      {"adult", "", "", "yes", true},             // counted as at home, no number said
      {"adult", "", "19", "yes", true},           // may be 17
      {"adult", "", "19", "unknown", true},
      {"adult", "", "19", "no", false},
      {"adult", "", "20", "yes", false},
      {"adult", "", "18", "no", false},
      {"adult", "", "17", "no", true},
      {"adult", "2000 @ethiopian", "", "", true},  // Sept 2007 to Sept 2008
      {"adult", "1998 @ethiopian", "", "", false},
      {"adult", "2551 @buddhist", "", "", true},   // 2008
      {"adult", "2545 @buddhist", "", "", false},
      {"adult", "1370 @myanmar", "", "", true},
      {"adult", "2064 @bikram_sambat", "", "", true},
      {"adult", "1429 @islamic", "", "", true},
      {"adult", "1386 @persian", "", "", true},
      {"adult", "2008 @chinese", "", "", true},
      {"adult", "2000 @ethiopian 'after the feast @ home / 1990'", "", "", true},
      {"adult", "2008", "", "", true},             // may be born in December
      {"adult", "2007", "", "", false},
      {"adult", "2008-09-21", "", "", false},      // 18 today
      {"adult", "2008-09-22", "", "", true},       // 18 tomorrow
      {"adult", "1990/2009", "", "", true},
      {"adult", "2007~", "", "", true},
      {"adult", "1990", "", "", false},
  };
  for (const Case& one : cases) {
    INFO(one.band << " | " << one.born << " | " << one.years << " | " << one.nominal);
    Interviewing interview;
    interview.age(one.band, one.born, one.years, one.nominal);
    CHECK(interview.asks_for_guardian() == one.guardian);
    interview.agree();
    CHECK(interview.shown("a_account/free_account") == !one.guardian);
  }
}

TEST_CASE("A doubt about the age is enough, and a date in another calendar decides nothing for an adult") {
  Interviewing interview;
  interview.age("adult", "1990");
  CHECK_FALSE(interview.asks_for_guardian());
  interview.set("g_age/age_doubt", "yes");
  CHECK(interview.asks_for_guardian());
  // The day of the talk in the Buddhist calendar must not make a child 500 years older.
  Interviewing other("2569-09 @buddhist");
  other.age("adult", "2010");
  CHECK(other.asks_for_guardian());
}

TEST_CASE("A child is asked only beside an adult who was checked") {
  Interviewing interview;
  interview.age("12_17");
  CHECK_FALSE(interview.shown("e_engage/con_Consent"));
  interview.set("g_child/guardian_kind", "none");
  CHECK(interview.shown("g_child/n_stop_minor"));
  CHECK_FALSE(interview.shown("g_child/guardian"));
  CHECK_FALSE(interview.shown("e_engage/con_Consent"));
  interview.set("g_child/guardian_kind", "parent");
  interview.set("g_child/guardian", kPerson);
  interview.set("g_child/guardian_clear", "no");
  CHECK(interview.shown("g_child/n_stop_minor"));
  CHECK_FALSE(interview.shown("e_engage/con_Consent"));
  interview.set("g_child/guardian_clear", "yes");
  CHECK(interview.shown("e_engage/con_Consent"));
  interview.agree();
  CHECK(interview.shown("a_account/free_account"));
  interview.set("e_engage/c_by", "self");
  CHECK(has_problem(interview.session.validate(), "e_engage/c_by", "constraint"));
}

TEST_CASE("Without consent nothing is asked but what is always asked") {
  Interviewing interview;
  interview.age("adult");
  CHECK_FALSE(interview.shown("a_account/free_account"));
  interview.set("e_engage/con_Consent", "no");
  CHECK_FALSE(interview.shown("a_account/free_account"));
  CHECK(interview.shown("e_engage/n_noconsent"));
  for (const char* path : {"z_close/ended", "z_close/wishes", "z_close/wellbeing", "z_close/card_next",
                           "z_close/card_topics", "c_close/summary_read"}) {
    INFO(path);
    CHECK(interview.shown(path));
  }
  interview.agree();
  CHECK(interview.shown("a_account/free_account"));
}

TEST_CASE("A first talk has the same gates, and its closing never depends on them") {
  Filling talk(logic_of(built_in_form("screening")));
  const auto closing = [&] {
    for (const char* path : {"g_close/np_flag", "g_close/observations", "g_close/refer_to", "g_close/told_next"}) {
      INFO(path);
      CHECK(talk.shown(path));
    }
  };
  closing();
  talk.set("g_prep/safe_place", "no");
  CHECK_FALSE(talk.shown("g_go/person"));
  closing();
  talk.set("g_prep/safe_place", "yes");
  talk.set("g_prep/urgent_ok", "yes");
  talk.set("g_go/person", kPerson);
  talk.set("g_go/g_age/age_band", "unknown");
  CHECK(talk.shown("g_go/g_child/guardian_kind"));
  CHECK_FALSE(talk.shown("g_go/g_agree/con_Consent"));
  talk.set("g_go/g_age/age_band", "adult");
  CHECK_FALSE(talk.shown("g_go/g_child/guardian_kind"));
  CHECK(talk.shown("g_go/g_agree/con_Consent"));
  CHECK_FALSE(talk.shown("g_go/g_q/q_leave"));
  talk.set("g_go/g_agree/con_Consent", "yes");
  CHECK(talk.shown("g_go/g_q/q_leave"));
  closing();
}

TEST_CASE("A child does not give consent alone, and taking back needs no other answer") {
  Filling consent(logic_of(built_in_form("consent")));
  consent.set("act", "given");
  CHECK(consent.shown("g_read/say_limits"));
  consent.set("under_18", "unknown");
  consent.set("by", "self");
  CHECK(has_problem(consent.session.validate(), "by", "constraint"));
  consent.set("by", "guardian");
  CHECK(consent.shown("guardian_clear"));
  CHECK_FALSE(has_problem(consent.session.validate(), "by", "constraint"));
  consent.set("act", "withdrawn");
  CHECK_FALSE(consent.shown("g_read/told"));
  CHECK(consent.shown("g_back/wish"));
  CHECK(consent.shown("g_back/say_withdrawn"));
}

TEST_CASE("More people cannot be accounted for than were found, and the rest is in sight") {
  Filling log(logic_of(built_in_form("site_log")));
  log.set("g_people/n_found", "10");
  log.set("g_people/n_registered", "6");
  log.set("g_people/n_taken", "1");
  CHECK(log.value("g_people/n_not_yet") == "3");
  CHECK(log.shown("g_people/n_sum"));
  log.set("g_people/n_left", "4");
  CHECK(has_problem(log.session.validate(), "g_people/n_found", "constraint"));
  log.set("g_people/n_left", "3");
  CHECK_FALSE(has_problem(log.session.validate(), "g_people/n_found", "constraint"));
  CHECK_FALSE(log.shown("g_people/n_sum"));
}

TEST_CASE("The rule of the six dimensions counts as published, and otherwise for children") {
  Filling assessment(logic_of(built_in_form("assessment")));
  assessment.set("as_age", "adult");
  assessment.set("g_dims/d5", "papers");
  CHECK(assessment.value("g_dims/d5_met") == "no");  // one strong alone
  assessment.set("g_dims/d5", "papers shame");
  CHECK(assessment.value("g_dims/d5_met") == "yes");  // one strong and one weak
  assessment.set("g_dims/d5", "tasks lie");
  CHECK(assessment.value("g_dims/d5_met") == "no");  // two medium
  assessment.set("g_dims/d5", "tasks lie shame");
  CHECK(assessment.value("g_dims/d5_met") == "yes");
  assessment.set("g_dims/d1", "job wages");
  assessment.set("g_dims/d4", "hours living");
  CHECK(assessment.value("g_dims/dims_met") == "yes");
  assessment.set("g_dims/d1", "none");
  CHECK(assessment.value("g_dims/dims_met") == "no");
  assessment.set("as_age", "unknown");
  CHECK(assessment.value("g_dims/dims_met") == "yes");  // a child: no means need to be shown
  assessment.set("g_dims/d5", "unlawful tasks");
  CHECK(assessment.value("g_dims/d5_met") == "yes");  // two strong for a child
  assessment.set("g_ilo/ilo_debt", "yes");
  assessment.set("g_ilo/ilo_movement", "unclear");
  CHECK(assessment.value("g_ilo/ilo_count") == "1");
  assessment.set("g_palermo/amp_act", "recruitment");
  assessment.set("g_palermo/amp_purpose", "forced_criminality");
  CHECK(assessment.value("g_palermo/amp_met") == "yes");
  assessment.set("as_age", "adult");
  CHECK(assessment.value("g_palermo/amp_met") == "no");
}

TEST_CASE("An interpreter is cleared only where every check was passed") {
  Filling form(logic_of(built_in_form("interpreter")));
  for (const char* check : {"ck_site", "ck_party", "ck_community", "ck_embassy", "ck_secrecy"}) {
    CHECK(form.value("g_check/ck_cleared") == "no");
    form.set("g_check/" + std::string(check), "yes");
  }
  CHECK(form.value("g_check/ck_cleared") == "yes");
  form.set("g_check/ck_embassy", "no");
  CHECK(form.shown("g_check/n_not"));
}

TEST_CASE("The author of a form would find nothing to mend in ours") {
  for (const char* id : {"register", "status", "flag", "consent", "screening", "interview", "site_log", "evidence",
                         "custody", "finance", "recruitment", "missing", "sighting", "repatriation", "safety",
                         "interpreter", "follow_up", "assessment"}) {
    const Form form = built_in_form(id);
    logic_of(form);
    for (const LintFinding& finding : lint_form(form)) {
      FAIL_CHECK(id << ": " << finding.path << ": " << finding.sentence);
    }
  }
}
