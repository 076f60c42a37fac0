// POST /: the answer to the form, on the page itself. What a person filled in never stands in an address.
#include "api/reply.hpp"
#include "api/shown_offers.hpp"
#include "api/web/pages.hpp"
#include "engine/match/matcher.hpp"

#include <array>
#include <vector>

namespace leerwijzer {
namespace {

constexpr auto k_consumes = std::to_array<std::string_view>({"application/x-www-form-urlencoded"});
constexpr std::string_view k_html = "text/html; charset=utf-8";

using Input = FormAnswers;

Result<MatchAnswer> process(const Call& call, const FormQuestion& question) {
  const Snapshot& snapshot = snapshot_of(call);
  return Matcher(snapshot.taxonomy, *call.services.index, snapshot.funding, snapshot.geography, &snapshot.shortage)
      .match(question.request);
}

Answer write(std::string body, std::optional<ErrorCode> fault = std::nullopt) {
  return Answer{.body = std::move(body), .content_type = std::string(k_html), .fault = fault};
}

Result<Answer> page(const Call& call) {
  const PageSettings settings{call.snapshot && call.snapshot->sample, call.today};
  try {
    const Input answers = read_form(call.request.body);
    const FormQuestion question = question_of(answers, snapshot_of(call), call.today);
    if (!question.faults.empty()) {
      const std::size_t offers = call.services.index->document_count();
      return write(start_page(settings, answers, question.faults, offers), ErrorCode::invalid_input);
    }
    const Result<MatchAnswer> output = process(call, question);
    if (output) {
      Answer found = write(result_page(settings, answers, *output, snapshot_of(call).taxonomy));
      std::vector<OfferId> shown;
      for (const MatchedOffer& matched : output->offers) shown.push_back(matched.offer.id);
      tell_shown(found, shown);
      return found;
    }
    return write(trouble_page(settings, "Dit lukt nu niet", output.error().what + ". " + output.error().hint),
                 output.error().code);
  } catch (const InvalidInput& error) {
    return write(trouble_page(settings, "Dit kunnen we niet lezen", error.error().what + " " + error.error().hint),
                 ErrorCode::invalid_input);
  } catch (const ErrorException& error) {
    return write(trouble_page(settings, "Dit lukt nu niet",
                              "Er is even iets mis bij ons. Probeer het over een paar minuten opnieuw."),
                 error.error().code);
  }
}

}  // namespace

extern const Endpoint k_endpoint_page_post = {
    .method = "POST", .path = "/", .consumes = k_consumes, .pace = Pace::costly, .handle = page};

}  // namespace leerwijzer
