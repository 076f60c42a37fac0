// Springest product 2.6 XML: one document with a Product for each offer and a StartingDatePlace for each start. The
// feed is one provider's own, so the source names the provider; a product that is missing from it is withdrawn.
#include "indexer/feed_format.hpp"
#include "indexer/reading/amounts.hpp"
#include "indexer/reading/feed_documents.hpp"
#include "indexer/reading/html.hpp"
#include "indexer/reading/offer_assembly.hpp"
#include "indexer/reading/places.hpp"
#include "indexer/reading/schedule_words.hpp"
#include "indexer/reading/vocabulary.hpp"
#include "indexer/reading/xml_records.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace leerwijzer {
namespace {

constexpr std::size_t k_most_runs = 1'000;

/// yes, true, 1, ja; nothing for an empty or another word.
std::optional<bool> yes_or_no(std::string_view raw) {
  const std::string word = fold(trim(raw));
  if (word == "yes" || word == "true" || word == "1" || word == "ja") return true;
  if (word == "no" || word == "false" || word == "0" || word == "nee") return false;
  return std::nullopt;
}

void read_vat(const XmlElement& element, const std::string& at, Cost& cost, RecordReport& report) {
  const std::string_view raw = element.text_of("VatIncluded");
  if (const auto included = yes_or_no(raw)) {
    cost.vat_basis = *included ? VatBasis::incl : VatBasis::excl;
  } else if (fold(raw) == "exempt") {
    cost.vat_basis = VatBasis::exempt;
  } else if (!raw.empty()) {
    report.warning("unknown-vat", at + "VatIncluded",
                   raw_value(raw) + " is not yes, no or exempt; the VAT is unknown.");
  }
  if (cost.vat_basis != VatBasis::excl || element.text_of("VatAmount").empty()) return;
  cost.vat = read_amount(element.text_of("VatAmount")).amount;
  if (!cost.vat)
    report.warning("vat-not-a-number", at + "VatAmount", raw_value(element.text_of("VatAmount")) + " is no amount.");
}

void read_price_period(const XmlElement& product, Cost& cost, RecordReport& report) {
  const std::string word = fold(product.text_of("PricePeriod"));
  if (word.empty() || word == "all") return;
  if (word == "year") {
    cost.period = CostPeriod::year;
  } else if (word == "month") {
    cost.period = CostPeriod::month;
  } else if (word == "week") {
    cost.period = CostPeriod::week;
  } else if (word == "day") {
    cost.period = CostPeriod::day;
  } else if (word == "hour") {
    cost.period = CostPeriod::hour;
  } else {
    report.warning("unknown-price-period", "PricePeriod",
                   raw_value(word) + " is not a period that is known; the price was taken as that of the whole.");
  }
}

void read_main_price(const XmlElement& product, Offer& offer, RecordReport& report) {
  const std::string_view raw = product.text_of("Price");
  if (raw.empty()) return;
  const ReadAmount read = read_amount(raw);
  Cost cost;
  cost.amount = read.amount;
  cost.vat_basis = read.vat_basis;
  cost.period = read.period;
  read_price_period(product, cost, report);
  read_vat(product, "", cost, report);
  if (!cost.amount || cost.amount->value < 0) {
    cost.amount.reset();
    cost.note = std::string(raw);
    report.warning("price-not-a-number", "Price",
                   raw_value(raw) + " is not an amount; the price is unknown. Write 1250.00.");
  } else if (cost.amount->value == 0 && !read.says_free) {
    cost.confirmed = false;
    report.info("price-zero", "Price", "A price of 0 may mean free or unknown; it is shown as not confirmed.");
  }
  offer.costs.push_back(std::move(cost));
}

void read_additional_cost(const XmlElement& element, const std::string& at, Offer& offer, RecordReport& report) {
  Cost cost;
  cost.note = plain_text(element.text_of("Type"));
  cost.kind = cost_kind_of_text(cost.note);
  if (fold(cost.note) == "study material" || contains(fold(cost.note), "studiemateria")) cost.kind = CostKind::material;
  cost.required = yes_or_no(element.text_of("Mandatory")).value_or(true);
  cost.amount = read_amount(element.text_of("Price")).amount;
  read_vat(element, at + "/", cost, report);
  if (!cost.amount)
    report.warning("price-not-a-number", at + "/Price", raw_value(element.text_of("Price")) + " is not an amount.");
  offer.costs.push_back(std::move(cost));
}

void read_costs(const XmlElement& product, Offer& offer, RecordReport& report) {
  read_main_price(product, offer, report);
  if (const XmlElement* additional = product.child("AdditionalCosts")) {
    const auto parts = additional->all("AdditionalCost");
    for (std::size_t i = 0; i < parts.size() && i < 100; ++i) {
      read_additional_cost(*parts[i], "AdditionalCosts/AdditionalCost[" + std::to_string(i + 1) + "]", offer, report);
    }
    const VatBasis basis = offer.costs.empty() ? VatBasis::unknown : offer.costs.front().vat_basis;
    for (Cost& cost : read_extra_costs(parts.empty() ? additional->text : "")) {
      if (cost.vat_basis == VatBasis::unknown) cost.vat_basis = basis;
      if (!cost.amount) cost.required = false;
      offer.costs.push_back(std::move(cost));
    }
  }
  if (yes_or_no(product.text_of("PriceComplete")) != false) return;
  report.warning("price-not-complete", "PriceComplete",
                 "There are costs that the price leaves out. State them in AdditionalCosts and set PriceComplete.");
  Cost rest;
  rest.kind = CostKind::other;
  rest.note = "De prijs is niet volledig: er komen kosten bij.";
  offer.costs.push_back(std::move(rest));
}

/// "september 2026" of a date of which only the month counts.
std::string month_of(std::string_view raw) {
  const std::string text(trim(raw));
  const auto date = parse_feed_date(text.size() == 7 ? text + "-01" : text);
  if (!date) return plain_text(text);
  const std::string words = format_dutch(*date);
  return words.substr(words.find(' ') + 1);
}

void read_place(const XmlElement& start, Run& run, RecordReport& report) {
  const XmlElement* place = start.child("Place");
  if (place == nullptr) return;
  const auto first_of = [&](auto... names) {
    std::string found;
    ((found = found.empty() ? plain_text(place->text_of(names)) : found), ...);
    return found;
  };
  Location location;
  location.city = place->children.empty() ? plain_text(place->text) : first_of("City", "Place", "Name");
  location.name = first_of("Name", "LocationName");
  location.street = first_of("Street", "Address");
  read_postcode(first_of("Zipcode", "PostalCode", "Postcode"), "StartingDatePlace/Place", location, report);
  if (const auto mode = mode_of_word(location.city)) {
    add_once(run.modes, *mode);
  } else if (!is_empty(location)) {
    run.location = std::move(location);
  }
}

Run read_start(const XmlElement& start, std::optional<int> most, RecordReport& report) {
  Run run;
  run.key = std::string(truncate_utf8(start.text_of("ID"), 200));
  const std::string_view raw = start.text_of("Startdate");
  if (yes_or_no(start.text_of("StartdateIsMonthOnly")) == true && !raw.empty()) {
    run.start_kind = StartKind::month;
    run.start_text = month_of(raw);
  } else {
    run.start = read_date(raw, "StartingDatePlace/Startdate", report);
    run.start_kind = run.start ? StartKind::fixed : StartKind::unknown;
    if (yes_or_no(start.text_of("EnddateIsMonthOnly")) != true)
      run.end = read_date(start.text_of("Enddate"), "StartingDatePlace/Enddate", report);
  }
  if (run.start && run.end && *run.end < *run.start) {
    report.warning("end-before-start", "StartingDatePlace/Enddate", "The end lies before the start; it was left out.");
    run.end.reset();
  }
  run.places_max = most;
  if (const auto seats = parse_number(start.text_of("MaxNumberOfSeats")); seats && *seats >= 1.0 && *seats <= 100'000.0)
    run.places_max = static_cast<int>(*seats);
  read_place(start, run, report);
  return run;
}

void read_runs(const XmlElement& product, Offer& offer, RecordReport& report) {
  std::optional<int> most;
  if (const std::string_view raw = product.text_of("MaxParticipants"); !raw.empty()) {
    const auto number = parse_number(raw);
    if (number && *number >= 1.0 && *number <= 100'000.0) {
      most = static_cast<int>(*number);
    } else if (!number) {
      report.warning("not-a-number", "MaxParticipants", raw_value(raw) + " is not a number.");
    }
  }
  const XmlElement* starts = product.child("StartingDatePlaces");
  if (starts == nullptr) return;
  for (const XmlElement* start : starts->all("StartingDatePlace")) {
    if (offer.runs.size() >= k_most_runs) {
      report.warning("too-many-runs", "StartingDatePlaces", "Only the first 1000 starts were read.");
      break;
    }
    offer.runs.push_back(read_start(*start, most, report));
  }
}

void read_study(const XmlElement& product, Offer& offer, RecordReport& report) {
  const auto read = [&](const char* name, const char* unit_name,
                        const char* usual_unit) -> std::optional<leerwijzer::Duration> {
    const XmlElement* element = product.child(name);
    if (element == nullptr || element->text.empty()) return std::nullopt;
    std::string unit(product.text_of(unit_name));
    if (unit.empty()) unit = std::string(element->attribute("unit"));
    const auto number = parse_number(element->text);
    std::optional<leerwijzer::Duration> duration;
    if (number && *number > 0.0) {
      duration = duration_of(*number, unit.empty() ? usual_unit : unit);
    } else if (const auto words = parse_dutch_duration(element->text)) {
      duration = *words;
    }
    if (!duration && !(number && *number == 0.0))
      report.warning("bad-duration", name, raw_value(element->text + " " + unit) + " is not a duration.");
    return duration;
  };
  if (const auto duration = read("Duration", "DurationUnit", "days")) {
    offer.duration_months = duration->months;
    offer.study_load_hours = duration->hours;
  }
  if (const auto load = read("StudyLoad", "StudyLoadUnit", "hours"); load && load->hours)
    offer.study_load_hours = load->hours;
}

void read_labels(const XmlElement& product, Offer& offer, RecordReport& report) {
  if (const std::string_view raw = product.text_of("Level"); !raw.empty()) {
    offer.level_raw = std::string(raw);
    const LevelWord level = level_of_word(raw);
    if (level.nlqf) offer.level = {level.nlqf, LevelBasis::stated};
    if (!level.known) report.warning("unknown-level", "Level", raw_value(raw) + " is not a level that is known.");
  }
  if (const std::string_view raw = product.text_of("Language"); !raw.empty()) {
    if (const std::string language = language_of(raw); !language.empty()) {
      offer.languages.push_back(language);
    } else {
      report.warning("unknown-language", "Language", raw_value(raw) + " is not a language. Use nl or en.");
    }
  }
  for (const char* name : {"ProductType", "CourseType"}) {
    const std::string_view word = product.text_of(name);
    if (word.empty()) continue;
    // "opleiding" is used loosely there: a qualification shows itself by what is awarded
    const auto kind = kind_of_word(word);
    if (const auto mode = mode_of_word(word)) {
      add_once(offer.modes, *mode);
    } else if (kind && *kind != OfferKind::qualification) {
      offer.kind = *kind;
      offer.kind_basis = Basis::stated;
    } else if (!kind) {
      report.info("unknown-type", name, raw_value(word) + " is not a type that is known.");
    }
  }
  if (const XmlElement* moments = product.child("Moments")) {
    for (const XmlElement* moment : moments->all("Moment")) {
      const std::string_view word = moment->children.empty() ? moment->text : moment->text_of("Name");
      for (Daypart daypart : dayparts_in_text(word)) add_once(offer.dayparts, daypart);
    }
    std::sort(offer.dayparts.begin(), offer.dayparts.end());
  }
}

Offer read_product(const XmlRecord& record, RecordReport& report) {
  const XmlElement& product = record.element;
  Offer offer;
  const auto rich = [&](const char* name) {
    const XmlElement* part = product.child(name);
    return part != nullptr ? record.rich_text(*part) : std::string{};
  };
  add_text(offer, TextField::title, "", product.text_of("Name"));
  add_text(offer, TextField::description, "", rich("Description"));
  read_labels(product, offer, report);
  read_costs(product, offer, report);
  read_study(product, offer, report);
  read_runs(product, offer, report);
  offer.awarded = std::string(truncate_utf8(plain_text(product.text_of("Completion")), 300));
  offer.url = read_url(product.text_of("WebAddress"), "WebAddress", report);
  finish_offer(offer, report);
  return offer;
}

class SpringestReader {
 public:
  SpringestReader(FeedInput& input, FeedSink& sink) : input_(input), sink_(sink), progress_(sink) {}

  Result<FeedEnd> read() {
    return read_documents(input_.place, {".xml"}, progress_,
                          [this](const std::string& name) { return read_document(name); });
  }

 private:
  Result<void> read_document(const std::string& name) {
    auto stream = input_.place.open(name);
    if (!stream) return stream.error();
    const auto end = read_xml_records(**stream, {"Product"}, input_.limits.record_bytes,
                                      [&](const XmlRecord& record) { take(record); });
    if (!end) return end.error();
    if (!end->whole) progress_.incomplete(name, "The feed could not be read to its end: " + end->reason);
    if (end->whole && end->root != "Products" && end->root != "Product")
      progress_.incomplete(name, "The document holds no products; its root is " + raw_value(end->root));
    return k_ok;
  }

  void take(const XmlRecord& read) {
    progress_.add(read.markup);
    FeedRecord record;
    RecordReport report;
    std::string key(truncate_utf8(read.element.text_of("ID"), 200));
    const bool named = !key.empty();
    if (!named) key = "product-" + digest(fold(read.element.text_of("Name"))).substr(0, 16);
    record.provider_key = fold(input_.source_name);
    if (record.provider_key.empty()) record.provider_key = "springest";
    report.set_record_key(key);
    record.raw = {key, "application/xml", read.markup};
    if (!provider_named_) {
      provider_named_ = true;
      Provider provider;
      provider.key = record.provider_key;
      provider.name = input_.source_name.empty() ? record.provider_key : input_.source_name;
      provider.kind = "private";
      record.provider = std::move(provider);
    }
    if (!named)
      report.warning("missing-key", "ID", "The product has no ID, so a key was made of its name. Fill in ID.");
    if (read.too_large) {
      report.error("record-too-large", "Product", "The product is larger than is accepted, so it was not read.");
    } else if (!seen_.insert(digest(key).substr(0, 15)).second) {
      record.raw.key += "#" + std::to_string(++repeated_);
      report.warning(
          "duplicate-record", "ID",
          "Another product has the ID " + raw_value(key) + "; the first of them is shown. Give each its own.");
    } else {
      record.offer = read_product(read, report);
      record.offer->key = key;
    }
    record.diagnostics = report.take();
    sink_.record(std::move(record));
  }

  FeedInput& input_;
  FeedSink& sink_;
  FeedProgress progress_;
  std::set<std::string> seen_;  ///< short digests of keys
  std::size_t repeated_ = 0;
  bool provider_named_ = false;
};

int detect(FeedPlace& place) {
  return judged_by_content(place, {".xml"}, 64U << 10U, [](const std::string& head) {
    if (!contains(head, "<Product>") && !contains(head, "<Product ")) return 0;
    for (std::string_view name :
         {"<StartingDatePlace", "<PriceComplete>", "<VatIncluded>", "<WebAddress>", "product_2_", "springest"}) {
      if (contains(head, name)) return 92;
    }
    return contains(head, "<Products") ? 50 : 0;
  });
}

Result<FeedEnd> read(FeedInput& input, FeedSink& sink) {
  SpringestReader reader(input, sink);
  return reader.read();
}

}  // namespace

extern const FeedFormat k_format_springest_xml = {
    "springest-xml", "Springest product 2.6 XML: one document with all products of a provider", detect, read};

}  // namespace leerwijzer
