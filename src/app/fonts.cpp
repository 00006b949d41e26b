#include "app/fonts.h"

namespace sluice::app {

Fonts& fonts() {
  static Fonts faces;
  return faces;
}

}  // namespace sluice::app
