#include "tests/bench/raw_search.hpp"

#include "tests/bench/near_words.hpp"

#include <xapian.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

namespace leerwijzer::bench {
namespace {

enum Slot : Xapian::valueno { k_price, k_last_start, k_point, k_sector, k_level, k_mode };

constexpr double k_earth_radius_km = 6371.0;
constexpr double k_radians = 3.14159265358979323846 / 180.0;

std::string level_term(NlqfLevel level) { return "XL" + std::string(name_of(level)); }
std::string mode_term(DeliveryMode mode) { return "XM" + std::string(name_of(mode)); }
const std::string k_online_term = "XO";

Xapian::Document document_of(const GeneratedOffer& offer, Xapian::TermGenerator& generator) {
  Xapian::Document document;
  generator.set_document(document);
  generator.index_text_without_positions(offer.title, 7);
  generator.index_text_without_positions(offer.summary, 3);
  generator.index_text_without_positions(offer.provider, 3);
  generator.index_text_without_positions(offer.city, 2);
  generator.index_text_without_positions(offer.description, 1);
  document.add_boolean_term(level_term(offer.level));
  document.add_boolean_term(mode_term(offer.mode));
  if (offer.online()) document.add_boolean_term(k_online_term);
  document.add_value(k_price, Xapian::sortable_serialise(static_cast<double>(offer.euro)));
  document.add_value(k_last_start, Xapian::sortable_serialise(as_number(offer.last_start())));
  document.add_value(k_point, Xapian::LatLongCoord(offer.point.latitude, offer.point.longitude).serialise());
  document.add_value(k_sector, offer.sector);
  document.add_value(k_level, std::string(name_of(offer.level)));
  document.add_value(k_mode, std::string(name_of(offer.mode)));
  std::string data = offer.title + '\n' + offer.summary + '\n' + offer.description + '\n' + offer.provider + '\n' +
                     std::to_string(offer.euro) + '\n' + offer.postcode + '\n' + offer.city;
  for (const Date start : offer.starts) data += '\n' + std::to_string(as_number(start));
  document.set_data(data);
  return document;
}

/// One offer, in 24 bytes.
struct Row {
  float latitude = 0;
  float longitude = 0;
  float cosine = 0;  ///< of the latitude
  std::int32_t euro = 0;
  std::int32_t last_start = 0;
  std::uint8_t sector = 0;
  std::uint8_t level = 0;
  std::uint8_t mode = 0;
  bool online = false;
};

template <typename Take>
void for_each_value(const Xapian::Database& database, Xapian::valueno slot, const Take& take) {
  for (auto value = database.valuestream_begin(slot); value != database.valuestream_end(slot); ++value) {
    take(value.get_docid(), *value);
  }
}

}  // namespace

std::size_t build_raw_index(const std::string& offers_file, const std::string& folder) {
  Xapian::WritableDatabase writer(folder, Xapian::DB_CREATE_OR_OVERWRITE);
  Xapian::TermGenerator generator;
  generator.set_stemmer(Xapian::Stem("dutch"));
  generator.set_stemming_strategy(Xapian::TermGenerator::STEM_ALL);
  for_each_offer(offers_file, [&](const GeneratedOffer& offer) {
    writer.replace_document(static_cast<Xapian::docid>(offer.id), document_of(offer, generator));
  });
  writer.commit();
  return writer.get_doccount();
}

struct RawCatalogue::State {
  std::string folder;
  std::vector<Row> rows;  ///< by document id
  std::vector<std::string> sectors;
  NearWords words;

  explicit State(std::string in) : folder(std::move(in)) {
    const Xapian::Database database(folder);
    rows.resize(database.get_lastdocid() + 1);
    read_columns(database);
    for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
      const std::string word = *term;
      if (word.size() >= 4 && !(word[0] >= 'A' && word[0] <= 'Z')) words.add(word, term.get_termfreq());
    }
  }

 private:
  void read_columns(const Xapian::Database& database) {
    for_each_value(database, k_price, [&](Xapian::docid id, const std::string& value) {
      rows[id].euro = static_cast<std::int32_t>(Xapian::sortable_unserialise(value));
    });
    for_each_value(database, k_last_start, [&](Xapian::docid id, const std::string& value) {
      rows[id].last_start = static_cast<std::int32_t>(Xapian::sortable_unserialise(value));
    });
    for_each_value(database, k_point, [&](Xapian::docid id, const std::string& value) {
      Xapian::LatLongCoord point;
      point.unserialise(value);
      rows[id].latitude = static_cast<float>(point.latitude * k_radians);
      rows[id].longitude = static_cast<float>(point.longitude * k_radians);
      rows[id].cosine = static_cast<float>(std::cos(point.latitude * k_radians));
    });
    for_each_value(database, k_level, [&](Xapian::docid id, const std::string& value) {
      rows[id].level = static_cast<std::uint8_t>(value_of<NlqfLevel>(value).value());
    });
    for_each_value(database, k_mode, [&](Xapian::docid id, const std::string& value) {
      const DeliveryMode mode = value_of<DeliveryMode>(value).value();
      rows[id].mode = static_cast<std::uint8_t>(mode);
      rows[id].online = mode == DeliveryMode::online || mode == DeliveryMode::self_study;
    });
    std::map<std::string, std::uint8_t> codes;
    for_each_value(database, k_sector, [&](Xapian::docid id, const std::string& value) {
      rows[id].sector = codes.try_emplace(value, static_cast<std::uint8_t>(codes.size())).first->second;
    });
    sectors.resize(codes.size());
    for (const auto& [name, code] : codes) sectors[code] = name;
  }
};

