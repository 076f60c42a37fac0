// Whatever XML as the sheet, the texts and the styles of an xlsx, and as the content of an ods.
#include "tests/fuzz/memory_place.hpp"
#include "tests/fuzz/target.hpp"

#include <map>

namespace leerwijzer::fuzz {
namespace {

class PartsPlace final : public FeedPlace {
 public:
  explicit PartsPlace(std::map<std::string, std::string, std::less<>> parts) : parts_(std::move(parts)) {}
  PlaceKind kind() const noexcept override { return PlaceKind::folder; }
  const std::string& location() const noexcept override { return location_; }
  std::vector<std::string> names() const override {
    std::vector<std::string> names;
    for (const auto& [name, text] : parts_) names.push_back(name);
    return names;
  }
  Result<std::unique_ptr<ByteStream>> open(std::string_view name, std::string_view) override {
    const auto part = parts_.find(name);
    if (part != parts_.end()) return stream_of_text(part->second);
    return Error{ErrorCode::not_found, "There is no such part", "", std::string(name)};
  }
  Result<std::unique_ptr<ByteStream>> open_below(std::string_view path) override { return open(path, {}); }
  std::string resolve(std::string_view name, std::string_view) const override { return std::string(name); }

 private:
  std::map<std::string, std::string, std::less<>> parts_;
  std::string location_ = "memory";
};

void read(std::map<std::string, std::string, std::less<>> parts) {
  PartsPlace place(std::move(parts));
  CheckingSink sink;
  FeedInput input{place, "fuzz", Date{std::chrono::year{2026}, std::chrono::month{8}, std::chrono::day{3}}, {}};
  const auto end = (*feed_format_named("spreadsheet"))->read(input, sink);
  if (end && !end->complete && end->reason.empty()) std::abort();
}

}  // namespace

SeedPlan seed_plan() { return {"xml", {}, 5'000}; }

}  // namespace leerwijzer::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace leerwijzer::fuzz;
  const std::string xml(reinterpret_cast<const char*>(data), size);
  const std::string workbook = "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" r:id=\"x\"/></sheets></workbook>";
  const std::string relations = "<r><Relationship Id=\"x\" Target=\"sheet.xml\"/></r>";
  const std::string sheet =
      "<s><row><c t=\"s\"><v>0</v></c><c t=\"str\"><v>titel</v></c><c t=\"str\"><v>prijs</v></c></row>"
      "<row><c s=\"1\"><v>3</v></c><c t=\"s\"><v>1</v></c><c s=\"2\"><v>12.5</v></c></row></s>";
  read({{"xl/workbook.xml", workbook}, {"xl/_rels/workbook.xml.rels", relations}, {"xl/sheet.xml", xml}});
  read({{"xl/workbook.xml", workbook},
        {"xl/_rels/workbook.xml.rels", relations},
        {"xl/sheet.xml", sheet},
        {"xl/sharedStrings.xml", xml},
        {"xl/styles.xml", xml}});
  read({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", xml}});
  return 0;
}
