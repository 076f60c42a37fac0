// An EDU-DEX record in JSON (Data API) in the shape of its XML twin, so that the rules on levels, costs and runs are
// written once: {"nl": "..."} becomes an element with a language, a list becomes repeated elements.
#pragma once

#include "indexer/reading/record_report.hpp"
#include "indexer/reading/xml_element.hpp"

#include <boost/json/object.hpp>

#include <string>

namespace leerwijzer {

/// null, and objects and lists without anything in them, become nothing. What is nested deeper than JSON is parsed
/// cannot occur.
[[nodiscard]] XmlElement edudex_element_of(const boost::json::object& object, std::string name);

}  // namespace leerwijzer
