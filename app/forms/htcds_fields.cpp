#include "app/forms/htcds_fields.h"

#include <algorithm>
#include <string>

namespace holdfast::forms {
namespace {

constexpr HtcdsField kHtcdsFields[] = {
    {"org_Name", HtcdsKind::Text, false},
    {"org_ShippingCity", HtcdsKind::Text, false},
    {"org_ShippingCountry", HtcdsKind::Text, false},
    {"org_ShippingState", HtcdsKind::Text, false},
    {"org_ShippingStreet", HtcdsKind::Text, false},
    {"org_ShippingPostalCode", HtcdsKind::Text, false},
    {"org_ShippingLongitude", HtcdsKind::Text, false},
    {"org_ShippingLatitude", HtcdsKind::Text, false},
    {"org_Phone", HtcdsKind::Text, false},
    {"org_Type", HtcdsKind::Text, false},
    {"prs_Salutation", HtcdsKind::Text, true},
    {"prs_FirstName", HtcdsKind::Text, true},
    {"prs_MiddleName", HtcdsKind::Text, false},
    {"prs_SecondName", HtcdsKind::Text, true},
    {"prs_Birthdate", HtcdsKind::Day, true},
    {"prs_Gender", HtcdsKind::Text, true},
    {"prs_Deceased", HtcdsKind::YesNo, false},
    {"prs_MaritalStatus", HtcdsKind::Text, false},
    {"prs_NumberOfChildren", HtcdsKind::Text, false},
    {"prs_PrimaryLanguage", HtcdsKind::Text, false},
    {"prs_SecondaryLanguage", HtcdsKind::Text, false},
    {"prs_HighestLevelOfEducation", HtcdsKind::Text, false},
    {"prs_Citizenship", HtcdsKind::Text, true},
    {"prs_IdentityNumber", HtcdsKind::Text, false},
    {"prs_Title", HtcdsKind::Text, true},
    {"prs_Email", HtcdsKind::Text, true},
    {"prs_HomePhone", HtcdsKind::Text, true},
    {"prs_MobilePhone", HtcdsKind::Text, true},
    {"prs_MailingCity", HtcdsKind::Text, true},
    {"prs_MailingCountry", HtcdsKind::Text, true},
    {"prs_MailingState", HtcdsKind::Text, true},
    {"prs_MailingStreet", HtcdsKind::Text, true},
    {"prs_MailingPostalCode", HtcdsKind::Text, true},
    {"prs_MailingLongitude", HtcdsKind::Text, false},
    {"prs_MailingLatitude", HtcdsKind::Text, false},
    {"vic_AgreementToManagePersonalData", HtcdsKind::YesNo, false},
    {"vic_TraffickingStatus", HtcdsKind::Text, true},
    {"vic_TraffickingStatusDecisionMakingOrg", HtcdsKind::Text, true},
    {"vic_RelationshipToTrafficker", HtcdsKind::Text, false},
    {"vic_AgeWhenTrafficked", HtcdsKind::Text, false},
    {"vic_RecruitmentWebsitesAndApps", HtcdsKind::Text, false},
    {"vic_MethodOfRecruitment", HtcdsKind::Text, true},
    {"vic_LocationOfRecruitment", HtcdsKind::Text, true},
    {"vic_MethodsOfControl", HtcdsKind::Text, true},
    {"vic_TypeOfExploitation", HtcdsKind::Text, true},
    {"vic_ForcedLabourIndustry", HtcdsKind::Text, true},
    {"vic_TypeOfSexExploitation", HtcdsKind::Text, true},
    {"vic_LocationOfExploitation", HtcdsKind::Text, true},
    {"vic_ExploitationWebsitesAndApps", HtcdsKind::Text, false},
    {"vic_Vulnerabilities", HtcdsKind::Text, true},
    {"vic_DetailsOfVulnerabilities", HtcdsKind::Text, true},
    {"per_RoleInProcess", HtcdsKind::Text, false},
    {"per_RoleDetails", HtcdsKind::Text, false},
    {"cas_Status", HtcdsKind::Text, true},
    {"cas_ReasonForCaseClosure", HtcdsKind::Text, true},
    {"cas_CaseOwner", HtcdsKind::Text, true},
    {"cas_ReferringOrganisation", HtcdsKind::Text, true},
    {"cas_IncomingReferralDate", HtcdsKind::Day, true},
    {"cas_ReferringPrimaryCaseWorker", HtcdsKind::Text, true},
    {"cas_ReasonForIncomingReferral", HtcdsKind::Text, true},
    {"cas_IncomingReferralDetails", HtcdsKind::Text, true},
    {"cas_ReferredOrganisation", HtcdsKind::Text, true},
    {"cas_ReferredPrimaryCaseWorker", HtcdsKind::Text, true},
    {"cas_ReasonForOutgoingReferral", HtcdsKind::Text, true},
    {"cas_OutgoingReferralDate", HtcdsKind::Day, true},
    {"cas_OutgoingReferralDetails", HtcdsKind::Text, true},
    {"cco_CaseComment", HtcdsKind::Text, false},
    {"hte_Longitude", HtcdsKind::Text, false},
    {"hte_Latitude", HtcdsKind::Text, false},
    {"hte_City", HtcdsKind::Text, false},
    {"hte_Country", HtcdsKind::Text, false},
    {"hte_State", HtcdsKind::Text, false},
    {"hte_Street", HtcdsKind::Text, false},
    {"hte_PostalCode", HtcdsKind::Text, false},
    {"hte_Date", HtcdsKind::Day, false},
    {"hte_Type", HtcdsKind::Text, false},
    {"hte_Description", HtcdsKind::Text, false},
    {"spl_Objectives", HtcdsKind::Text, false},
    {"spl_ActionPlan", HtcdsKind::Text, false},
    {"spl_PlannedEndDate", HtcdsKind::Day, false},
    {"spl_ActualEndDate", HtcdsKind::Day, false},
    {"spl_Type", HtcdsKind::Text, false},
    {"con_Consent", HtcdsKind::YesNo, true},
};

std::string plain_field_name(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c != '_') out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return out;
}

}  // namespace

std::span<const HtcdsField> htcds_fields() { return kHtcdsFields; }

const HtcdsField* htcds_field(std::string_view name) {
  const auto at = std::find_if(std::begin(kHtcdsFields), std::end(kHtcdsFields),
                               [&](const HtcdsField& field) { return field.name == name; });
  return at == std::end(kHtcdsFields) ? nullptr : at;
}

const HtcdsField* htcds_field_like(std::string_view name) {
  const std::string plain = plain_field_name(name);
  const auto at = std::find_if(std::begin(kHtcdsFields), std::end(kHtcdsFields),
                               [&](const HtcdsField& field) { return plain_field_name(field.name) == plain; });
  return at == std::end(kHtcdsFields) ? nullptr : at;
}

}  // namespace holdfast::forms
