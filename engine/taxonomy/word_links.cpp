#include "engine/taxonomy/word_links.hpp"

#include "engine/taxonomy/model_bytes.hpp"

#include <algorithm>

namespace leerwijzer {

WordLinks::WordLinks(std::vector<Entry> entries, std::size_t most) {
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    if (a.from != b.from) return a.from < b.from;
    if (a.to.strength != b.to.strength) return a.to.strength > b.to.strength;
    return a.to.word < b.to.word;
  });
  std::size_t kept = 0;
  for (const Entry& entry : entries) {
    if (words_.empty() || words_.back() != entry.from) {
      words_.push_back(entry.from);
      ends_.push_back(static_cast<std::uint32_t>(links_.size()));
      kept = 0;
    }
    if (++kept > most) continue;
    links_.push_back(entry.to);
    ends_.back() = static_cast<std::uint32_t>(links_.size());
  }
}

std::span<const WordLinks::Link> WordLinks::of(std::uint64_t word) const {
  const auto found = std::lower_bound(words_.begin(), words_.end(), word);
  if (found == words_.end() || *found != word) return {};
  const auto at = static_cast<std::size_t>(found - words_.begin());
  const std::size_t begin = at == 0 ? 0 : ends_[at - 1];
  return std::span(links_).subspan(begin, ends_[at] - begin);
}

void WordLinks::write(ModelWriter& out) const {
  std::vector<std::uint64_t> targets;
  std::vector<float> strengths;
  for (const Link& link : links_) {
    targets.push_back(link.word);
    strengths.push_back(link.strength);
  }
  out.array(words_);
  out.array(ends_);
  out.array(targets);
  out.array(strengths);
}

WordLinks WordLinks::read(ModelReader& in) {
  WordLinks links;
  links.words_ = in.array<std::uint64_t>();
  links.ends_ = in.array<std::uint32_t>();
  const auto targets = in.array<std::uint64_t>();
  const auto strengths = in.array<float>();
  in.check(links.words_.size() == links.ends_.size() && targets.size() == strengths.size());
  in.check(std::is_sorted(links.words_.begin(), links.words_.end()));
  in.check(std::is_sorted(links.ends_.begin(), links.ends_.end()));
  in.check((links.ends_.empty() ? 0 : links.ends_.back()) == targets.size());
  for (std::size_t i = 0; i < targets.size(); ++i) {
    in.check(strengths[i] >= 0.0F && strengths[i] <= 1.0F);  // refuses what is no number too
    links.links_.push_back({targets[i], strengths[i]});
  }
  return links;
}

}  // namespace leerwijzer