RawCatalogue::RawCatalogue(const std::string& folder) : state_(std::make_unique<const State>(folder)) {}
RawCatalogue::~RawCatalogue() = default;

namespace {

/// Filters and counts from the columns, inside of the match: it stands last in an intersection, so it is only asked
/// about documents that hold the words.
class ColumnSource : public Xapian::PostingSource {
 public:
  ColumnSource(const std::vector<Row>& rows, const GeneratedQuery& query, Date today)
      : rows_(rows), today_(static_cast<std::int32_t>(as_number(today))) {
    if (query.most_euro) most_euro_ = static_cast<std::int32_t>(*query.most_euro);
    if (query.level) level_ = static_cast<int>(*query.level);
    if (query.mode) mode_ = static_cast<int>(*query.mode);
    if (!query.centre) return;
    near_ = true;
    latitude_ = static_cast<float>(query.centre->latitude * k_radians);
    longitude_ = static_cast<float>(query.centre->longitude * k_radians);
    cosine_ = std::cos(latitude_);
    // distance <= km exactly where the haversine is at most this
    const double half = std::sin(query.km / (2 * k_earth_radius_km));
    most_haversine_ = static_cast<float>(half * half);
  }

  /// Forgets what was counted before.
  void init(const Xapian::Database&) override {
    at_ = 0;
    sectors_.fill(0);
    levels_.fill(0);
  }
  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return get_termfreq_max(); }
  Xapian::doccount get_termfreq_max() const override { return static_cast<Xapian::doccount>(rows_.size() - 1); }
  void next(double) override { skip_to(at_ + 1, 0.0); }
  void skip_to(Xapian::docid to, double) override {
    if (to <= at_ && at_ != 0) return;
    for (at_ = to; at_ < rows_.size() && !counted(at_); ++at_) {
    }
  }
  bool check(Xapian::docid id, double) override {
    if (id == at_) return true;
    at_ = id;
    return counted(id);
  }
  bool at_end() const override { return at_ >= rows_.size(); }
  Xapian::docid get_docid() const override { return at_; }
  Xapian::PostingSource* clone() const override { return nullptr; }  // used in place, so that it can be asked after

  [[nodiscard]] const std::array<std::uint32_t, 256>& sectors() const { return sectors_; }
  [[nodiscard]] const std::array<std::uint32_t, 16>& levels() const { return levels_; }

 private:
  bool counted(Xapian::docid id) {
    const Row& row = rows_[id];
    if (row.last_start < today_ || row.euro > most_euro_) return false;
    if (level_ >= 0 && row.level != level_) return false;
    if (mode_ >= 0 && row.mode != mode_) return false;
    if (near_ && !row.online && !within(row)) return false;
    ++sectors_[row.sector];
    ++levels_[row.level];
    return true;
  }

  [[nodiscard]] bool within(const Row& row) const {
    const float north = std::sin((row.latitude - latitude_) / 2);
    const float haversine = north * north;
    if (haversine > most_haversine_) return false;
    const float east = std::sin((row.longitude - longitude_) / 2);
    return haversine + cosine_ * row.cosine * east * east <= most_haversine_;
  }

  const std::vector<Row>& rows_;
  std::int32_t today_;
  std::int32_t most_euro_ = std::numeric_limits<std::int32_t>::max();
  int level_ = -1;
  int mode_ = -1;
  bool near_ = false;
  float latitude_ = 0;
  float longitude_ = 0;
  float cosine_ = 0;
  float most_haversine_ = 0;
  Xapian::docid at_ = 0;
  std::array<std::uint32_t, 256> sectors_{};
  std::array<std::uint32_t, 16> levels_{};
};

/// The filters through value slots and terms; empty where there are none. There is always one: a start ahead.
Xapian::Query slot_filter(const GeneratedQuery& query, Date today) {
  using Q = Xapian::Query;
  Q filter(Q::OP_VALUE_GE, k_last_start, Xapian::sortable_serialise(as_number(today)));
  const auto both = [&](const Q& more) { filter = Q(Q::OP_FILTER, filter, more); };
  if (query.most_euro) {
    both(Q(Q::OP_VALUE_LE, k_price, Xapian::sortable_serialise(static_cast<double>(*query.most_euro))));
  }
  if (query.level) both(Q(level_term(*query.level)));
  if (query.mode) both(Q(mode_term(*query.mode)));
  if (query.centre) {
    Xapian::LatLongDistancePostingSource near(
        k_point, Xapian::LatLongCoords(Xapian::LatLongCoord(query.centre->latitude, query.centre->longitude)),
        Xapian::GreatCircleMetric(k_earth_radius_km * 1000.0), query.km * 1000.0);
    both(Q(Q::OP_OR, Q(&near), Q(k_online_term)));
  }
  return filter;
}

}  // namespace

