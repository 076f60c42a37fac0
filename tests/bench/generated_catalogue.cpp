#include "tests/bench/generated_catalogue.hpp"

#include "engine/domain/quality.hpp"

#include <array>
#include <charconv>
#include <fstream>
#include <stdexcept>
#include <string_view>
#include <unordered_map>

namespace leerwijzer::bench {
namespace {

using Cells = std::vector<std::string_view>;

void split(std::string_view line, char by, Cells& cells) {
  cells.clear();
  for (;;) {
    const std::size_t end = line.find(by);
    cells.push_back(line.substr(0, end));
    if (end == std::string_view::npos) return;
    line.remove_prefix(end + 1);
  }
}

template <typename Number>
Number number_of(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) {
    throw std::runtime_error("not a number: " + std::string(text));
  }
  return value;
}

/// Eight levels of the generator, each to a level of its own, so that every engine filters alike.
NlqfLevel level_of(std::string_view name) {
  static constexpr auto k_levels = std::to_array<std::pair<std::string_view, NlqfLevel>>({
      {"geen", NlqfLevel::level_5},
      {"vmbo", NlqfLevel::level_4_plus},
      {"mbo-1", NlqfLevel::level_1},
      {"mbo-2", NlqfLevel::level_2},
      {"mbo-3", NlqfLevel::level_3},
      {"mbo-4", NlqfLevel::level_4},
      {"hbo", NlqfLevel::level_6},
      {"wo", NlqfLevel::level_7},
  });
  for (const auto& [known, level] : k_levels) {
    if (known == name) return level;
  }
  throw std::runtime_error("unknown level " + std::string(name));
}

DeliveryMode mode_of(std::string_view name) {
  static constexpr auto k_modes = std::to_array<std::pair<std::string_view, DeliveryMode>>({
      {"klassikaal", DeliveryMode::on_site},
      {"online", DeliveryMode::online},
      {"blended", DeliveryMode::blended},
      {"zelfstudie", DeliveryMode::self_study},
      {"op-locatie", DeliveryMode::workplace},
  });
  for (const auto& [known, mode] : k_modes) {
    if (known == name) return mode;
  }
  throw std::runtime_error("unknown mode " + std::string(name));
}

/// Our sector for one of the generator's; several share one.
std::string_view sector_of(std::string_view name) {
  static constexpr auto k_sectors = std::to_array<std::pair<std::string_view, std::string_view>>({
      {"zorg", "zorg-welzijn"},
      {"uiterlijk", "zorg-welzijn"},
      {"sport", "zorg-welzijn"},
      {"onderwijs", "onderwijs"},
      {"kinderopvang", "onderwijs"},
      {"techniek", "techniek"},
      {"ict", "ict"},
      {"media", "ict"},
      {"bouw", "bouw"},
      {"energie", "energie"},
      {"logistiek", "logistiek"},
      {"detailhandel", "detailhandel"},
      {"financieel", "zakelijk"},
      {"juridisch", "zakelijk"},
      {"marketing", "zakelijk"},
      {"management", "zakelijk"},
      {"overheid", "zakelijk"},
      {"horeca", "horeca"},
      {"taal", "taal"},
      {"groen", "groen"},
      {"veiligheid", "veiligheid"},
  });
  for (const auto& [known, sector] : k_sectors) {
    if (known == name) return sector;
  }
  return "overig";
}

Date date_of(std::string_view text) {
  if (text.size() != 10) throw std::runtime_error("not a date: " + std::string(text));
  return Date{std::chrono::year{number_of<int>(text.substr(0, 4))},
              std::chrono::month{number_of<unsigned>(text.substr(5, 2))},
              std::chrono::day{number_of<unsigned>(text.substr(8, 2))}};
}

std::vector<Date> dates_of(std::string_view braced) {
  Cells cells;
  split(braced.substr(1, braced.size() - 2), ',', cells);
  std::vector<Date> dates;
  for (const std::string_view cell : cells) dates.push_back(date_of(cell));
  return dates;
}

GeneratedOffer offer_of_cells(const Cells& cells) {
  if (cells.size() != 15) throw std::runtime_error("an offer has 15 cells");
  return {.id = number_of<std::int64_t>(cells[0]),
          .title = std::string(cells[1]),
          .summary = std::string(cells[2]),
          .description = std::string(cells[3]),
          .provider = std::string(cells[4]),
          .level = level_of(cells[5]),
          .euro = number_of<std::int64_t>(cells[6]),
          .starts = dates_of(cells[7]),
          .point = {number_of<double>(cells[8]), number_of<double>(cells[9])},
          .postcode = std::string(cells[10]),
          .city = std::string(cells[11]),
          .sector = std::string(cells[12]),
          .mode = mode_of(cells[13]),
          .language = std::string(cells[14])};
}

GeneratedQuery query_of_cells(const Cells& cells) {
  if (cells.size() != 10) throw std::runtime_error("a query has 10 cells");
  const auto given = [&](std::size_t cell) { return cells[cell] != "-"; };
  GeneratedQuery query;
  query.text = std::string(cells[1]);
  query.misspelt = cells[2] == "1";
  if (given(4)) query.most_euro = number_of<std::int64_t>(cells[4]);
  if (given(5)) query.centre = GeoPoint{number_of<double>(cells[5]), number_of<double>(cells[6])};
  if (given(7)) query.km = number_of<double>(cells[7]);
  if (given(8)) query.level = level_of(cells[8]);
  if (given(9)) query.mode = mode_of(cells[9]);
  return query;
}

void for_each_row(const std::string& file, const std::function<void(const Cells&)>& take) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file);
  Cells cells;
  std::int64_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    try {
      split(line, '\t', cells);
      take(cells);
    } catch (const std::runtime_error& fault) {
      throw std::runtime_error(file + ":" + std::to_string(number) + ": " + fault.what());
    }
  }
}

}  // namespace

