#include "ingest/xml_reader.h"

#include <expat.h>

#include <algorithm>
#include <array>
#include <limits>
#include <new>
#include <vector>

#include "ingest/format_messages.h"
#include "ingest/zip_archive.h"

namespace sluice::ingest {
namespace {

std::string_view without_prefix(std::string_view name) {
  const size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

std::string_view XmlAttributes::operator[](std::string_view name) const {
  for (const char** entry = list_; entry[0] != nullptr; entry += 2) {
    if (name == entry[0]) return entry[1];  // mostly there is no prefix
  }
  for (const char** entry = list_; entry[0] != nullptr; entry += 2) {
    if (without_prefix(entry[0]) == name) return entry[1];
  }
  return {};
}

void XmlReader::Deleter::operator()(XML_ParserStruct* parser) const { XML_ParserFree(parser); }

struct XmlReader::Calls {
  static void open(void* reader, const char* name, const char** attributes) {
    static_cast<XmlReader*>(reader)->handler_.open(without_prefix(name), XmlAttributes(attributes));
  }
  static void close(void* reader, const char* name) {
    static_cast<XmlReader*>(reader)->handler_.close(without_prefix(name));
  }
  static void text(void* reader, const char* text, int length) {
    static_cast<XmlReader*>(reader)->handler_.text({text, static_cast<size_t>(length)});
  }
  static void document_type(void* reader, const char*, const char*, const char*, int) {
    static_cast<XmlReader*>(reader)->has_document_type_ = true;
    static_cast<XmlReader*>(reader)->stop();
  }
};

XmlReader::XmlReader(std::string part, XmlHandler& handler)
    : part_(std::move(part)), handler_(handler), parser_(XML_ParserCreate(nullptr)) {
  if (!parser_) throw std::bad_alloc();
  XML_SetUserData(parser_.get(), this);
  XML_SetElementHandler(parser_.get(), Calls::open, Calls::close);
  XML_SetCharacterDataHandler(parser_.get(), Calls::text);
  XML_SetStartDoctypeDeclHandler(parser_.get(), Calls::document_type);
}

void XmlReader::stop() {
  stopped_ = true;
  XML_StopParser(parser_.get(), XML_FALSE);
}

Status XmlReader::parse(std::string_view bytes, bool last) {
  do {
    const size_t size = std::min<size_t>(bytes.size(), size_t{1} << 20);
    const bool ends = last && size == bytes.size();
    const XML_Status status = XML_Parse(parser_.get(), bytes.data(), static_cast<int>(size), ends ? 1 : 0);
    if (has_document_type_) return xml_with_document_type(part_);
    if (stopped_) return Done{};
    if (status != XML_STATUS_OK) {
      const XML_Error error = XML_GetErrorCode(parser_.get());
      if (error == XML_ERROR_NO_MEMORY) throw std::bad_alloc();
      return bad_xml(part_, XML_GetCurrentLineNumber(parser_.get()), XML_ErrorString(error));
    }
    bytes.remove_prefix(size);
  } while (!bytes.empty());
  return Done{};
}

Status parse_stream(ZipStream& stream, XmlReader& reader) {
  std::vector<char> buffer(size_t{64} << 10);
  for (;;) {
    const auto read = stream.read(buffer);
    if (!read) return read.error();
    if (Status parsed = reader.parse({buffer.data(), *read}, *read == 0); !parsed) return parsed;
    if (*read == 0 || reader.stopped()) return Done{};
  }
}

}  // namespace sluice::ingest
