// "Wat betaalt u zelf?": three amounts with who has to do something, the one question that matters most,
// and every scheme with its verdict.
#include "api/web/page_data.hpp"

#include <string>

namespace leerwijzer {
namespace {

PageData amount_data(const std::string& name, Cents amount, const std::string& text) {
  PageData one;
  one.set("name", name);
  one.set("amount", format_euro(amount));
  one.set("text", text);
  return one;
}

const MatchedOffer* first_offer(const MatchAnswer& answer) {
  if (!answer.funding_for) return nullptr;
  for (const MatchedOffer& one : answer.offers) {
    if (one.offer.id == *answer.funding_for) return &one;
  }
  return nullptr;
}

std::string about(const MatchedOffer* offer) {
  if (offer == nullptr) return "Deze regelingen kunnen bij u passen.";
  const std::string title(title_of(offer->offer));
  const bool ends = !title.empty() && (title.back() == '.' || title.back() == '?' || title.back() == '!');
  const std::string text = "Voor opleiding 1: " + title + (ends ? "" : ".");
  if (!offer->price.gross) return text + " De prijs is nog niet bekend. Vraag die eerst aan de school.";
  if (offer->price.gross->max.value == 0) return text + " Die is gratis.";
  return text + " Die kost " + format_euro(offer->price.gross->max) + ".";
}

void add_amounts(PageData& data, const FundingAnswer& funding) {
  PageData list(PageData::type::list);
  if (funding.certain) list << amount_data("Op zijn hoogst", funding.certain->net, funding.certain->text);
  if (funding.likely) list << amount_data("Waarschijnlijk", funding.likely->net, funding.likely->text);
  if (funding.best_case) list << amount_data("Op zijn best", funding.best_case->net, funding.best_case->text);
  data.set("has_amounts", funding.certain.has_value() && funding.certain->net.value > 0);
  data.set("amounts", list);
}

PageData question_data(const FormAnswers& answers, const std::optional<NextQuestion>& asked) {
  if (!asked) return PageData(false);
  PageData data;
  const std::string field = "feit." + asked->fact;
  data.set("fact", field);
  data.set("text", asked->text);
  data.set("sensitive", asked->sensitive);
  data.set("hidden", hidden_data(answers.fields()));
  PageData options(PageData::type::list);
  for (const auto& [value, label] : asked->options) {
    PageData one;
    one.set("fact", field);
    one.set("value", value);
    one.set("label", label);
    options << one;
  }
  constexpr std::size_t k_few = 5;
  data.set("no_options", asked->options.empty());
  data.set("few_options", !asked->options.empty() && asked->options.size() <= k_few);
  data.set("many_options", asked->options.size() > k_few);
  data.set("options", options);
  return data;
}

std::string_view said_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::yes: return "Ja";
    case Verdict::no: return "Nee";
    case Verdict::unknown: return "Misschien";
  }
  return "";
}

}  // namespace

PageData money_data(const FormAnswers& answers, const MatchAnswer& answer) {
  PageData data;
  data.set("about", about(first_offer(answer)));
  add_amounts(data, answer.funding);
  data.set("question", question_data(answers, answer.funding.next_question));
  PageData schemes(PageData::type::list);
  for (const SchemeVerdict& scheme : answer.funding.schemes) {
    PageData one;
    one.set("verdict", std::string(name_of(scheme.eligibility)));
    one.set("said", std::string(said_of(scheme.eligibility)));
    one.set("name", scheme.name);
    one.set("text", scheme.text);
    schemes << one;
  }
  data.set("has_schemes", !answer.funding.schemes.empty());
  data.set("schemes", schemes);
  return data;
}

}  // namespace leerwijzer
