// A stretch of a file of order lines as another reader has read it, and the same as bytes, to travel between workers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dataset/order_piece.h"
#include "ingest/piece_reader.h"

namespace sluice::engine {

struct FilePiece {
  ingest::TextPiece text;
  OrderPiece rows;
};

std::string pack(FilePiece piece);
std::optional<FilePiece> unpack_file_piece(std::string_view bytes);  ///< nullopt: these are not the bytes of one

}  // namespace sluice::engine
