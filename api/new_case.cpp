#include "api/new_case.hpp"

#include "api/condition.hpp"
#include "api/reply.hpp"
#include "api/wire/case_wire.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

std::string grouped(std::string_view code) {
  std::string out;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (i > 0 && i % 4 == 0) out += '-';
    out += code[i];
  }
  return out;
}

}  // namespace

void check_case_facts(const Call& call, const Facts& facts) {
  if (const auto checked = snapshot_of(call).funding.check_facts(facts); !checked)
    throw InvalidInput({{"/learner/facts", checked.error().what, checked.error().hint}});
}

Result<Answer> new_case(const Call& call, CaseDesk& cases, const MadeOnce& made) {
  const auto file = cases.read(actor_of(call), made.id, "read-case");
  if (!file) return file.error();
  boost::json::object document = write_case(*file, call.today);
  document["code"] = grouped(made.code);
  document["keepCode"] =
      "Geef deze code aan de klant. Daarmee vindt u het dossier terug. We laten hem maar een keer zien.";
  Answer answer = created(call, std::move(document), "/v1/cases/" + std::to_string(made.id));
  answer.headers.emplace_back("etag", tag_of(file->entry.version));
  return answer;
}

Result<Answer> show(const Call& call, CaseDesk& cases, std::int64_t id, ShownKind kind, Documented shown) {
  write_provenance(shown.document, shown.provenance);
  const auto kept = cases.add_shown(actor_of(call), id, kind, kept_of(kind, shown.document), call.today, once_of(call));
  if (!kept) return kept.error();
  shown.document["shownId"] = told(call, *kept).id;
  Answer answer{.body = boost::json::serialize(shown.document), .status = 201};
  answer.headers.emplace_back("location", "/v1/cases/" + std::to_string(id) + "/shown");
  return answer;
}

}  // namespace leerwijzer
