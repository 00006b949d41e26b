#include "app/color.h"

#include <algorithm>
#include <cmath>

namespace sluice::app {
namespace {

struct Linear {
  double r, g, b;
};
struct Lab {
  double l, a, b;
};

double channel(Color color, int shift) { return static_cast<double>((color >> shift) & 0xFFu) / 255.0; }

double to_linear(double srgb) { return srgb <= 0.04045 ? srgb / 12.92 : std::pow((srgb + 0.055) / 1.055, 2.4); }

double to_srgb(double linear) {
  return linear <= 0.0031308 ? linear * 12.92 : 1.055 * std::pow(linear, 1.0 / 2.4) - 0.055;
}

Linear linear_of(Color color) {
  return {to_linear(channel(color, IM_COL32_R_SHIFT)), to_linear(channel(color, IM_COL32_G_SHIFT)),
          to_linear(channel(color, IM_COL32_B_SHIFT))};
}

uint32_t byte_of(double share) { return static_cast<uint32_t>(std::lround(std::clamp(share, 0.0, 1.0) * 255.0)); }

Color pack(const Linear& c) {
  return IM_COL32(byte_of(to_srgb(c.r)), byte_of(to_srgb(c.g)), byte_of(to_srgb(c.b)), 255);
}

// Matrices of Björn Ottosson, "A perceptual color space for image processing" (2020).
Lab to_lab(const Linear& c) {
  const double l = std::cbrt(0.4122214708 * c.r + 0.5363325363 * c.g + 0.0514459929 * c.b);
  const double m = std::cbrt(0.2119034982 * c.r + 0.6806995451 * c.g + 0.1073969566 * c.b);
  const double s = std::cbrt(0.0883024619 * c.r + 0.2817188376 * c.g + 0.6299787005 * c.b);
  return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
          1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
          0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

Linear to_linear_rgb(const Lab& c) {
  const double l = std::pow(c.l + 0.3963377774 * c.a + 0.2158037573 * c.b, 3.0);
  const double m = std::pow(c.l - 0.1055613458 * c.a - 0.0638541728 * c.b, 3.0);
  const double s = std::pow(c.l - 0.0894841775 * c.a - 1.2914855480 * c.b, 3.0);
  return {4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
          -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
          -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s};
}

bool in_gamut(const Linear& c) {
  constexpr double kSlack = 1e-4;
  return std::min({c.r, c.g, c.b}) >= -kSlack && std::max({c.r, c.g, c.b}) <= 1 + kSlack;
}

double luminance(Color color) {
  const Linear c = linear_of(color);
  return 0.2126 * c.r + 0.7152 * c.g + 0.0722 * c.b;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

Color rgb(uint32_t hex) { return IM_COL32((hex >> 16) & 0xFF, (hex >> 8) & 0xFF, hex & 0xFF, 255); }

Color parse_hex(std::string_view text, Color otherwise) {
  if (text.size() != 7 || text[0] != '#') return otherwise;
  uint32_t hex = 0;
  for (const char c : text.substr(1)) {
    const int digit = hex_digit(c);
    if (digit < 0) return otherwise;
    hex = hex * 16 + static_cast<uint32_t>(digit);
  }
  return rgb(hex);
}

Color with_alpha(Color color, float alpha) {
  return (color & ~IM_COL32_A_MASK) | (byte_of(static_cast<double>(alpha)) << IM_COL32_A_SHIFT);
}

Color mix(Color from, Color to, float share) {
  const Lab a = to_lab(linear_of(from));
  const Lab b = to_lab(linear_of(to));
  const double t = std::clamp(static_cast<double>(share), 0.0, 1.0);
  const Color mixed = pack(to_linear_rgb({a.l + (b.l - a.l) * t, a.a + (b.a - a.a) * t, a.b + (b.b - a.b) * t}));
  const double alpha = channel(from, IM_COL32_A_SHIFT) * (1 - t) + channel(to, IM_COL32_A_SHIFT) * t;
  return with_alpha(mixed, static_cast<float>(alpha));
}

Color over(Color front, Color back) {
  const double alpha = channel(front, IM_COL32_A_SHIFT);
  const auto blend = [&](int shift) {
    return byte_of(channel(front, shift) * alpha + channel(back, shift) * (1 - alpha));
  };
  return IM_COL32(blend(IM_COL32_R_SHIFT), blend(IM_COL32_G_SHIFT), blend(IM_COL32_B_SHIFT), 255);
}

ImVec4 to_vec4(Color color) { return ImGui::ColorConvertU32ToFloat4(color); }

double contrast(Color a, Color b) {
  const double first = luminance(a) + 0.05;
  const double second = luminance(b) + 0.05;
  return std::max(first, second) / std::min(first, second);
}

Lch to_lch(Color color) {
  const Lab lab = to_lab(linear_of(color));
  return {static_cast<float>(lab.l), static_cast<float>(std::hypot(lab.a, lab.b)),
          static_cast<float>(std::atan2(lab.b, lab.a))};
}

Color from_lch(Lch lch) {
  const double lightness = std::clamp(static_cast<double>(lch.lightness), 0.0, 1.0);
  const double hue = static_cast<double>(lch.hue);
  const auto at = [&](double chroma) {
    return to_linear_rgb({lightness, chroma * std::cos(hue), chroma * std::sin(hue)});
  };
  double chroma = std::max(0.0, static_cast<double>(lch.chroma));
  if (in_gamut(at(chroma))) return pack(at(chroma));
  double low = 0;
  for (int step = 0; step < 20; ++step) {
    const double middle = (low + chroma) / 2;
    (in_gamut(at(middle)) ? low : chroma) = middle;
  }
  return pack(at(low));
}

}  // namespace sluice::app
