#include "tests/bench/postgres_search.hpp"

#include <libpq-fe.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <vector>

namespace leerwijzer::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* k_table = R"(
drop table if exists bench_offer, bench_word;
create extension if not exists pg_trgm;
create table bench_offer (
  id bigint not null, title text not null, summary text not null, description text not null, provider text not null,
  level text not null, price int not null, starts date[] not null, latitude float8 not null, longitude float8 not null,
  postcode text not null, city text not null, sector text not null, mode text not null, language text not null,
  last_start date not null generated always as (starts[cardinality(starts)]) stored,
  online boolean not null generated always as (mode in ('online', 'zelfstudie')) stored,
  words tsvector not null generated always as (
    setweight(to_tsvector('dutch', title), 'A') ||
    setweight(to_tsvector('dutch', summary || ' ' || provider || ' ' || city), 'B') ||
    setweight(to_tsvector('dutch', description), 'C')) stored);
)";

constexpr const char* k_copy =
    "copy bench_offer (id, title, summary, description, provider, level, price, starts, latitude, longitude, postcode, "
    "city, sector, mode, language) from stdin";

constexpr const char* k_indexes = R"(
alter table bench_offer add primary key (id);
create index on bench_offer using gin (words);
analyze bench_offer;
)";

constexpr const char* k_words = R"(
create table bench_word as
  select word, ndoc from ts_stat('select to_tsvector(''simple'', title || '' '' || summary) from bench_offer');
alter table bench_word add primary key (word);
create index on bench_word using gin (word gin_trgm_ops);
analyze bench_word;
)";

/// $1 words, $2 most euro, $3 level, $4 mode, $5 latitude, $6 longitude, $7 km, $8 today. A filter that is null does
/// not filter. The box around the circle spares most of the trigonometry. %s is the text search query.
constexpr const char* k_search = R"(
with hits as materialized (
  select id, sector, level, ts_rank(words, query) as rank
  from bench_offer, (select %s as query) asked
  where words @@ query
    and last_start >= $8::date
    and ($2::int is null or price <= $2)
    and ($3::text is null or level = $3)
    and ($4::text is null or mode = $4)
    and ($5::float8 is null or online or (
      latitude between $5 - $7::float8 / 111.0 and $5 + $7::float8 / 111.0
      and 2 * 6371.0 * asin(sqrt(least(1.0, sind((latitude - $5) / 2) ^ 2
            + cosd(latitude) * cosd($5) * sind((longitude - $6::float8) / 2) ^ 2))) <= $7::float8))),
best as (select id, rank from hits order by rank desc, id limit 20)
select (select count(*) from hits),
       (select json_object_agg(sector, n) from (select sector, count(*) n from hits group by sector) s),
       (select json_object_agg(level, n) from (select level, count(*) n from hits group by level) l),
       o.id, o.title, o.summary, o.description, o.provider, o.price, o.starts, o.postcode, o.city
from best join bench_offer o using (id) order by best.rank desc, o.id
)";
constexpr const char* k_all_words = "plainto_tsquery('dutch', $1)";
constexpr const char* k_any_word = "replace(plainto_tsquery('dutch', $1)::text, '&', '|')::tsquery";

constexpr const char* k_correct = R"(
select coalesce((select word from bench_word where word = $1),
                (select word from bench_word where word % $1 order by similarity(word, $1) desc, ndoc desc limit 1), $1)
)";

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Rows = std::unique_ptr<PGresult, ClearResult>;

class Connection {
 public:
  explicit Connection(const std::string& url) : connection_(PQconnectdb(url.c_str()), PQfinish) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) fail();
    PQsetNoticeProcessor(
        connection_.get(), [](void*, const char*) {}, nullptr);
  }

  void run(const char* sql) { static_cast<void>(checked(PQexec(connection_.get(), sql))); }
  void prepare(const char* name, const char* sql) {
    static_cast<void>(checked(PQprepare(connection_.get(), name, sql, 0, nullptr)));
  }
  template <std::size_t Count>
  Rows ask(const char* name, const std::array<const char*, Count>& values) {
    return checked(PQexecPrepared(connection_.get(), name, Count, values.data(), nullptr, nullptr, 0));
  }

  void copy(const char* sql, const std::string& file) {
    static_cast<void>(checked(PQexec(connection_.get(), sql)));
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + file);
    std::vector<char> block(1 << 16);
    while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0) {
      if (PQputCopyData(connection_.get(), block.data(), static_cast<int>(in.gcount())) != 1) fail();
    }
    if (PQputCopyEnd(connection_.get(), nullptr) != 1) fail();
    static_cast<void>(checked(PQgetResult(connection_.get())));
    while (PGresult* rest = PQgetResult(connection_.get())) PQclear(rest);
  }

 private:
  [[noreturn]] void fail() {
    throw std::runtime_error(std::string("PostgreSQL: ") + PQerrorMessage(connection_.get()));
  }

  Rows checked(PGresult* result) {
    Rows rows(result);
    const ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_COPY_IN) fail();
    return rows;
  }

  std::unique_ptr<PGconn, decltype(&PQfinish)> connection_;
};

