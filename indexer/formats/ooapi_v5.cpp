// OOAPI v5: a folder of JSON files, or a paged REST service. Programmes and courses become offers, their
// offerings become runs. Where objects come from: ooapi/reader.cpp; how one is read: ooapi/offer.cpp and run.cpp; how
// they are put together: ooapi/catalogue.cpp.
#include "indexer/formats/ooapi/reader.hpp"

namespace leerwijzer {
namespace {

int detect(FeedPlace& place) { return detect_ooapi(place, OoapiVersion::v5); }

Result<FeedEnd> read(FeedInput& input, FeedSink& sink) { return read_ooapi(input, sink, OoapiVersion::v5); }

}  // namespace

extern const FeedFormat k_format_ooapi_v5 = {
    "ooapi-v5", "OOAPI v5: a folder of JSON files or a paged REST service, also through a gateway", detect, read};

}  // namespace leerwijzer
