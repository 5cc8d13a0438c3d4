// GeoJSON (RFC 7946) as a list of choices: one feature a row, its properties as columns.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "app/forms/external_list.h"

namespace holdfast::forms {
namespace {

using GeoJson = nlohmann::ordered_json;

constexpr std::size_t kGeoJsonDepthMax = 32;

// The parser would build any depth; ours is looked at first.
bool is_shallow(std::string_view text) {
  std::size_t depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\') ++i;
      else if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kGeoJsonDepthMax) return false;
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return true;
}

std::string property_text(const GeoJson& value) {
  if (value.is_null()) return {};
  if (value.is_string()) return value.get<std::string>();
  return value.dump(-1, ' ', false, GeoJson::error_handler_t::replace);
}

// [102, 0.5] -> "0.5 102 0 0": latitude first, and no height or accuracy.
std::optional<std::string> position_text(const GeoJson& position) {
  if (!position.is_array() || position.size() < 2 || !position[0].is_number() || !position[1].is_number()) {
    return std::nullopt;
  }
  return position[1].dump() + " " + position[0].dump() + " 0 0";
}

std::optional<std::string> positions_text(const GeoJson& positions) {
  if (!positions.is_array()) return std::nullopt;
  std::string out;
  for (const GeoJson& position : positions) {
    const std::optional<std::string> one = position_text(position);
    if (!one) return std::nullopt;
    out += (out.empty() ? "" : "; ") + *one;
  }
  return out;
}

// Nothing where the shape is none of point, line and area.
std::optional<std::string> geometry_text(const GeoJson& geometry) {
  if (geometry.is_null()) return std::string();
  if (!geometry.is_object() || !geometry.contains("type") || !geometry.contains("coordinates")) return std::nullopt;
  const GeoJson& type = geometry["type"];
  const GeoJson& coordinates = geometry["coordinates"];
  if (type == "Point") return position_text(coordinates);
  if (type == "LineString") return positions_text(coordinates);
  // The outer ring; holes have no spelling in ODK.
  if (type == "Polygon" && coordinates.is_array() && !coordinates.empty()) return positions_text(coordinates[0]);
  return std::nullopt;
}

class GeoJsonRows {
 public:
  explicit GeoJsonRows(std::string_view file_name) : what_(file_name) {
    out_.name = list_instance_name(file_name);
    out_.columns = {"geometry"};
  }

  Result<ExternalList> read(const GeoJson& document) {
    if (!document.is_object() || !document.contains("type") || document["type"] != "FeatureCollection") {
      return Error{kFormExternal, what_ + ": this is no FeatureCollection"};
    }
    if (!document.contains("features") || !document["features"].is_array()) {
      return Error{kFormExternal, what_ + ": \"features\" is no list"};
    }
    if (document["features"].size() > kListRowsMax) return Error{kFormTooLarge, what_ + ": too many features"};
    for (const GeoJson& feature : document["features"]) TRY(add(feature));
    for (std::vector<std::string>& row : out_.rows) row.resize(out_.columns.size());
    return std::move(out_);
  }

 private:
  Result<void> add(const GeoJson& feature) {
    const std::size_t number = out_.rows.size() + 1;
    const std::string where = what_ + ", feature " + std::to_string(number) + ": ";
    if (!feature.is_object() || !feature.contains("geometry")) {
      return Error{kFormExternal, where + "this is no feature with a geometry"};
    }
    std::optional<std::string> geometry = geometry_text(feature["geometry"]);
    if (!geometry) return Error{kFormExternal, where + "the geometry is no point, line or area"};
    std::vector<std::string> row = {std::move(*geometry)};
    if (feature.contains("properties") && feature["properties"].is_object()) {
      for (const auto& [name, value] : feature["properties"].items()) TRY(set(row, where, name, property_text(value)));
    }
    if (feature.contains("id")) TRY(set(row, where, "id", property_text(feature["id"])));
    out_.rows.push_back(std::move(row));
    out_.row_numbers.push_back(number);
    return {};
  }

  Result<void> set(std::vector<std::string>& row, const std::string& where, const std::string& name,
                   std::string value) {
    if (name.empty()) return {};
    std::size_t position = out_.column(name);
    if (position == ExternalList::npos) {
      if (out_.columns.size() == kListColumnsMax) return Error{kFormTooLarge, where + "too many properties"};
      position = out_.columns.size();
      out_.columns.push_back(name);
    }
    // What a property called "geometry" says is never the shape.
    if (position == 0) return {};
    if (row.size() <= position) row.resize(position + 1);
    row[position] = std::move(value);
    return {};
  }

  std::string what_;
  ExternalList out_;
};

}  // namespace

Result<ExternalList> read_geojson_list(std::string_view file_name, ByteView bytes) {
  const std::string what(file_name);
  if (bytes.size() > kListFileSizeMax) return Error{kFormTooLarge, what};
  if (!is_utf8(bytes)) return Error{kFormExternal, what + ": not UTF-8 text"};
  std::string_view text = as_text(bytes);
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  if (!is_shallow(text)) return Error{kFormExternal, what + ": nested too deeply"};
  const GeoJson document = GeoJson::parse(text.begin(), text.end(), nullptr, false);
  if (document.is_discarded()) return Error{kFormExternal, what + ": this is not JSON"};
  return GeoJsonRows(file_name).read(document);
}

}  // namespace holdfast::forms
