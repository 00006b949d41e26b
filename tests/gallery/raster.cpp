#include "gallery/raster.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string_view>

namespace sluice::gallery {
namespace {

struct Vertex {
  float x, y, u, v;
  std::array<float, 4> color;  ///< 0..1
};

std::array<float, 4> texel(const ImTextureData& texture, int x, int y) {
  x = std::clamp(x, 0, texture.Width - 1);
  y = std::clamp(y, 0, texture.Height - 1);
  const unsigned char* p =
      texture.Pixels + (static_cast<size_t>(y) * static_cast<size_t>(texture.Width) + static_cast<size_t>(x)) *
                           static_cast<size_t>(texture.BytesPerPixel);
  if (texture.BytesPerPixel == 1) return {1, 1, 1, static_cast<float>(p[0]) / 255};
  return {static_cast<float>(p[0]) / 255, static_cast<float>(p[1]) / 255, static_cast<float>(p[2]) / 255,
          static_cast<float>(p[3]) / 255};
}

std::array<float, 4> sample(const ImTextureData& texture, float u, float v) {
  const float x = u * static_cast<float>(texture.Width) - 0.5f, y = v * static_cast<float>(texture.Height) - 0.5f;
  const int left = static_cast<int>(std::floor(x)), top = static_cast<int>(std::floor(y));
  const float fx = x - static_cast<float>(left), fy = y - static_cast<float>(top);
  const auto a = texel(texture, left, top), b = texel(texture, left + 1, top);
  const auto c = texel(texture, left, top + 1), d = texel(texture, left + 1, top + 1);
  std::array<float, 4> out;
  for (size_t i = 0; i < 4; ++i) {
    out[i] = (a[i] * (1 - fx) + b[i] * fx) * (1 - fy) + (c[i] * (1 - fx) + d[i] * fx) * fy;
  }
  return out;
}

float edge(const Vertex& a, const Vertex& b, float x, float y) {
  return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
}

/// A pixel on an edge that two triangles share belongs to one of them only.
bool owns_edge(const Vertex& a, const Vertex& b) { return (a.y == b.y && b.x > a.x) || b.y < a.y; }

void draw_triangle(Picture& picture, Vertex a, Vertex b, Vertex c, const ImTextureData* texture,
                   const std::array<int, 4>& clip) {
  float area = edge(a, b, c.x, c.y);
  if (area == 0 || !std::isfinite(area)) return;
  if (area < 0) {
    std::swap(b, c);
    area = -area;
  }
  // Shapes take their colour from one white texel.
  const bool textured = texture != nullptr && (a.u != b.u || a.v != b.v || b.u != c.u || b.v != c.v);
  const int left = std::max(clip[0], static_cast<int>(std::floor(std::min({a.x, b.x, c.x}))));
  const int right = std::min(clip[2], static_cast<int>(std::ceil(std::max({a.x, b.x, c.x}))) + 1);
  const int top = std::max(clip[1], static_cast<int>(std::floor(std::min({a.y, b.y, c.y}))));
  const int bottom = std::min(clip[3], static_cast<int>(std::ceil(std::max({a.y, b.y, c.y}))) + 1);
  for (int y = top; y < bottom; ++y) {
    for (int x = left; x < right; ++x) {
      const float px = static_cast<float>(x) + 0.5f, py = static_cast<float>(y) + 0.5f;
      const float wa = edge(b, c, px, py), wb = edge(c, a, px, py), wc = edge(a, b, px, py);
      if (wa < 0 || wb < 0 || wc < 0) continue;
      if ((wa == 0 && !owns_edge(b, c)) || (wb == 0 && !owns_edge(c, a)) || (wc == 0 && !owns_edge(a, b))) continue;
      const float sa = wa / area, sb = wb / area, sc = wc / area;
      std::array<float, 4> color;
      for (size_t i = 0; i < 4; ++i) color[i] = a.color[i] * sa + b.color[i] * sb + c.color[i] * sc;
      if (textured) {
        const auto t = sample(*texture, a.u * sa + b.u * sb + c.u * sc, a.v * sa + b.v * sb + c.v * sc);
        for (size_t i = 0; i < 4; ++i) color[i] *= t[i];
      }
      uint8_t* pixel =
          &picture.rgb[(static_cast<size_t>(y) * static_cast<size_t>(picture.width) + static_cast<size_t>(x)) * 3];
      for (size_t i = 0; i < 3; ++i) {
        const float mixed = static_cast<float>(pixel[i]) / 255 * (1 - color[3]) + color[i] * color[3];
        pixel[i] = static_cast<uint8_t>(std::lround(std::clamp(mixed, 0.0f, 1.0f) * 255));
      }
    }
  }
}

Vertex transform(const ImDrawVert& v, ImVec2 origin, ImVec2 scale) {
  const ImVec4 c = ImGui::ColorConvertU32ToFloat4(v.col);
  return {(v.pos.x - origin.x) * scale.x, (v.pos.y - origin.y) * scale.y, v.uv.x, v.uv.y, {c.x, c.y, c.z, c.w}};
}

uint32_t crc_of(std::string_view bytes) {
  uint32_t crc = 0xFFFFFFFFu;
  for (const char byte : bytes) {
    crc ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ (0xEDB88320u & (0u - (crc & 1u)));
  }
  return ~crc;
}

std::string big_endian(uint32_t value) {
  return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
          static_cast<char>(value)};
}

std::string chunk(std::string_view type, std::string_view body) {
  const std::string typed = std::string(type) + std::string(body);
  return big_endian(static_cast<uint32_t>(body.size())) + typed + big_endian(crc_of(typed));
}

/// A zlib stream of stored blocks: larger files, but no compressor.
std::string stored(std::string_view raw) {
  std::string out = "\x78\x01";
  constexpr size_t kBlock = 65535;
  uint32_t a = 1, b = 0;
  for (const char byte : raw) {
    a = (a + static_cast<unsigned char>(byte)) % 65521;
    b = (b + a) % 65521;
  }
  for (size_t at = 0; at < raw.size(); at += kBlock) {
    const std::string_view part = raw.substr(at, kBlock);
    const auto size = static_cast<uint16_t>(part.size());
    out += static_cast<char>(at + kBlock >= raw.size());
    for (const uint16_t word : {size, static_cast<uint16_t>(~size)}) {
      out += static_cast<char>(word & 0xFF);
      out += static_cast<char>(word >> 8);
    }
    out += part;
  }
  return out + big_endian(b << 16 | a);
}

}  // namespace

