// expat with an owner and three rules: names are known without their prefixes, a document type is refused (bombs are
// made of entities, and no spreadsheet needs them), and an error names the part and the line.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

struct XML_ParserStruct;

namespace sluice::ingest {

/// The attributes of an element, valid during the call.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** list) : list_(list) {}
  std::string_view operator[](std::string_view name) const;  ///< empty: there is none

 private:
  const char** list_;
};

class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void open(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void close(std::string_view name) = 0;
  virtual void text(std::string_view) {}  ///< may come in pieces
};

class XmlReader {
 public:
  /// `part`: what the document is called in errors. The handler must outlive this.
  XmlReader(std::string part, XmlHandler& handler);
  XmlReader(XmlReader&&) = delete;  // expat knows its address

  /// The next bytes of the document; `last`: there are no more. Error: damaged_file.
  Status parse(std::string_view bytes, bool last);

  void stop();  ///< to be called by the handler: what follows is not wanted
  bool stopped() const { return stopped_; }

 private:
  struct Deleter {
    void operator()(XML_ParserStruct* parser) const;
  };
  struct Calls;  // what expat calls

  std::string part_;
  XmlHandler& handler_;
  std::unique_ptr<XML_ParserStruct, Deleter> parser_;
  bool stopped_ = false;
  bool has_document_type_ = false;
};

class ZipStream;

/// A whole part of a workbook through a reader, piece by piece, until its end or until the handler stops it.
Status parse_stream(ZipStream& stream, XmlReader& reader);

}  // namespace sluice::ingest
