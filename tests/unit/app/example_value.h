// What the engine might say of what customers are worth.
#pragma once

#include "report/messages.h"

namespace sluice::app {

rfm::ValueReport example_value();           ///< of the customers of shop_report(); the models hold
rfm::ValueReport example_without_models();  ///< a forecast without a model did better
rfm::ValueIntervals example_value_intervals();

}  // namespace sluice::app
