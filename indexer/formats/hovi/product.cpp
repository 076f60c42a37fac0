#include "indexer/formats/hovi/product.hpp"

#include "indexer/reading/html.hpp"
#include "indexer/reading/offer_assembly.hpp"
#include "indexer/reading/places.hpp"
#include "indexer/reading/schedule_words.hpp"
#include "indexer/reading/vocabulary.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <cmath>

namespace leerwijzer {
namespace {

void add_texts(const JsonFields& fields, std::string_view name, TextField field, Offer& offer) {
  for (const auto& text : hovi_texts(fields, name)) add_text(offer, field, text.language, text.value);
}

/// A degree says its level in its title ("Bachelor of Nursing", "Associate Degree in Engineering").
LevelWord level_of_degree(std::string_view words) {
  for (const char* word : {"associate", "bachelor", "master"}) {
    if (contains(words, word)) return level_of_word(word);
  }
  return {};
}

void read_level(const JsonFields& product, const HoviContext& context, Offer& offer) {
  const std::string raw = product.text("productLevel");
  offer.level_raw = context.words.title("productlevel", raw);
  LevelWord word = level_of_word(hovi_word(raw));
  if (!word.known) word = level_of_word(offer.level_raw);
  if (!word.known) word = level_of_degree(context.words.words("productlevel", raw));
  if (!raw.empty() && !word.known) {
    product.report().warning("unknown-level", product.path_of("productLevel"),
                             raw_value(raw) + " is not a level that is known.");
  }
  if (word.nlqf) offer.level = {word.nlqf, LevelBasis::stated};
  for (const std::string& degree : product.texts("degrees")) {
    const std::string title = context.words.title("degree", degree);
    offer.awarded += (offer.awarded.empty() ? "" : ", ") + title;
    const LevelWord of_degree = level_of_degree(context.words.words("degree", degree));
    if (!offer.level.nlqf && of_degree.nlqf) offer.level = {of_degree.nlqf, LevelBasis::inferred};
  }
  offer.awarded = std::string(truncate_utf8(offer.awarded, 300));
}

void read_kind(const JsonFields& product, const HoviContext& context, Offer& offer) {
  const std::string raw = product.text("productType");
  const std::string words = context.words.words("producttype", raw);
  const bool croho = std::any_of(offer.codes.begin(), offer.codes.end(),
                                 [](const OfferCode& code) { return code.scheme == CodeScheme::croho; });
  offer.kind_basis = Basis::stated;
  if (contains(words, "croho")) {
    offer.kind = OfferKind::qualification;
  } else if (const auto kind = kind_of_word(hovi_word(raw))) {
    offer.kind = *kind;
  } else if (const auto of_title = kind_of_word(context.words.title("producttype", raw))) {
    offer.kind = *of_title;
  } else {
    offer.kind = croho ? OfferKind::qualification : OfferKind::course;
    offer.kind_basis = croho ? Basis::inferred : Basis::unknown;
  }
}

void read_classification(const JsonFields& product, Offer& offer) {
  if (const std::string croho = product.text("croho"); !croho.empty()) {
    const bool five =
        croho.size() == 5 && std::all_of(croho.begin(), croho.end(), [](char c) { return c >= '0' && c <= '9'; });
    offer.codes.push_back({five ? CodeScheme::croho : CodeScheme::other, croho});
    if (five) {
      offer.recognised = true;
    } else {
      product.report().warning("bad-code", product.path_of("croho"),
                               raw_value(croho) + " is not a croho of five digits; it was kept as it is.");
    }
  }
  const std::string sector = product.text("crohoSector");
  offer.sector = std::string(hovi_sector(sector));
  if (!sector.empty() && offer.sector.empty()) {
    product.report().warning("unknown-sector", product.path_of("crohoSector"),
                             raw_value(sector) + " is not a croho sector that is known.");
  }
  if (const auto credits = product.number("credits"); credits && *credits > 0.0 && *credits <= 500.0)
    offer.study_load_hours = static_cast<int>(std::lround(*credits * 28.0));
}

void read_form(const JsonFields& form, const HoviContext& context, Offer& offer) {
  const std::string raw = form.text("productForm");
  offer.intensity = hovi_intensity(context.words.words("productform", raw));
  if (offer.intensity == Intensity::unknown) {
    form.report().warning("unknown-form", form.path_of("productForm"),
                          raw_value(raw) + " is not a form that is known. Use full-time, part-time or dual.");
  }
  if (offer.intensity == Intensity::dual) add_once(offer.modes, DeliveryMode::workplace);
  for (const std::string& mode : form.texts("instructionModes")) {
    const std::string title = context.words.title("instructionmode", mode);
    if (const auto known = mode_of_word(hovi_word(mode))) {
      add_once(offer.modes, *known);
    } else if (const auto of_title = mode_of_word(title)) {
      add_once(offer.modes, *of_title);
    }
  }
  if (const auto distance = form.count("percentageDistanceLearning")) {
    add_once(offer.modes, *distance >= 100 ? DeliveryMode::self_study
                          : *distance > 0  ? DeliveryMode::blended
                                           : DeliveryMode::on_site);
  }
  if (form.count("percentageNightEducation").value_or(0) >= 50) add_once(offer.dayparts, Daypart::evening);
  for (const JsonFields& spoken : form.objects("productLanguages")) {
    const std::string language = language_of(spoken.text("productLanguage"));
    if (language.empty()) {
      form.report().warning("unknown-language", spoken.path_of("productLanguage"),
                            raw_value(spoken.text("productLanguage")) + " is not a language code. Use nl or en.");
    } else {
      add_once(offer.languages, language);
    }
  }
}

void read_starts(const JsonFields& form, Offer& offer) {
  for (const JsonFields& fields : form.objects("productStarts")) {
    const auto date = [&](std::string_view name) {
      return read_date(fields.text(name), fields.path_of(name), fields.report());
    };
    Run run;
    run.start = date("startingDate");
    run.end = date("endDate");
    run.enrol_until = date("applicationDeadlineNL");
    if (!run.enrol_until) run.enrol_until = date("applicationDeadline");
    run.start_kind = run.start ? StartKind::fixed : StartKind::unknown;
    run.key = run.start ? format_iso(*run.start) : "";
    if (run.start && run.end && *run.end < *run.start) {
      fields.report().warning("end-before-start", fields.path_of("endDate"),
                              "The end lies before the start; it was left out.");
      run.end.reset();
    }
    offer.runs.push_back(std::move(run));
  }
}

/// The text of the form, followed by what work it leads to.
void read_description(const JsonFields& form, Offer& offer) {
  auto texts = hovi_texts(form, "productDescription");
  for (const auto& work : hovi_texts(form, "jobPerspective")) {
    const auto at =
        std::find_if(texts.begin(), texts.end(), [&](const auto& text) { return text.language == work.language; });
    if (at == texts.end()) {
      texts.push_back(work);
    } else {
      at->value += "\n" + work.value;
    }
  }
  for (const auto& text : texts) add_text(offer, TextField::description, text.language, text.value);
}

void read_places(const JsonFields& product, const JsonFields* form, const HoviContext& context, Offer& offer) {
  std::vector<std::string> ids;
  if (const std::string id = product.text("location"); !id.empty()) ids.push_back(id);
  if (form != nullptr) {
    for (std::string& id : form->texts("sideLocations")) ids.push_back(std::move(id));
  }
  for (const std::string& id : ids) {
    const auto known = context.places.find(id);
    if (known != context.places.end()) {
      add_location(offer.locations, known->second);
    } else {
      product.report().warning("unknown-location", product.path_of("location"),
                               "The location " + raw_value(id) + " is not in the feed, so the place is unknown.");
    }
  }
}

void read_contact(const JsonFields& product, const JsonFields* form, const HoviContext& context, Offer& offer) {
  for (const JsonFields* fields : {form, &product}) {
    if (fields == nullptr) continue;
    for (const char* name : {"productURL", "studyGuideURL", "tuitionFeeUrl"}) {
      if (offer.url.empty()) offer.url = read_url(hovi_name(*fields, name), fields->path_of(name), fields->report());
    }
  }
  for (const std::string& id : product.texts("contacts")) {
    const auto known = context.addresses.find(id);
    if (known != context.addresses.end() && offer.contact_email.empty()) offer.contact_email = known->second;
  }
}

}  // namespace

std::string hovi_reason_to_hide(const JsonFields& product, Date today) {
  const auto archived = read_date(product.text("archived"), product.path_of("archived"), product.report());
  if (archived && *archived <= today) return "it was archived on " + format_iso(*archived);
  return {};
}

Offer read_hovi_offer(const JsonFields& product, const JsonFields* form, const HoviContext& context,
                      RecordReport& report) {
  Offer offer;
  add_texts(product, "productName", TextField::title, offer);
  if (offer.texts.empty()) add_texts(product, "crohoName", TextField::title, offer);
  read_level(product, context, offer);
  read_classification(product, offer);
  read_kind(product, context, offer);
  if (form != nullptr) {
    read_form(*form, context, offer);
    read_description(*form, offer);
    add_texts(*form, "admissionDescription", TextField::admission, offer);
    add_texts(*form, "productResult", TextField::qualification, offer);
    read_starts(*form, offer);
    offer.costs = read_hovi_costs(*form, context);
  } else {
    report.warning("missing-form", "/productForms",
                   "The product has no form, so it is not known whether it is full-time, part-time or dual.");
  }
  read_places(product, form, context, offer);
  read_contact(product, form, context, offer);
  finish_offer(offer, report);
  return offer;
}

Provider read_hovi_organization(const JsonFields& organization, RecordReport& report) {
  Provider provider;
  provider.key = organization.text("organizationId");
  provider.name = hovi_name(organization, "brinName");
  if (provider.name.empty()) provider.name = plain_text(organization.text("shortCode"));
  if (provider.name.empty()) {
    report.warning("missing-provider-name", "/brinName", "The organisation has no name; its identifier is shown.");
    provider.name = provider.key;
  }
  const std::string type = fold(organization.text("organizationType"));
  if (contains(type, "hogeschool") || contains(type, "hbo")) provider.kind = "hbo";
  if (contains(type, "universiteit") || contains(type, "university")) provider.kind = "wo";
  if (const std::string brin = organization.text("brin"); !brin.empty())
    provider.identifiers.push_back({IdentifierScheme::brin, brin});
  provider.url = read_url(hovi_name(organization, "webLink"), "/webLink", report);
  provider.email = read_email(organization.text("email"), "/email", report);
  for (const auto& text : hovi_texts(organization, "description")) {
    if (provider.description.empty() || text.language == "nl") provider.description = clean_html(text.value);
  }
  return provider;
}

Location read_hovi_location(const JsonFields& location) {
  Location place;
  place.name = hovi_name(location, "locationName");
  if (const auto address = location.object_in("visitorAddress")) {
    place.street = plain_text(address->text("street") + " " + address->text("nr_detail"));
    place.city = plain_text(address->text("city"));
    const std::string country = fold(address->text("country"));
    if (country.empty() || country == "nl")
      read_postcode(address->text("zip"), address->path_of("zip"), place, address->report());
  }
  if (place.city.empty()) place.city = plain_text(location.text("courseCityName"));
  return place;
}

}  // namespace leerwijzer