void for_each_offer(const std::string& file, const std::function<void(GeneratedOffer)>& take) {
  for_each_row(file, [&](const Cells& cells) { take(offer_of_cells(cells)); });
}

std::vector<GeneratedQuery> read_queries(const std::string& file) {
  std::vector<GeneratedQuery> queries;
  for_each_row(file, [&](const Cells& cells) { queries.push_back(query_of_cells(cells)); });
  if (queries.empty()) throw std::runtime_error("no queries in " + file);
  return queries;
}

struct OfferMaker::State {
  std::unordered_map<std::string, std::int64_t> providers;
};

OfferMaker::OfferMaker() : state_(std::make_unique<State>()) {}
OfferMaker::~OfferMaker() = default;

Offer OfferMaker::offer_of(const GeneratedOffer& generated) {
  Offer offer;
  offer.id = OfferId{generated.id};
  offer.source = SourceId{1};
  const auto next = static_cast<std::int64_t>(state_->providers.size()) + 1;
  offer.provider = ProviderId{state_->providers.try_emplace(generated.provider, next).first->second};
  offer.provider_name = generated.provider;
  offer.key = std::to_string(generated.id);
  offer.level = {generated.level, LevelBasis::stated};
  offer.sector = std::string(sector_of(generated.sector));
  offer.modes = {generated.mode};
  offer.languages = {generated.language};
  offer.texts = {{TextField::title, "nl", generated.title},
                 {TextField::summary, "nl", generated.summary},
                 {TextField::description, "nl", generated.description}};
  Cost cost;
  cost.amount = Cents{generated.euro * 100};
  cost.vat_basis = VatBasis::exempt;
  offer.costs = {cost};
  for (const Date start : generated.starts) {
    Run run;
    run.key = std::to_string(offer.runs.size() + 1);
    run.start_kind = StartKind::fixed;
    run.start = start;
    offer.runs.push_back(run);
  }
  offer.locations = {{"", "", generated.postcode, generated.city, generated.point}};
  offer.quality = assess_quality(offer).score;
  offer.content_hash = std::string(32, '0');
  return offer;
}

SearchQuery search_query_of(const GeneratedQuery& query, Date today) {
  SearchQuery search;
  search.text = query.text;
  search.today = today;
  if (query.most_euro) search.filters.max_price = Cents{*query.most_euro * 100};
  if (query.level) search.filters.levels = {*query.level};
  if (query.mode) search.filters.modes = {*query.mode};
  search.filters.centre = query.centre;
  if (query.centre) search.filters.radius_km = query.km;
  return search;
}

}  // namespace leerwijzer::bench
