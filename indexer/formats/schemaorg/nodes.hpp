// The nodes of JSON-LD documents: what stands in arrays, @graph and lists is found, references by @id are followed,
// and a scalar counts as a list of one everywhere, as the format allows.
#pragma once

#include <boost/json/value.hpp>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// Texts of the <script type="application/ld+json"> elements of a page, in order.
struct PageScripts {
  std::vector<std::string> texts;
  bool whole = true;  ///< false: the page ends in the middle
};
[[nodiscard]] PageScripts scripts_of_page(std::string_view html);

/// "schema:Course" and "https://schema.org/Course" give "Course".
[[nodiscard]] std::string_view schema_name(std::string_view raw) noexcept;

/// Every type of a node, without prefix.
[[nodiscard]] std::vector<std::string> schema_types(const boost::json::object& node);
[[nodiscard]] bool is_schema_type(const boost::json::object& node, std::string_view type);

class SchemaNodes {
 public:
  struct Found {
    const boost::json::object* course = nullptr;
    const boost::json::object* owner = nullptr;  ///< the organisation that names it; may be null
  };

  /// Keeps the document. Names are stripped of the prefix of schema.org.
  explicit SchemaNodes(boost::json::value document);
  SchemaNodes(const SchemaNodes&) = delete;
  SchemaNodes& operator=(const SchemaNodes&) = delete;

  /// Every Course once, in the order of the document.
  [[nodiscard]] const std::vector<Found>& courses() const noexcept { return courses_; }

  /// The values of a member: the elements of a list, or the one value. References are followed.
  [[nodiscard]] std::vector<const boost::json::value*> values(const boost::json::object& node,
                                                              std::string_view name) const;

  /// As values, objects only.
  [[nodiscard]] std::vector<const boost::json::object*> objects(const boost::json::object& node,
                                                                std::string_view name) const;

  /// The first text of a member: of a text, a number, {"@value"} or the name of a node; valid UTF-8.
  [[nodiscard]] std::string text(const boost::json::object& node, std::string_view name) const;
  [[nodiscard]] std::string text_of(const boost::json::value& value) const;

 private:
  void index(const boost::json::value& value);
  void find(const boost::json::value& value, const boost::json::object* owner);
  [[nodiscard]] const boost::json::value& follow(const boost::json::value& value) const;

  boost::json::value document_;
  std::map<std::string, const boost::json::value*, std::less<>> by_id_;
  std::vector<Found> courses_;
  std::set<const boost::json::object*> found_;
};

}  // namespace leerwijzer
