// Puts questions to the engine for those who keep the answers.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "app/engine_client.h"
#include "app/inquiry.h"
#include "app/row_pages.h"
#include "report/messages.h"

namespace sluice::app {

class Questioner {
 public:
  using Complain = std::function<void(const Error&)>;

  /// `complain`: what becomes of an error that has no place on a screen of its own.
  Questioner(EngineClient& engine, Complain complain) : engine_(engine), complain_(std::move(complain)) {}

  /// Sends `request`; its answer, read by `parse`, goes to `inquiry` in its `generation`. What takes long is worked on
  /// for a moment at a time: asked again until it is there, the engine answers everything else between.
  template <class Answer>
  void inquire(Inquiry<Answer>& inquiry, uint64_t generation, const std::string& request,
               Result<Answer> (*parse)(std::string_view json)) {
    const auto answered = [this, &inquiry, generation, request, parse](std::string_view json) {
      if (const std::optional<double> share = parse_share(json)) {
        if (inquiry.advance(generation, *share)) inquire(inquiry, generation, request, parse);
        return;
      }
      Result<Answer> answer = parse(json);
      if (!answer) return inquiry.fail(generation, answer.error());
      inquiry.fill(generation, std::move(*answer));
    };
    const auto failed = [&inquiry, generation](const Error& error) { inquiry.fail(generation, error); };
    engine_.send(request, {.answered = answered, .failed = failed});
  }

  /// Sends `request` for a page of `rows`, which `parse` reads.
  template <class Page, class Row>
  void fetch_page(RowPages<Row>& rows, uint64_t generation, std::string_view request,
                  Result<Page> (*parse)(std::string_view json)) {
    const auto failed = [this, &rows, generation](const Error& error) {
      rows.fail(generation);
      complain_(error);
    };
    const auto answered = [&rows, generation, parse, failed](std::string_view json) {
      Result<Page> page = parse(json);
      if (!page) return failed(page.error());
      rows.fill(generation, page->offset, page->total, std::move(page->rows));
    };
    engine_.send(request, {.answered = answered, .failed = failed});
  }

 private:
  EngineClient& engine_;
  Complain complain_;
};

/// The query for that part of the rows.
template <class Query>
Query page_query(Query query, uint64_t offset, uint64_t limit) {
  query.offset = offset;
  query.limit = limit;
  return query;
}

}  // namespace sluice::app