std::string with_query(const char* query) {
  std::string sql = k_search;
  return sql.replace(sql.find("%s"), 2, query);
}

/// The generator's own names, as they stand in the table.
const char* level_name(NlqfLevel level) {
  switch (level) {
    case NlqfLevel::level_5: return "geen";
    case NlqfLevel::level_4_plus: return "vmbo";
    case NlqfLevel::level_1: return "mbo-1";
    case NlqfLevel::level_2: return "mbo-2";
    case NlqfLevel::level_3: return "mbo-3";
    case NlqfLevel::level_4: return "mbo-4";
    case NlqfLevel::level_6: return "hbo";
    case NlqfLevel::level_7:
    case NlqfLevel::level_8: return "wo";
  }
  return "";
}

const char* mode_name(DeliveryMode mode) {
  switch (mode) {
    case DeliveryMode::on_site: return "klassikaal";
    case DeliveryMode::online: return "online";
    case DeliveryMode::blended: return "blended";
    case DeliveryMode::self_study: return "zelfstudie";
    case DeliveryMode::workplace: return "op-locatie";
  }
  return "";
}

std::string real(double value) {
  std::array<char, 40> text{};
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

}  // namespace

PostgresBuilding build_postgres(const std::string& url, const std::string& offers_file) {
  Connection connection(url);
  connection.run("set maintenance_work_mem = '1GB'");
  const auto timed = [](const auto& work) {
    const auto start = Clock::now();
    work();
    return std::chrono::duration<double>(Clock::now() - start).count();
  };
  connection.run(k_table);
  PostgresBuilding building;
  building.loading = timed([&] { connection.copy(k_copy, offers_file); });
  building.indexing = timed([&] { connection.run(k_indexes); });
  building.spelling = timed([&] { connection.run(k_words); });
  return building;
}

struct PostgresSearch::State {
  Connection connection;
  std::string today;
  std::size_t few;

  Rows run(const char* statement, const std::string& text, const GeneratedQuery& query) {
    std::array<std::string, 4> numbers;
    std::array<const char*, 8> values{};
    values[0] = text.c_str();
    const auto put = [&](std::size_t place, std::string& room, std::string value) {
      room = std::move(value);
      values[place] = room.c_str();
    };
    if (query.most_euro) put(1, numbers[0], std::to_string(*query.most_euro));
    if (query.level) values[2] = level_name(*query.level);
    if (query.mode) values[3] = mode_name(*query.mode);
    if (query.centre) {
      put(4, numbers[1], real(query.centre->latitude));
      put(5, numbers[2], real(query.centre->longitude));
      put(6, numbers[3], real(query.km));
    }
    values[7] = today.c_str();
    return connection.ask(statement, values);
  }

  static std::size_t total_of(const Rows& rows) {
    return PQntuples(rows.get()) == 0 ? 0 : std::stoul(PQgetvalue(rows.get(), 0, 0));
  }

  /// Only for what found nothing: a word that is nowhere.
  std::string corrected(const std::string& text) {
    std::string better;
    for (std::size_t from = 0; from < text.size();) {
      const std::size_t end = std::min(text.find(' ', from), text.size());
      const std::string word = text.substr(from, end - from);
      from = end + 1;
      if (!better.empty()) better += ' ';
      better += word.size() < 4 ? word : PQgetvalue(connection.ask<1>("correct", {word.c_str()}).get(), 0, 0);
    }
    return better;
  }
};

PostgresSearch::PostgresSearch(const std::string& url, Date today, std::size_t few)
    : state_(new State{Connection(url), format_iso(today), few}) {
  // Each request is planned with its own values, so that filters that are not given cost nothing.
  state_->connection.run("set plan_cache_mode = force_custom_plan; set jit = off; set work_mem = '64MB'");
  state_->connection.prepare("all", with_query(k_all_words).c_str());
  state_->connection.prepare("any", with_query(k_any_word).c_str());
  state_->connection.prepare("correct", k_correct);
}
PostgresSearch::~PostgresSearch() = default;
PostgresSearch::PostgresSearch(PostgresSearch&&) noexcept = default;

Outcome PostgresSearch::search(const GeneratedQuery& query) {
  Outcome outcome;
  std::string text = query.text;
  Rows rows = state_->run("all", text, query);
  outcome.total = State::total_of(rows);
  if (outcome.total == 0) {
    const std::string better = state_->corrected(text);
    if (better != text) {
      outcome.corrected = true;
      text = better;
      rows = state_->run("all", text, query);
      outcome.total = State::total_of(rows);
    }
  }
  outcome.shown = static_cast<std::size_t>(PQntuples(rows.get()));
  if (outcome.total < state_->few && text.find(' ') != std::string::npos) {
    outcome.relaxed = true;
    const Rows wider = state_->run("any", text, query);
    if (outcome.total == 0) outcome.total = State::total_of(wider);
    outcome.shown = std::max(outcome.shown, static_cast<std::size_t>(PQntuples(wider.get())));
  }
  return outcome;
}

}  // namespace leerwijzer::bench
