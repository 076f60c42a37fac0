// Whether two offers are one, as data: tests/cases/same_offers/<case>.json holds two offers of one party and of two
// feeds, and what they are taken for.
#include "engine/domain/same_offer.hpp"
#include "tests/support/offers.hpp"
#include "tests/support/paths.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <algorithm>

namespace leerwijzer::testing {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

std::string text_at(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value == nullptr ? std::string() : std::string(value->as_string());
}

std::vector<std::string> list_at(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr) return {};
  if (value->is_string()) return {std::string(value->as_string())};
  return json::value_to<std::vector<std::string>>(*value);
}

template <typename E>
E value_at(const json::object& object, std::string_view name, E otherwise) {
  const std::string text = text_at(object, name);
  return text.empty() ? otherwise : value_of<E>(text).value();
}

void add_numbers(const json::object& from, Offer& offer) {
  if (const auto* load = from.if_contains("load")) offer.study_load_hours = load->to_number<int>();
  if (const auto* price = from.if_contains("price")) {
    Cost& cost = offer.costs.emplace_back();
    cost.amount = Cents{price->to_number<std::int64_t>()};
  }
  if (const std::string start = text_at(from, "start"); !start.empty()) {
    Run& run = offer.runs.emplace_back();
    run.start_kind = StartKind::fixed;
    run.start = parse_iso_date(start).value();
  }
}

Offer offer_of(const json::object& from, std::int64_t id) {
  Offer offer = small_offer("k", text_at(from, "title"));
  offer.id = OfferId{id};
  if (from.contains("text")) offer.texts.push_back({TextField::description, "nl", text_at(from, "text")});
  if (const json::value* codes = from.if_contains("codes")) {
    for (const auto& [scheme, value] : codes->as_object())
      offer.codes.push_back({value_of<CodeScheme>(scheme).value(), std::string(value.as_string())});
  }
  for (const std::string& town : list_at(from, "town")) offer.locations.emplace_back().city = town;
  for (const std::string& postcode : list_at(from, "postcode")) offer.locations.emplace_back().postcode = postcode;
  offer.intensity = value_at(from, "intensity", Intensity::unknown);
  offer.path = value_at(from, "path", LearningPath::none);
  if (from.contains("kind")) {
    offer.kind = value_at(from, "kind", OfferKind::course);
    offer.kind_basis = Basis::stated;
  }
  if (from.contains("level")) {
    offer.level = {value_of<NlqfLevel>(text_at(from, "level")), value_at(from, "levelBasis", LevelBasis::stated)};
  }
  for (const std::string& mode : list_at(from, "modes")) offer.modes.push_back(value_of<DeliveryMode>(mode).value());
  offer.languages = list_at(from, "languages");
  offer.url = text_at(from, "url");
  add_numbers(from, offer);
  return offer;
}

bool share_a_key(const OfferCard& a, const OfferCard& b) {
  const auto one = blocking_keys(a);
  const auto other = blocking_keys(b);
  return std::any_of(one.begin(), one.end(),
                     [&](const std::string& key) { return std::find(other.begin(), other.end(), key) != other.end(); });
}

class SameOfferCase : public ::testing::TestWithParam<fs::path> {};

TEST_P(SameOfferCase, is_taken_for_what_it_is) {
  const json::object document = json::parse(read_file(GetParam())).as_object();
  const OfferCard a = card_of(offer_of(document.at("a").as_object(), 1));
  const OfferCard b = card_of(offer_of(document.at("b").as_object(), 2));
  const auto found = compare_offers(a, b);
  EXPECT_EQ(found ? std::string(name_of(found->ground)) : "no", text_at(document, "same"))
      << "contradiction: " << contradiction(a, b) << (found ? ", key " + found->key : "");
  EXPECT_EQ(found, compare_offers(b, a)) << "whichever comes first";
  if (document.contains("because")) {
    EXPECT_EQ(contradiction(a, b), text_at(document, "because"));
  }
  if (!found) return;
  EXPECT_TRUE(share_a_key(a, b)) << "or they would never be compared";
  if (const auto* exact = document.if_contains("exact")) {
    EXPECT_EQ(found->exact, exact->as_bool());
  }
  if (document.contains("key")) {
    EXPECT_EQ(found->key, text_at(document, "key"));
  }
}

std::vector<fs::path> cases() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(root() / "tests/cases/same_offers")) found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

INSTANTIATE_TEST_SUITE_P(Cases, SameOfferCase, ::testing::ValuesIn(cases()),
                         [](const auto& test) { return test.param.stem().string(); });

TEST(SameOffer, titles_over_the_threshold_always_share_a_key) {
  const std::vector<std::string> words = {"lassen", "mig", "mag", "tig", "constructie", "aluminium", "veilig"};
  int alike = 0;
  for (unsigned one = 1; one < (1U << words.size()); ++one) {
    for (unsigned other = 1; other < (1U << words.size()); other += 3) {
      OfferCard a;
      OfferCard b;
      for (std::size_t i = 0; i < words.size(); ++i) {
        if ((one >> i & 1U) != 0) a.title.push_back(words[i]);
        if ((other >> i & 1U) != 0) b.title.push_back(words[i]);
      }
      std::sort(a.title.begin(), a.title.end());
      std::sort(b.title.begin(), b.title.end());
      const int both = __builtin_popcount(one & other);
      const int all = __builtin_popcount(one | other);
      if (both < same_offer::k_title * all - 1e-9) continue;
      ++alike;
      EXPECT_TRUE(share_a_key(a, b)) << one << " and " << other;
    }
  }
  EXPECT_GT(alike, 500);
}

}  // namespace
}  // namespace leerwijzer::testing
