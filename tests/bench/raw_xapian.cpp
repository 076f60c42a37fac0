#include "tests/bench/raw_xapian.hpp"

#include <xapian.h>

namespace leerwijzer::bench {

struct RawXapian::State {
  std::string folder;
  std::unique_ptr<Xapian::WritableDatabase> writer;
  std::unique_ptr<Xapian::Database> reader;
  Xapian::TermGenerator generator;
  Xapian::QueryParser parser;
};

RawXapian::RawXapian(const std::string& folder) : state_(std::make_unique<State>()) {
  state_->folder = folder;
  state_->writer = std::make_unique<Xapian::WritableDatabase>(folder, Xapian::DB_CREATE_OR_OVERWRITE);
  state_->generator.set_stemmer(Xapian::Stem("dutch"));
}

RawXapian::~RawXapian() = default;

void RawXapian::add(std::span<const Offer> offers) {
  for (const Offer& offer : offers) {
    Xapian::Document document;
    state_->generator.set_document(document);
    state_->generator.index_text(std::string(title_of(offer)), 7);
    state_->generator.increase_termpos();
    const std::string description(text_of(offer, TextField::description));
    state_->generator.index_text(description);
    document.set_data(std::string(title_of(offer)) + "\n" + description);
    state_->writer->add_document(document);
  }
}

void RawXapian::finish() {
  state_->writer->commit();
  state_->writer.reset();
  state_->reader = std::make_unique<Xapian::Database>(state_->folder);
  state_->parser.set_stemmer(Xapian::Stem("dutch"));
  state_->parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
  state_->parser.set_default_op(Xapian::Query::OP_AND);
}

std::size_t RawXapian::search(const std::string& text) {
  Xapian::Enquire enquire(*state_->reader);
  enquire.set_query(state_->parser.parse_query(text, 0));
  const Xapian::MSet found = enquire.get_mset(0, 20, state_->reader->get_doccount());
  std::size_t read = 0;
  for (auto hit = found.begin(); hit != found.end(); ++hit) read += hit.get_document().get_data().empty() ? 0 : 1;
  return read;
}

}  // namespace leerwijzer::bench
