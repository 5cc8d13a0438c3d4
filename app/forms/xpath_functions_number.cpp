#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>

#include "app/forms/xpath_functions.h"

namespace holdfast::forms::xpath {
namespace {

constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

Result<Value> run_number(Evaluation& evaluation, const Expr& call) {
  const double number = TRY(evaluation.number(call.parts[0]));
  return Value::of(number);
}

// Of a moment, days with their fraction; of anything else its number. What mathematics is done with.
Result<double> real(Evaluation& evaluation, ExprId id) {
  const Value value = TRY(evaluation.single(id));
  return value.date() != nullptr ? value.date()->fractional_days() : value.to_number();
}

template <double (*Function)(double)>
Result<Value> run_real(Evaluation& evaluation, const Expr& call) {
  const double number = TRY(real(evaluation, call.parts[0]));
  return Value::of(Function(number));
}

template <double (*Function)(double, double)>
Result<Value> run_two(Evaluation& evaluation, const Expr& call) {
  const double first = TRY(real(evaluation, call.parts[0]));
  const double second = TRY(real(evaluation, call.parts[1]));
  return Value::of(Function(first, second));
}

double whole_part(double number) { return std::trunc(number); }
double power_of_ten(double number) { return std::pow(10.0, number); }
double power(double base, double exponent) { return std::pow(base, exponent); }
double angle(double y, double x) { return std::atan2(y, x); }
double absolute(double number) { return std::fabs(number); }
double root_of(double number) { return std::sqrt(number); }
double exponential(double number) { return std::exp(number); }
double natural_log(double number) { return std::log(number); }
double decimal_log(double number) { return std::log10(number); }
double sine(double number) { return std::sin(number); }
double cosine(double number) { return std::cos(number); }
double tangent(double number) { return std::tan(number); }
double arc_sine(double number) { return std::asin(number); }
double arc_cosine(double number) { return std::acos(number); }
double arc_tangent(double number) { return std::atan(number); }
double down(double number) { return std::floor(number); }
double up(double number) { return std::ceil(number); }

// Rounds the decimal that is written, not the binary that is near it: 12345.15 to one place is 12345.2. A half goes up
// for positive numbers and towards zero for negative ones.
double rounded_places(double number, std::size_t places) {
  char digits[400];
  const double size = std::fabs(number);
  const std::to_chars_result written = std::to_chars(digits, digits + sizeof digits, size, std::chars_format::fixed);
  if (written.ec != std::errc()) return number;
  std::string text(digits, written.ptr);
  const std::size_t point = text.find('.');
  if (point == std::string::npos || text.size() - point - 1 <= places) return number;
  const std::string rest = text.substr(point + 1 + places);
  const bool half = rest[0] == '5' && rest.find_first_not_of('0', 1) == std::string::npos;
  const bool goes_up = half ? number > 0 : rest[0] >= '5';
  text.resize(point + 1 + places);
  if (goes_up) {
    std::size_t at = text.size();
    while (at > 0) {
      char& c = text[--at];
      if (c == '.') continue;
      if (c != '9') {
        ++c;
        break;
      }
      c = '0';
      if (at == 0) text.insert(0, "1");
    }
  }
  if (text.back() == '.') text.pop_back();
  return std::copysign(text_number(text), number);
}

Result<Value> run_round(Evaluation& evaluation, const Expr& call) {
  const double number = TRY(evaluation.number(call.parts[0]));
  double places = 0;
  if (call.parts.size() == 2) places = std::trunc(TRY(evaluation.number(call.parts[1])));
  if (std::isnan(number) || std::isinf(number)) return Value::of(number);
  if (std::isnan(places)) places = 0;
  if (std::fabs(places) > 30) return Value::of(kNoNumber);
  if (places >= 0) return Value::of(rounded_places(number, static_cast<std::size_t>(places)));
  const double scale = std::pow(10.0, -places);
  return Value::of(std::trunc(number / scale + 0.5) * scale);
}

Result<Value> run_sum(Evaluation& evaluation, const Expr& call) {
  const std::vector<Value> values = TRY(evaluation.values(call, 0));
  double sum = 0;
  for (const Value& value : values) {
    const double number = value.to_number();
    if (!std::isnan(number)) sum += number;  // unanswered counts as nothing
  }
  return Value::of(sum);
}

template <bool Largest>
Result<Value> run_extreme(Evaluation& evaluation, const Expr& call) {
  const std::vector<Value> values = TRY(evaluation.values(call, 0));
  double out = kNoNumber;
  for (const Value& value : values) {
    const double number = value.to_number();
    if (std::isnan(number)) continue;
    if (std::isnan(out) || (Largest ? number > out : number < out)) out = number;
  }
  return Value::of(out);
}

Result<Value> run_pi(Evaluation&, const Expr&) { return Value::of(std::numbers::pi); }

Result<Value> run_random(Evaluation& evaluation, const Expr& call) {
  Random* random = evaluation.context().random;
  if (random == nullptr) return evaluation.failed(call, "random() has no source of chance here");
  const ByteArray<8> bytes = random->array<8>();
  std::uint64_t bits = 0;
  for (const std::uint8_t byte : bytes) bits = bits << 8 | byte;
  return Value::of(static_cast<double>(bits >> 11) * 0x1.0p-53);
}

constexpr Function kNumberFunctions[] = {
    {"number", 1, 1, run_number},
    {"int", 1, 1, run_real<whole_part>},
    {"round", 1, 2, run_round},
    {"floor", 1, 1, run_real<down>},
    {"ceiling", 1, 1, run_real<up>},
    {"sum", 1, 1, run_sum},
    {"max", 1, kManyArguments, run_extreme<true>},
    {"min", 1, kManyArguments, run_extreme<false>},
    {"pow", 2, 2, run_two<power>},
    {"log", 1, 1, run_real<natural_log>},
    {"log10", 1, 1, run_real<decimal_log>},
    {"abs", 1, 1, run_real<absolute>},
    {"sqrt", 1, 1, run_real<root_of>},
    {"exp", 1, 1, run_real<exponential>},
    {"exp10", 1, 1, run_real<power_of_ten>},
    {"sin", 1, 1, run_real<sine>},
    {"cos", 1, 1, run_real<cosine>},
    {"tan", 1, 1, run_real<tangent>},
    {"asin", 1, 1, run_real<arc_sine>},
    {"acos", 1, 1, run_real<arc_cosine>},
    {"atan", 1, 1, run_real<arc_tangent>},
    {"atan2", 2, 2, run_two<angle>},
    {"pi", 0, 0, run_pi},
    {"random", 0, 0, run_random},
};

}  // namespace

std::span<const Function> number_functions() { return kNumberFunctions; }

}  // namespace holdfast::forms::xpath
