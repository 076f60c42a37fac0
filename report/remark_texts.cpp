#include "report/remark_texts.hpp"

#include <boost/json.hpp>

#include <functional>
#include <map>
#include <stdexcept>

namespace leerwijzer {
namespace {

namespace json = boost::json;

template <typename Text>
using Texts = std::map<std::string, Text, std::less<>>;

struct AllTexts {
  Texts<RemarkText> remarks;
  Texts<RemarkText> advice;
  Texts<CriterionText> criteria;
};

std::string text_at(const json::value& value, std::string_view name) {
  return std::string(value.at({name.data(), name.size()}).as_string());
}

Texts<RemarkText> remark_texts_in(const json::value& group) {
  Texts<RemarkText> texts;
  for (const auto& [code, value] : group.as_object()) {
    std::string example = text_at(value, "example");
    if (example == "-") example.clear();
    texts[std::string(code)] = {text_at(value, "means"), text_at(value, "change"), std::move(example)};
  }
  return texts;
}

AllTexts read_texts() {
  for (const EmbeddedFile& file : embedded_report()) {
    if (file.name != "remarks.nl.json") continue;
    const json::value document = json::parse({file.text.data(), file.text.size()});
    AllTexts all{remark_texts_in(document.at("remarks")), remark_texts_in(document.at("advice")), {}};
    for (const auto& [name, value] : document.at("criteria").as_object())
      all.criteria[std::string(name)] = {text_at(value, "name"), text_at(value, "why")};
    return all;
  }
  throw std::logic_error("the texts of the report are not part of the program");
}

const AllTexts& all_texts() {
  static const AllTexts texts = read_texts();
  return texts;
}

const RemarkText& text_in(const Texts<RemarkText>& texts, std::string_view code) {
  static const RemarkText unknown{"Er is iets bij te zeggen. Hieronder staat de melding van de lezer.",
                                  "Vraag ons om uitleg als de melding niet duidelijk is.", ""};
  const auto found = texts.find(code);
  return found == texts.end() ? unknown : found->second;
}

}  // namespace

const RemarkText& remark_text(std::string_view code) { return text_in(all_texts().remarks, code); }
bool has_remark_text(std::string_view code) { return all_texts().remarks.contains(code); }
const RemarkText& advice_text(std::string_view key) { return text_in(all_texts().advice, key); }
bool has_advice_text(std::string_view key) { return all_texts().advice.contains(key); }

const CriterionText& criterion_text(Criterion criterion) {
  return all_texts().criteria.at(std::string(name_of(criterion)));
}

std::vector<std::string> remark_codes() {
  std::vector<std::string> codes;
  for (const auto& [code, text] : all_texts().remarks) codes.push_back(code);
  return codes;
}

}  // namespace leerwijzer
