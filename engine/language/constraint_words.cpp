#include "engine/language/constraint_words.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace leerwijzer {
namespace {

using Words = std::span<const Word>;
using Values = std::vector<std::string>;

/// A condition that one word says by itself.
struct Entry {
  std::string_view word;
  ConstraintKind kind;
  std::array<std::string_view, 4> values;
};

constexpr auto k_entries = std::to_array<Entry>({
    {"mbo", ConstraintKind::level, {"1", "2", "3", "4"}},
    {"hbo", ConstraintKind::level, {"5", "6"}},
    {"wo", ConstraintKind::level, {"6", "7"}},
    {"ad", ConstraintKind::level, {"5"}},
    {"bachelor", ConstraintKind::level, {"6"}},
    {"master", ConstraintKind::level, {"7"}},
    {"entree", ConstraintKind::level, {"1"}},
    {"entreeopleiding", ConstraintKind::level, {"1"}},
    {"mbo1", ConstraintKind::level, {"1"}},
    {"mbo2", ConstraintKind::level, {"2"}},
    {"mbo3", ConstraintKind::level, {"3"}},
    {"mbo4", ConstraintKind::level, {"4"}},
    {"online", ConstraintKind::mode, {"online", "self-study"}},
    {"elearning", ConstraintKind::mode, {"online", "self-study"}},
    {"afstandsonderwijs", ConstraintKind::mode, {"online", "self-study"}},
    {"thuisstudie", ConstraintKind::mode, {"online", "self-study"}},
    {"zelfstudie", ConstraintKind::mode, {"self-study"}},
    {"klassikaal", ConstraintKind::mode, {"on-site"}},
    {"avond", ConstraintKind::daypart, {"evening"}},
    {"avonds", ConstraintKind::daypart, {"evening"}},
    {"avonden", ConstraintKind::daypart, {"evening"}},
    {"avondcursus", ConstraintKind::daypart, {"evening"}},
    {"avondopleiding", ConstraintKind::daypart, {"evening"}},
    {"avondschool", ConstraintKind::daypart, {"evening"}},
    {"weekend", ConstraintKind::daypart, {"weekend"}},
    {"weekendcursus", ConstraintKind::daypart, {"weekend"}},
    {"zaterdag", ConstraintKind::daypart, {"weekend"}},
    {"zondag", ConstraintKind::daypart, {"weekend"}},
    {"ochtend", ConstraintKind::daypart, {"morning"}},
    {"ochtenden", ConstraintKind::daypart, {"morning"}},
    {"middag", ConstraintKind::daypart, {"afternoon"}},
    {"middagen", ConstraintKind::daypart, {"afternoon"}},
    {"overdag", ConstraintKind::daypart, {"morning", "afternoon"}},
    {"gratis", ConstraintKind::price, {"0"}},
    {"kosteloos", ConstraintKind::price, {"0"}},
    {"keuzedeel", ConstraintKind::kind, {"keuzedeel"}},
    {"praktijkverklaring", ConstraintKind::kind, {"praktijkverklaring"}},
    {"mbocertificaat", ConstraintKind::kind, {"certificate"}},
});

constexpr auto k_months =
    std::to_array<std::string_view>({"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
                                     "september", "oktober", "november", "december"});

/// Before or after these the word is part of a name: scrum master, online marketing.
struct Exception {
  std::string_view word;
  std::string_view neighbour;
};
constexpr auto k_exceptions = std::to_array<Exception>({
    {"master", "scrum"},      {"master", "class"},        {"online", "marketing"},
    {"online", "marketeer"},  {"online", "communicatie"}, {"online", "winkel"},
    {"online", "verkopen"},   {"online", "ondernemen"},   {"online", "werken"},
    {"online", "media"},      {"online", "privacy"},      {"online", "veilig"},
    {"online", "adverteren"}, {"online", "shop"},         {"online", "solliciteren"},
    {"master", "black"},      {"ad", "google"},           {"ad", "hoc"},
    {"ad", "blue"},           {"avond", "eten"},          {"avond", "makeup"},
    {"middag", "eten"},
});

/// Names of places that are also words; they count as a place at the end of a search or after "in".
constexpr auto k_also_words = std::to_array<std::string_view>({"houten", "best", "buren", "bergen", "horst", "born"});

/// After these a place name is part of the name of a provider: Hogeschool Utrecht.
constexpr auto k_providers = std::to_array<std::string_view>({"hogeschool", "universiteit", "roc", "college", "mbo"});

template <typename List>
bool holds(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_number(std::string_view text, std::size_t digits_from, std::size_t digits_to) {
  return text.size() >= digits_from && text.size() <= digits_to &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Reads the conditions at one place of a text; longest first.
class At {
 public:
  At(Words words, std::size_t at, const IsPlace& is_place) : words_(words), at_(at), is_place_(is_place) {}

  [[nodiscard]] std::optional<ConstraintWords> read() const {
    for (auto reader : {&At::level, &At::distance_learning, &At::associate_degree, &At::price, &At::start,
                        &At::start_within, &At::language, &At::place, &At::single}) {
      if (auto found = (this->*reader)()) return found;
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::string_view word(std::size_t offset) const {
    return at_ + offset < words_.size() ? std::string_view(words_[at_ + offset].text) : std::string_view();
  }
  [[nodiscard]] std::string_view before() const {
    return at_ > 0 ? std::string_view(words_[at_ - 1].text) : std::string_view();
  }
  [[nodiscard]] ConstraintWords says(ConstraintKind kind, std::size_t count, Values values) const {
    return {kind, at_, count, std::move(values)};
  }

  /// "mbo 4", "mbo niveau 4", "niveau 4", "nlqf 6".
  [[nodiscard]] std::optional<ConstraintWords> level() const {
    std::size_t next = 0;
    const bool mbo = word(0) == "mbo";
    if (mbo) ++next;
    const bool named = word(next) == "niveau" || word(next) == "nlqf" || word(next) == "eqf";
    if (named) ++next;
    if (next == 0 || !is_number(word(next), 1, 1)) return std::nullopt;
    const char digit = word(next).front();
    if (digit < '1' || digit > (mbo ? '4' : '8')) return std::nullopt;
    return says(ConstraintKind::level, next + 1, {std::string(1, digit)});
  }

  [[nodiscard]] std::optional<ConstraintWords> distance_learning() const {
    const bool at_a_distance = word(0) == "op" && word(1) == "afstand";
    const bool at_home = word(0) == "thuis" && (word(1) == "studeren" || word(1) == "leren");
    if (!at_a_distance && !at_home) return std::nullopt;
    if (before() == "leidinggeven" || before() == "werken") return std::nullopt;
    return says(ConstraintKind::mode, 2, {"online", "self-study"});
  }

  [[nodiscard]] std::optional<ConstraintWords> associate_degree() const {
    if (word(0) != "associate" || word(1) != "degree") return std::nullopt;
    return says(ConstraintKind::level, 2, {"5"});
  }

  /// "tot 500 euro", "max 500", "onder de 500 euro".
  [[nodiscard]] std::optional<ConstraintWords> price() const {
    static constexpr auto k_at_most =
        std::to_array<std::string_view>({"tot", "max", "maximaal", "onder", "hoogstens", "hooguit"});
    if (!holds(k_at_most, word(0))) return std::nullopt;
    const std::size_t number = word(1) == "de" ? 2 : 1;
    const bool euro = word(number + 1) == "euro" || word(number + 1) == "eur";
    if (!is_number(word(number), 2, 6) || (!euro && word(0) != "max" && word(0) != "maximaal")) return std::nullopt;
    return says(ConstraintKind::price, number + (euro ? 2 : 1), {std::string(word(number))});
  }

  /// "in januari", "vanaf september", "start in maart".
  [[nodiscard]] std::optional<ConstraintWords> start() const {
    const bool begins = word(0) == "start" || word(0) == "begin" || word(0) == "starten" || word(0) == "beginnen";
    const std::size_t next = begins ? 1 : 0;
    const bool in = word(next) == "in";
    const bool from = word(next) == "vanaf" || word(next) == "per" || word(next) == "na";
    if (!in && !from) return std::nullopt;
    const auto month = std::find(k_months.begin(), k_months.end(), word(next + 1));
    if (month == k_months.end()) return std::nullopt;
    return says(ConstraintKind::start, next + 2, {in ? "in" : "from", std::to_string(month - k_months.begin() + 1)});
  }

  /// "start binnen 3 maanden".
  [[nodiscard]] std::optional<ConstraintWords> start_within() const {
    const bool begins = word(0) == "start" || word(0) == "begin" || word(0) == "starten" || word(0) == "beginnen";
    const bool months = word(3) == "maanden" || word(3) == "maand";
    if (!begins || word(1) != "binnen" || !is_number(word(2), 1, 2) || !months) return std::nullopt;
    return says(ConstraintKind::start, 4, {"within", std::string(word(2))});
  }

  /// "in het Engels", "Engelstalig"; "Engels leren" is a subject.
  [[nodiscard]] std::optional<ConstraintWords> language() const {
    static constexpr auto k_languages = std::to_array<std::pair<std::string_view, std::string_view>>(
        {{"engels", "en"}, {"nederlands", "nl"}, {"duits", "de"}, {"frans", "fr"}});
    const bool in = word(0) == "in" && word(1) == "het";
    const bool taught = word(0) == "taught" && word(1) == "in" && word(2) == "english";
    if (taught) return says(ConstraintKind::language, 3, {"en"});
    for (const auto& [name, code] : k_languages) {
      if (in && word(2) == name) return says(ConstraintKind::language, 3, {std::string(code)});
      if (word(0).starts_with(name) && word(0).substr(name.size()).starts_with("talig"))
        return says(ConstraintKind::language, 1, {std::string(code)});
    }
    return std::nullopt;
  }

  [[nodiscard]] std::string typed(std::size_t from, std::size_t count) const {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += (i > 0 ? " " : "") + words_[at_ + from + i].typed;
    return text;
  }

  /// "in Wijk bij Duurstede", "regio Utrecht", "3811", and a bare name at either end of the text.
  [[nodiscard]] std::optional<ConstraintWords> place() const {
    static constexpr auto k_before_a_place =
        std::to_array<std::string_view>({"in", "bij", "regio", "omgeving", "nabij", "rond", "rondom", "te"});
    std::size_t name = 0;
    while (name < 3 && holds(k_before_a_place, word(name))) ++name;
    if (is_number(word(name), 4, 4) && word(name).front() != '0' && is_place_(word(name)))
      return says(ConstraintKind::place, name + 1, {std::string(word(name))});
    for (std::size_t count = std::min<std::size_t>(4, words_.size() - std::min(words_.size(), at_ + name)); count > 0;
         --count) {
      const bool last = at_ + name + count == words_.size();
      const bool may_be_bare = last || (at_ == 0 && !holds(k_also_words, word(0)));
      if (name == 0 && (!may_be_bare || holds(k_providers, before()))) continue;
      const std::string text = typed(name, count);
      if (is_place_(text)) return says(ConstraintKind::place, name + count, {text});
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<ConstraintWords> single() const {
    const auto entry =
        std::find_if(k_entries.begin(), k_entries.end(), [&](const Entry& e) { return e.word == word(0); });
    if (entry == k_entries.end()) return std::nullopt;
    if (entry->kind == ConstraintKind::level && teaches()) return std::nullopt;
    for (const Exception& exception : k_exceptions) {
      if (exception.word == word(0) && (exception.neighbour == before() || exception.neighbour == word(1)))
        return std::nullopt;
    }
    Values values;
    for (std::string_view value : entry->values) {
      if (!value.empty()) values.emplace_back(value);
    }
    return says(entry->kind, 1, std::move(values));
  }

  /// Who wants to teach names a school with "mbo", and no level.
  [[nodiscard]] bool teaches() const {
    static constexpr auto k_teaching =
        std::to_array<std::string_view>({"lesgeven", "docent", "docenten", "leraar", "lerares", "leraren", "leerkracht",
                                         "lerarenopleiding", "doceren"});
    return std::any_of(words_.begin(), words_.end(), [](const Word& one) { return holds(k_teaching, one.text); });
  }

  Words words_;
  std::size_t at_;
  const IsPlace& is_place_;
};

}  // namespace

std::vector<ConstraintWords> constraint_words_of(Words words, const IsPlace& is_place) {
  std::vector<ConstraintWords> found;
  for (std::size_t at = 0; at < words.size();) {
    auto here = At(words, at, is_place).read();
    const bool again = here && std::any_of(found.begin(), found.end(),
                                           [&](const ConstraintWords& one) { return one.kind == here->kind; });
    if (!here || again) {
      ++at;
      continue;
    }
    at += here->count;
    found.push_back(std::move(*here));
  }
  return found;
}

}  // namespace leerwijzer
