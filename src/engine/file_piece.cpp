#include "engine/file_piece.h"

#include "base/packing.h"

namespace sluice {

template <class Archive>
void transfer(Archive& archive, TextPair& pair) {
  archive(pair.en, pair.zh);
}

template <class Archive>
void transfer(Archive& archive, MoneyColumn& column) {
  archive(column.units, column.decimals);
}

template <class Archive>
void transfer(Archive& archive, TextColumn& column) {
  archive(column.bytes, column.ends);
}

template <class Archive>
void transfer(Archive& archive, RejectLog& log) {
  archive(log.entries, log.column_names, log.text);
}

template <class Archive>
void transfer(Archive& archive, LatestByCustomer& latest) {
  archive(latest.value, latest.time);
}

template <class Archive>
void transfer(Archive& archive, LatestValues& column) {
  archive(column.values, column.latest, column.latest_exchanged, column.several, column.is_open, column.given_up);
}

template <class Archive>
void transfer(Archive& archive, OrderBatch& batch) {
  archive(batch.amount, batch.margin, batch.line_flags, batch.record_hash, batch.run_end, batch.run_customer,
          batch.run_customer_hash, batch.run_time, batch.run_time_is_open, batch.run_source_line, batch.run_order_id,
          batch.has_order_ids, batch.run_name, batch.attributes);
}

template <class Archive>
void transfer(Archive& archive, OrderPiece& piece) {
  archive(piece.lines, piece.rejects, piece.late_rejects);
}

namespace ingest {

template <class Archive>
void transfer(Archive& archive, RejectCount& count) {
  archive(count.reason, count.text, count.rows, count.first_line);
}

template <class Archive>
void transfer(Archive& archive, SpoiledIdentifiers& spoiled) {
  archive(spoiled.cells, spoiled.first_line, spoiled.example);
}

template <class Archive>
void transfer(Archive& archive, Evidence& evidence) {
  archive(evidence.line, evidence.cell);
}

template <class Archive>
void transfer(Archive& archive, TextPiece& piece) {
  archive(piece.from, piece.bytes, piece.head, piece.tail, piece.lines, piece.encoding, piece.lost, piece.tally,
          piece.dates);
}

}  // namespace ingest

namespace engine {

std::string pack(FilePiece piece) {
  PackWriter writer;
  writer(piece.text, piece.rows);
  return std::move(writer).take();
}

std::optional<FilePiece> unpack_file_piece(std::string_view bytes) {
  FilePiece piece;
  PackReader reader(bytes);
  reader(piece.text, piece.rows);
  if (!reader.complete()) return std::nullopt;
  return piece;
}

}  // namespace engine
}  // namespace sluice
