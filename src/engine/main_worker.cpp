// The engine's door in WebAssembly: the same few calls from a Worker and from Node. A message or a chunk is written
// into memory from sluice_alloc; an answer is a block {u32 json bytes, u32 binary bytes, json, binary} that the caller
// releases with sluice_free.
#include <emscripten/emscripten.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "engine/service.h"

namespace {

sluice::engine::Service& service() {
  static sluice::engine::Service instance;
  return instance;
}

/// nullptr where not even the answer fits: the driver reports out of memory.
uint8_t* as_block(const sluice::engine::Answer& answer) {
  const uint32_t sizes[2] = {static_cast<uint32_t>(answer.json.size()), static_cast<uint32_t>(answer.binary.size())};
  auto* block = static_cast<uint8_t*>(std::malloc(sizeof sizes + answer.json.size() + answer.binary.size()));
  if (block == nullptr) return nullptr;
  std::memcpy(block, sizes, sizeof sizes);
  std::memcpy(block + sizeof sizes, answer.json.data(), answer.json.size());
  std::memcpy(block + sizeof sizes + answer.json.size(), answer.binary.data(), answer.binary.size());
  return block;
}

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE uint8_t* sluice_alloc(size_t bytes) { return static_cast<uint8_t*>(std::malloc(bytes)); }

EMSCRIPTEN_KEEPALIVE void sluice_free(uint8_t* block) { std::free(block); }

EMSCRIPTEN_KEEPALIVE uint8_t* sluice_call(const char* request, size_t bytes) {
  return as_block(service().call({request, bytes}));
}

EMSCRIPTEN_KEEPALIVE uint8_t* sluice_chunk(uint32_t file_index, const std::byte* data, size_t bytes) {
  return as_block(service().chunk(file_index, {data, bytes}));
}

/// `from`: a byte of the file, exact up to 2^53.
EMSCRIPTEN_KEEPALIVE uint8_t* sluice_read_piece(double from, const char* data, size_t bytes) {
  return as_block(service().read_piece(static_cast<uint64_t>(from), {data, bytes}));
}

EMSCRIPTEN_KEEPALIVE uint8_t* sluice_add_piece(uint32_t file_index, const char* packed, size_t bytes) {
  return as_block(service().add_piece(file_index, {packed, bytes}));
}

}  // extern "C"
