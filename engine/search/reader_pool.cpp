#include "engine/search/reader_pool.hpp"

#include "engine/search/generations.hpp"
#include "engine/search/index_metadata.hpp"

#include <algorithm>

namespace leerwijzer {

std::unique_ptr<Reader> ReaderPool::take() {
  std::unique_lock lock(mutex_);
  free_.wait(lock, [this] { return !idle_.empty() || taken_ < std::max<std::size_t>(1, settings_.readers); });
  ++taken_;
  if (idle_.empty()) return std::make_unique<Reader>();
  std::unique_ptr<Reader> reader = std::move(idle_.back());
  idle_.pop_back();
  return reader;
}

void ReaderPool::give_back(std::unique_ptr<Reader> reader) {
  {
    const std::lock_guard lock(mutex_);
    --taken_;
    idle_.push_back(std::move(reader));
  }
  free_.notify_one();
}

void ReaderPool::refresh(Reader& reader) {
  // The pointer is a file of a few bytes; reading it costs some microseconds and cannot miss a switch.
  const std::string generation = readable(current_generation(settings_.folder).value());
  reader.wanted = generation;
  if (generation == reader.generation) check_.expect_sound();
  if (generation != reader.generation) {
    open(reader, generation);
  } else if (!reader.database.reopen() && reader.columns) {
    return;
  }
  reader.columns.reset();  // should the next fail, the columns of another revision must not stay
  reader.columns = columns_.of(reader.database, settings_.folder / generation);
}

std::string ReaderPool::readable(const std::string& current) const {
  const std::lock_guard lock(stepping_);
  return damage_ && damage_->generation == current ? damage_->before : current;
}

bool ReaderPool::step_back(const std::string& generation, const Error& error) {
  const auto current = current_generation(settings_.folder);
  if (!current || *current != generation) return false;
  const std::lock_guard lock(stepping_);
  if (damage_ && damage_->generation == generation) return true;  // another reader was first
  const std::filesystem::path path = settings_.folder / generation;
  if (!std::filesystem::is_directory(path)) return false;
  Error cause = error;
  // A file that cannot be opened may be the fault of this process: the manifest tells.
  const auto manifest = read_manifest(path);
  if (manifest && *manifest) {
    const auto sound = check_manifest(path, (*manifest)->revision);
    if (sound) return false;
    cause = sound.error();
  } else if (manifest && error.code != ErrorCode::corrupt) {
    return false;
  }
  std::string before;
  for (const std::string& one : generations_in(settings_.folder)) {
    if (one == generation) break;
    // What an interrupted rebuild left has no manifest.
    const auto stated = read_manifest(settings_.folder / one);
    if (stated && *stated && check_sizes(settings_.folder / one, (*stated)->revision)) before = one;
  }
  if (before.empty()) return false;
  damage_ = Damage{generation, before, std::move(cause)};
  return true;
}

std::optional<Error> ReaderPool::damage() const {
  const auto current = current_generation(settings_.folder);
  const std::lock_guard lock(stepping_);
  if (!damage_ || !current || damage_->generation != *current) return std::nullopt;
  return damage_->error;
}

void ReaderPool::open(Reader& reader, const std::string& generation) {
  const std::filesystem::path path = settings_.folder / generation;
  reader.generation.clear();
  reader.database = Xapian::Database(path.string());
  check_schema(reader.database, path.string()).value();
  {
    // Whoever comes first looks; the others wait for what it finds.
    const std::lock_guard lock(checking_);
    if (checked_ != generation) {
      checked_.clear();
      check_.start(path, reader.database.get_revision()).value();
      checked_ = generation;
    }
  }
  reader.vocabulary = &vocabulary_;
  reader.titles = &titles_;
  reader.generation = generation;
}

}  // namespace leerwijzer
