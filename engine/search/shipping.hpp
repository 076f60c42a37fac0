// Copies of the index for nodes that only read. A shipment is a generation of its own in another folder, laid out as
// the index is (gen-N, manifest.json, current): never changed once it is there, so its manifest covers it whole, and
// who takes it over closes the generation before and opens this one.
#pragma once

#include "engine/core/error.hpp"
#include "engine/search/generations.hpp"

#include <cstdint>
#include <filesystem>

namespace leerwijzer {

struct Shipment {
  std::string generation;  ///< its name in the folder of shipments
  ChangeNumber change;     ///< up to which the change log is applied in it
  std::uint64_t documents = 0;
  std::uint64_t bytes = 0;
  bool fresh = false;  ///< false: the index is as the last shipment left it, and nothing was copied
};

/// Copies the current generation of `index` into `shipments` as the next generation there, numbered `first_number` or
/// higher, and makes it the current one; the one before it stays for who is still copying it. No writer works on the
/// index while its files are copied. Fails with conflict while another process writes or ships (try again), not_found
/// where there is no index, corrupt where its files differ from the manifest that covers them (nothing is shipped
/// then), unavailable for the disk.
[[nodiscard]] Result<Shipment> ship_index(const std::filesystem::path& index, const std::filesystem::path& shipments,
                                          std::uint32_t first_number = 1);

}  // namespace leerwijzer
