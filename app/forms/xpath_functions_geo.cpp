// Places on the earth, computed as ODK Collect does: on a sphere of the equator's radius.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "app/forms/xpath_functions.h"

namespace holdfast::forms::xpath {
namespace {

constexpr double kEarthRadius = 6'378'100;
constexpr double kMetresPerDegree = 2 * kEarthRadius * std::numbers::pi / 360;

struct Point {
  double latitude = 0;
  double longitude = 0;
};

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

// "lat lon …"; nothing where the text is no place.
std::optional<Point> read_point(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  const std::size_t blank = text.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  std::string_view rest = text.substr(blank + 1);
  const Point out{text_number(text.substr(0, blank)), text_number(rest.substr(0, rest.find(' ')))};
  const bool there = std::fabs(out.latitude) <= 90 && std::fabs(out.longitude) <= 180;  // false for NaN too
  return there ? std::optional(out) : std::nullopt;
}

Result<std::vector<Point>> read_points(Evaluation& evaluation, const Expr& call, std::string_view text) {
  TRY(evaluation.spend(text.size() / 16));
  std::vector<Point> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(';'), text.size());
    std::string_view one = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (!one.empty() && one.front() == ' ') one.remove_prefix(1);
    if (one.empty()) continue;
    const std::optional<Point> point = read_point(one);
    if (!point.has_value()) return evaluation.failed(call, "this text is no place; a place is written \"lat lon\"");
    out.push_back(*point);
  }
  return out;
}

// All points of all arguments: one shape, or one point of each instance of a repeat.
Result<std::vector<Point>> points_of(Evaluation& evaluation, const Expr& call) {
  const std::vector<Value> values = TRY(evaluation.values(call, 0));
  std::vector<Point> out;
  for (const Value& value : values) {
    const std::vector<Point> more = TRY(read_points(evaluation, call, value.to_text()));
    out.insert(out.end(), more.begin(), more.end());
  }
  return out;
}

double distance_between(const Point& a, const Point& b) {
  const double angle = std::sin(radians(a.latitude)) * std::sin(radians(b.latitude)) +
                       std::cos(radians(a.latitude)) * std::cos(radians(b.latitude)) *
                           std::cos(radians(a.longitude - b.longitude));
  return std::acos(std::clamp(angle, -1.0, 1.0)) * kEarthRadius;  // rounding may pass 1 for one and the same point
}

Result<Value> run_distance(Evaluation& evaluation, const Expr& call) {
  const std::vector<Point> points = TRY(points_of(evaluation, call));
  double out = 0;
  for (std::size_t i = 1; i < points.size(); ++i) out += distance_between(points[i - 1], points[i]);
  return Value::of(out);
}

// Triangles from the first point, on a plane that touches the earth there.
Result<Value> run_area(Evaluation& evaluation, const Expr& call) {
  const std::vector<Point> points = TRY(points_of(evaluation, call));
  if (points.size() < 3) return Value::of(0.0);
  const Point origin = points[0];
  const auto north = [&](const Point& p) { return (p.latitude - origin.latitude) * kMetresPerDegree; };
  const auto east = [&](const Point& p) {
    return (p.longitude - origin.longitude) * kMetresPerDegree * std::cos(radians(p.latitude));
  };
  double out = 0;
  for (std::size_t i = 2; i < points.size(); ++i)
    out += (north(points[i - 1]) * east(points[i]) - east(points[i - 1]) * north(points[i])) / 2;
  return Value::of(std::fabs(out));
}

// A ray from the point crosses the fence an odd number of times: it is inside.
Result<Value> run_geofence(Evaluation& evaluation, const Expr& call) {
  const std::string place = TRY(evaluation.text(call.parts[0]));
  const std::string shape = TRY(evaluation.text(call.parts[1]));
  if (place.empty() || shape.empty()) return Value::of(false);
  const std::optional<Point> point = read_point(place);
  if (!point.has_value()) return evaluation.failed(call, "geofence() needs a place first");
  const std::vector<Point> fence = TRY(read_points(evaluation, call, shape));
  bool inside = false;
  for (std::size_t i = 1; i < fence.size(); ++i) {
    const Point& a = fence[i - 1];
    const Point& b = fence[i];
    if ((a.latitude > point->latitude) == (b.latitude > point->latitude)) continue;
    const double crossing = (a.longitude - b.longitude) * (point->latitude - b.latitude) / (a.latitude - b.latitude) +
                            b.longitude;
    if (point->longitude < crossing) inside = !inside;
  }
  return Value::of(inside);
}

constexpr Function kGeoFunctions[] = {
    {"area", 1, 1, run_area},
    {"enclosed-area", 1, 1, run_area},
    {"distance", 1, kManyArguments, run_distance},
    {"geofence", 2, 2, run_geofence},
};

}  // namespace

std::span<const Function> geo_functions() { return kGeoFunctions; }

}  // namespace holdfast::forms::xpath
