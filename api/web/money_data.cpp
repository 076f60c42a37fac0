// "Wat betaalt u zelf?": three amounts with who has to do something, the one question that matters most,
// and every scheme with its verdict.
#include "api/web/page_data.hpp"

#include <string>

namespace leerwijzer {
namespace {

PageData amount_data(const std::string& name, const std::string& amount, const std::string& text) {
  PageData one;
  one.set("name", name);
  one.set("amount", amount);
  set_or_false(one, "text", text);
  return one;
}

std::string about(const Texts& texts, const MatchedOffer* offer) {
  if (offer == nullptr) return texts.text("money.nobody");
  const std::string title(title_of(offer->offer));
  if (!offer->price.gross) return texts.with("money.unknown", {{"title", title}});
  if (offer->price.gross->max.value == 0) return texts.with("money.free", {{"title", title}});
  return texts.with("money.about", {{"title", title}, {"amount", texts.money(offer->price.gross->max)}});
}

void add_amounts(PageData& data, const Texts& texts, const FundingAnswer& funding) {
  PageData list = page_list();
  const auto add = [&](const char* key, const std::optional<FundingStack>& stack) {
    if (stack) list << amount_data(texts.text(key), texts.money(stack->net), stack->text);
  };
  add("money.most", funding.certain);
  add("money.likely", funding.likely);
  add("money.least", funding.best_case);
  data.set("has_amounts", funding.certain.has_value() && funding.certain->net.value > 0);
  data.set("amounts", list);
}

PageData question_data(const std::optional<NextQuestion>& asked, const std::string& back) {
  if (!asked) return PageData(false);
  PageData data;
  const std::string field = "feit." + asked->fact;
  data.set("fact", field);
  data.set("text", asked->text);
  data.set("back", back);
  data.set("sensitive", asked->sensitive);
  PageData options = page_list();
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

std::string_view status_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::yes: return "met";
    case Verdict::no: return "failed";
    case Verdict::unknown: return "unknown";
  }
  return "unknown";
}

}  // namespace

PageData money_data(const Texts& texts, const FundingAnswer& funding, const MatchedOffer* offer,
                    const std::string& back, Date today) {
  PageData data;
  data.set("about", about(texts, offer));
  data.set("rules", texts.with("money.rules", {{"date", texts.date(today)}}));
  add_amounts(data, texts, funding);
  data.set("question", question_data(funding.next_question, back));
  PageData schemes = page_list();
  for (const SchemeVerdict& scheme : funding.schemes) {
    PageData one;
    one.set("status", std::string(status_of(scheme.eligibility)));
    one.set("said", texts.text("verdict." + std::string(name_of(scheme.eligibility))));
    one.set("name", scheme.name);
    one.set("text", scheme.text);
    schemes << one;
  }
  data.set("has_schemes", !funding.schemes.empty());
  data.set("schemes", schemes);
  return data;
}

}  // namespace leerwijzer
