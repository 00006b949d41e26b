#include "app/screens/inquiry_state.h"

#include <string>

#include "app/format.h"
#include "app/i18n.h"
#include "app/theme.h"
#include "app/widgets/layout.h"
#include "app/widgets/progress.h"
#include "app/widgets/text.h"

namespace sluice::app {

bool has_inquiry_state(const InquiryState& inquiry) {
  return inquiry.error() != nullptr || (inquiry.waiting() && inquiry.share() > 0);
}

void draw_inquiry_state(InquiryState& inquiry, std::string_view key) {
  const std::string name(key);
  if (inquiry.stopped()) {
    const ui::BannerEvent event = ui::banner({.key = name + ".stopped",
                                              .tone = ui::Tone::neutral,
                                              .text = tr("inquiry.stopped"),
                                              .action = tr("inquiry.go_on")});
    if (event == ui::BannerEvent::action) inquiry.restart();
  } else if (const Error* error = inquiry.error()) {
    ui::paragraph(pick(error->message), TextStyle::body, name + ".error");
  } else {
    const bool stopped = ui::progress({.key = name + ".progress",
                                       .label = tr("inquiry.working"),
                                       .detail = format_percent(inquiry.share()),
                                       .share = inquiry.share(),
                                       .cancel = tr("common.cancel")});
    if (stopped) inquiry.stop();
  }
  ui::gap(sizes().s8);
}

}  // namespace sluice::app