void accept_textures(ImDrawData& data) {
  if (data.Textures == nullptr) return;
  for (ImTextureData* texture : *data.Textures) {
    if (texture->Status == ImTextureStatus_WantDestroy) {
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    } else if (texture->Status != ImTextureStatus_OK) {
      texture->SetTexID(static_cast<ImTextureID>(texture->UniqueID + 1));
      texture->SetStatus(ImTextureStatus_OK);
    }
  }
}

Picture render(ImDrawData& data, ImVec4 background) {
  accept_textures(data);
  Picture picture;
  picture.width = static_cast<int>(data.DisplaySize.x * data.FramebufferScale.x);
  picture.height = static_cast<int>(data.DisplaySize.y * data.FramebufferScale.y);
  for (int i = 0; i < picture.width * picture.height; ++i) {
    for (const float channel : {background.x, background.y, background.z}) {
      picture.rgb.push_back(static_cast<uint8_t>(std::lround(channel * 255)));
    }
  }
  for (const ImDrawList* list : data.CmdLists) {
    for (const ImDrawCmd& command : list->CmdBuffer) {
      const ImVec2 origin = data.DisplayPos, scale = data.FramebufferScale;
      const auto pixel = [](float position, float factor, int most) {
        return std::clamp(static_cast<int>(position * factor), 0, most);
      };
      const std::array<int, 4> clip = {pixel(command.ClipRect.x - origin.x, scale.x, picture.width),
                                       pixel(command.ClipRect.y - origin.y, scale.y, picture.height),
                                       pixel(command.ClipRect.z - origin.x, scale.x, picture.width),
                                       pixel(command.ClipRect.w - origin.y, scale.y, picture.height)};
      const ImTextureData* texture = command.TexRef._TexData;
      for (unsigned int i = 0; i + 2 < command.ElemCount; i += 3) {
        std::array<Vertex, 3> corners;
        for (unsigned int k = 0; k < 3; ++k) {
          const ImDrawIdx index = list->IdxBuffer[static_cast<int>(command.IdxOffset + i + k)];
          corners[k] = transform(list->VtxBuffer[static_cast<int>(command.VtxOffset + index)], origin, scale);
        }
        draw_triangle(picture, corners[0], corners[1], corners[2], texture, clip);
      }
    }
  }
  return picture;
}

bool write_png(const Picture& picture, const std::string& path) {
  std::string raw;
  const size_t stride = static_cast<size_t>(picture.width) * 3;
  for (int y = 0; y < picture.height; ++y) {
    raw += '\0';
    raw.append(reinterpret_cast<const char*>(picture.rgb.data()) + static_cast<size_t>(y) * stride, stride);
  }
  constexpr std::string_view kTrueColor("\x08\x02\x00\x00\x00", 5);
  const std::string header = big_endian(static_cast<uint32_t>(picture.width)) +
                             big_endian(static_cast<uint32_t>(picture.height)) + std::string(kTrueColor);
  const std::string png = "\x89PNG\r\n\x1a\n" + chunk("IHDR", header) + chunk("IDAT", stored(raw)) + chunk("IEND", "");
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) return false;
  const bool written = std::fwrite(png.data(), 1, png.size(), file) == png.size();
  return std::fclose(file) == 0 && written;
}

}  // namespace sluice::gallery
