// The data files of assets/ that are part of the program: segment maps, playbooks and translations. The
// build writes the definitions (cmake/embed_assets.py); nothing is read from a disk at run time.
//
// Paths are relative to assets/, with forward slashes: "segment_maps/standard_11.json".
#pragma once

#include <span>
#include <string_view>

namespace sluice {

// assets/segment_maps/*.json and assets/playbooks/*.json; in sluice_base.
std::string_view embedded_asset(std::string_view path);    // the file's text, or an empty view
std::span<const std::string_view> embedded_asset_paths();  // all of them, sorted

// assets/i18n/*.json; only the interface carries them (sluice_app).
std::string_view embedded_translation(std::string_view path);  // the file's text, or an empty view
std::span<const std::string_view> embedded_translation_paths();

}  // namespace sluice
