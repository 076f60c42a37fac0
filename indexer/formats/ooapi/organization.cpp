#include "indexer/formats/ooapi/offer.hpp"
#include "indexer/reading/html.hpp"
#include "indexer/reading/offer_assembly.hpp"

#include "engine/core/text.hpp"

namespace leerwijzer {
namespace {

namespace json = boost::json;

/// A BRIN is two digits and two letters; the codes of the register are longer ("107A545").
IdentifierScheme scheme_of_institution(std::string_view code) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (code.size() == 4 && digit(code[0]) && digit(code[1]) && letter(code[2]) && letter(code[3]))
    return IdentifierScheme::brin;
  if (code.size() == 7 && digit(code[0]) && letter(code[3]) && digit(code[6])) return IdentifierScheme::rio;
  return IdentifierScheme::other;
}

std::string provider_kind(const JsonFields& fields) {
  const std::string sector = fold(fields.text("sector"));
  if (sector == "secondary vocational education") return "mbo";
  if (sector == "higher professional education") return "hbo";
  if (sector == "university education") return "wo";
  return {};
}

}  // namespace

OoapiOrganization read_ooapi_organization(const json::object& object, RecordReport& report) {
  const JsonFields fields(object, "", report);
  OoapiOrganization organization;
  Provider& provider = organization.provider;
  provider.key = fields.text(ooapi_name(fields, "organizationId", "organisationId"));
  for (const JsonFields::LanguageText& text : fields.language_texts("name")) {
    if (provider.name.empty() || text.language == "nl") provider.name = plain_text(text.value);
  }
  if (provider.name.empty()) provider.name = plain_text(fields.text("shortName"));
  if (provider.name.empty()) {
    report.warning("missing-provider-name", "/name", "The organisation has no name; its identifier is shown instead.");
    provider.name = provider.key;
  }
  for (const JsonFields::LanguageText& text : fields.language_texts("description")) {
    if (provider.description.empty() || text.language == "nl") provider.description = clean_html(text.value);
  }
  provider.kind = provider_kind(fields);
  provider.url = read_url(fields.text("link"), "/link", report);
  provider.identifiers.push_back({IdentifierScheme::ooapi, provider.key});
  std::vector<JsonFields> codes = fields.objects("otherCodes");
  if (const auto code = fields.object_in("primaryCode")) codes.push_back(*code);
  for (const JsonFields& code : codes) {
    const std::string type = fold(code.text("codeType"));
    const std::string value = code.text("code");
    if (value.empty()) continue;
    if (type == "institution_code") add_once(provider.identifiers, Identifier{scheme_of_institution(value), value});
    if (type == "brin") add_once(provider.identifiers, Identifier{IdentifierScheme::brin, value});
    if (contains(type, "kvk") && type != "kvk_establishment_id")
      add_once(provider.identifiers, Identifier{IdentifierScheme::kvk, value});
    if (contains(type, "mail") && provider.email.empty())
      provider.email = read_email(value, code.path_of("code"), report);
  }
  organization.parent = fields.relation("parent", "organizationId");
  if (organization.parent.empty()) organization.parent = fields.relation("parent", "organisationId");
  if (organization.parent.empty()) organization.parent = fields.text("parentId");
  const std::string type = fold(fields.text(ooapi_name(fields, "organizationType", "organisationType")));
  if (type == "root") organization.parent.clear();
  return organization;
}

}  // namespace leerwijzer