struct RawSearch::State {
  const RawCatalogue::State& shared;
  RawWay way;
  Date today;
  std::size_t few;
  Xapian::Database database;
  Xapian::Stem stem{"dutch"};
  std::size_t facet_values = 0;  ///< made of the counts, so that no compiler leaves them out

  State(const RawCatalogue::State& of, RawWay by, Date on, std::size_t below)
      : shared(of), way(by), today(on), few(below), database(of.folder) {}

  [[nodiscard]] std::vector<std::string> terms_of(const std::string& text) const {
    std::vector<std::string> terms;
    for (std::size_t from = 0; from < text.size();) {
      const std::size_t end = std::min(text.find(' ', from), text.size());
      if (end > from) terms.push_back(stem(text.substr(from, end - from)));
      from = end + 1;
    }
    return terms;
  }

  bool put_right(std::vector<std::string>& terms) const {
    bool any = false;
    for (std::string& term : terms) {
      if (term.size() < 4 || database.term_exists(term)) continue;
      if (auto near = shared.words.nearest(term)) {
        term = std::move(*near);
        any = true;
      }
    }
    return any;
  }

  std::size_t run(const Xapian::Query& words, const GeneratedQuery& query, bool exact, Xapian::MSet& found) {
    Xapian::Enquire enquire(database);
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    const Xapian::doccount at_least = exact ? database.get_doccount() : 0;
    if (way == RawWay::columns) {
      ColumnSource source(shared.rows, query, today);
      enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, words, Xapian::Query(&source)));
      found = enquire.get_mset(0, 20, at_least);
      facet_values += facets_of(source).size();
    } else {
      Xapian::ValueCountMatchSpy sectors(k_sector);
      Xapian::ValueCountMatchSpy levels(k_level);
      enquire.add_matchspy(&sectors);
      enquire.add_matchspy(&levels);
      enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, words, slot_filter(query, today)));
      found = enquire.get_mset(0, 20, at_least);
      for (auto value = sectors.values_begin(); value != sectors.values_end(); ++value) ++facet_values;
      for (auto value = levels.values_begin(); value != levels.values_end(); ++value) ++facet_values;
    }
    return found.get_matches_estimated();
  }

  [[nodiscard]] std::vector<std::pair<std::string, std::uint32_t>> facets_of(const ColumnSource& source) const {
    std::vector<std::pair<std::string, std::uint32_t>> facets;
    for (std::size_t code = 0; code < shared.sectors.size(); ++code) {
      if (source.sectors()[code] != 0) facets.emplace_back(shared.sectors[code], source.sectors()[code]);
    }
    for (std::size_t code = 0; code < source.levels().size(); ++code) {
      if (source.levels()[code] != 0) facets.emplace_back(name_of(static_cast<NlqfLevel>(code)), source.levels()[code]);
    }
    return facets;
  }
};

RawSearch::RawSearch(const RawCatalogue& catalogue, RawWay way, Date today, std::size_t few)
    : state_(std::make_unique<State>(catalogue.state(), way, today, few)) {}
RawSearch::~RawSearch() = default;
RawSearch::RawSearch(RawSearch&&) noexcept = default;

Outcome RawSearch::search(const GeneratedQuery& query) {
  using Q = Xapian::Query;
  Outcome outcome;
  std::vector<std::string> terms = state_->terms_of(query.text);
  outcome.corrected = state_->put_right(terms);
  Xapian::MSet found;
  outcome.total = state_->run(Q(Q::OP_AND, terms.begin(), terms.end()), query, true, found);
  Xapian::MSet wider;
  if (outcome.total < state_->few && terms.size() > 1) {
    outcome.relaxed = true;
    // Beside hits, what lies near them fills the page: best first, without a count. Without hits it is the answer.
    const bool exact = outcome.total == 0;
    const std::size_t total = state_->run(Q(Q::OP_OR, terms.begin(), terms.end()), query, exact, wider);
    if (exact) outcome.total = total;
  }
  std::size_t bytes = 0;
  for (const Xapian::MSet* hits : {&found, &wider}) {
    for (auto hit = hits->begin(); hit != hits->end() && outcome.shown < 20; ++hit, ++outcome.shown) {
      bytes += hit.get_document().get_data().size();
    }
  }
  if (outcome.shown > 0 && bytes == 0) throw std::runtime_error("documents without data");
  return outcome;
}

}  // namespace leerwijzer::bench
