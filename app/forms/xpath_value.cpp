// Values and what they become: JavaRosa's conversions between text, number, boolean and node-set.
#include <charconv>
#include <cmath>
#include <limits>

#include "app/forms/xpath.h"

namespace holdfast::forms {
namespace {

constexpr double kNothing = 1e-12;  // numbers closer to zero are zero
constexpr double kWholeMax = 1e15;  // whole numbers below it are exact

bool is_xml_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_xml_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_xml_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string number_text(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
  if (std::fabs(number) < kNothing) return "0";
  // A sum of decimals that should be whole is shown whole.
  const double whole = std::round(number);
  if (std::fabs(number) < kWholeMax && std::fabs(number - whole) < kNothing) number = whole;
  char out[400];
  const std::to_chars_result result = std::to_chars(out, out + sizeof out, number, std::chars_format::fixed);
  return result.ec == std::errc() ? std::string(out, result.ptr) : std::string("NaN");
}

// Digits, one point, a sign in front: no "1e6", no "Infinity", no decimal comma.
double text_number(std::string_view text) {
  const double none = std::numeric_limits<double>::quiet_NaN();
  text = trimmed(text);
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  bool digits = false;
  bool point = false;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      digits = true;
    } else if (c == '.' && !point) {
      point = true;
    } else {
      return none;
    }
  }
  if (!digits) return none;
  double out = 0;
  const std::from_chars_result result =
      std::from_chars(text.data(), text.data() + text.size(), out, std::chars_format::fixed);
  if (result.ec == std::errc::result_out_of_range) {
    out = text.find_first_of("123456789") < text.find('.') ? std::numeric_limits<double>::infinity() : 0.0;
  } else if (result.ec != std::errc()) {
    return none;
  }
  return negative ? -out : out;
}

Value Value::of(std::string text) {
  Value out;
  out.text_ = std::move(text);
  return out;
}

Value Value::of(double number) {
  Value out;
  out.kind_ = Kind::Number;
  out.number_ = number;
  return out;
}

Value Value::of(bool boolean) {
  Value out;
  out.kind_ = Kind::Boolean;
  out.boolean_ = boolean;
  return out;
}

Value Value::of(DateValue date) {
  Value out;
  out.kind_ = Kind::Date;
  out.date_ = date;
  return out;
}

Value Value::of(std::vector<NodeRef> nodes) {
  Value out;
  out.kind_ = Kind::Nodes;
  out.nodes_ = std::move(nodes);
  return out;
}

Value Value::unpacked(const LocalClock& clock) const {
  if (kind_ != Kind::Nodes) return *this;
  if (nodes_.empty()) return Value::of(std::string());
  const Instance& tree = *nodes_.front().tree;
  const NodeId node = nodes_.front().node;
  const std::string& text = tree.value(node);
  if (text.empty()) return Value::of(text);
  switch (tree.type(node)) {
    case NodeType::Integer:
    case NodeType::Decimal: {
      const double number = text_number(text);
      return std::isnan(number) ? Value::of(text) : Value::of(number);
    }
    case NodeType::Boolean: return Value::of(text == "true" || text == "1");
    case NodeType::Date:
    case NodeType::DateTime: {
      std::optional<DateValue> date = read_date_value(text, clock);
      if (!date.has_value()) return Value::of(text);
      if (tree.type(node) == NodeType::Date && !date->day_only)
        date = read_date_value(text.substr(0, 10), clock);
      return date.has_value() ? Value::of(*date) : Value::of(text);
    }
    case NodeType::Text:
    case NodeType::Time: break;
  }
  return Value::of(text);
}

std::string Value::to_text() const {
  switch (kind_) {
    case Kind::Text: return text_;
    case Kind::Number: return number_text(number_);
    case Kind::Boolean: return boolean_ ? "true" : "false";
    case Kind::Date: return date_.text();
    case Kind::Nodes: break;
  }
  if (nodes_.empty()) return {};
  const NodeRef& first = nodes_.front();
  const NodeType type = first.tree->type(first.node);
  const bool as_written = type != NodeType::Integer && type != NodeType::Decimal && type != NodeType::Boolean;
  return as_written ? first.tree->value(first.node) : unpacked({}).to_text();
}

double Value::to_number() const {
  switch (kind_) {
    case Kind::Text: return text_number(text_);
    case Kind::Number: return number_;
    case Kind::Boolean: return boolean_ ? 1.0 : 0.0;
    // Whole days, also of a moment: fractions are what decimal-date-time() is for.
    case Kind::Date: return static_cast<double>(date_.local_days());
    case Kind::Nodes: break;
  }
  return unpacked({}).to_number();
}

bool Value::to_boolean() const {
  switch (kind_) {
    case Kind::Text: return !text_.empty();
    case Kind::Number: return !std::isnan(number_) && std::fabs(number_) > kNothing;
    case Kind::Boolean: return boolean_;
    case Kind::Date: return true;
    case Kind::Nodes: break;
  }
  return unpacked({}).to_boolean();
}

}  // namespace holdfast::forms
