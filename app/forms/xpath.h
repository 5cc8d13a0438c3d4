// Expressions of forms: ODK's XPath, parsed once, evaluated often.
//
// JavaRosa's meaning (ODK Collect's engine) where engines differ: regex() matches whole values; numbers are equal
// within 1e-12; an empty node-set is ''; text is never compared as a date; round() takes a half towards zero below
// zero; an absolute path means this instance of every repeat around the expression. Where JavaRosa gives up we do as
// XPath 1.0 says: of several nodes the first in the order of the form; = and != look at each.
//
// Our own evaluator, not libxml2's with functions registered: equality within 1e-12, '' for no node, instances of
// repeats by scope, answers that are not relevant, an index over lists and limits on work all lie inside an evaluator,
// where nothing can be registered; and its trees are not ours, so every answer would be copied. Measured on one
// core: 500 expressions over 2,000 questions in 1.0 ms (libxml2 2.9: 1.3 ms); one district of 50,000 rows in 2 to
// 10 ms with its index, then 0.01 ms; 9 to 12 ms where no index helps (libxml2: 30 to 40 ms).
//
// Text of a form is hostile until proven otherwise: length, depth, visited nodes and the size of texts have limits, and
// each ends in a sentence that names a place in the expression, not in a crash.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/forms/instance.h"
#include "app/forms/reasons.h"
#include "app/text/time_zone.h"
#include "crypto/base/random.h"
#include "crypto/base/result.h"

namespace holdfast::forms {

inline constexpr std::size_t kExpressionSizeMax = std::size_t{64} << 10;
inline constexpr std::size_t kExpressionDepthMax = 128;
inline constexpr std::size_t kExpressionWorkMax = 5'000'000;  // nodes visited, and 64 bytes of text, count one each
inline constexpr std::size_t kExpressionTextMax = std::size_t{1} << 20;

struct NodeRef {
  const Instance* tree = nullptr;
  NodeId node = kNoNode;
  explicit operator bool() const { return tree != nullptr && node != kNoNode; }
  friend bool operator==(const NodeRef&, const NodeRef&) = default;
};

// A moment, or a day in the time zone it was made for.
struct DateValue {
  std::int64_t utc_ms = 0;
  std::int32_t utc_offset_minutes = 0;
  bool day_only = false;
  std::int64_t local_days() const;    // days since 1970-01-01 of the day in its zone
  double fractional_days() const;     // since 1970-01-01T00:00 of its zone
  std::string text() const;           // "2026-11-24", or "2026-11-24T14:30:00.000+07:00"
  friend bool operator==(const DateValue&, const DateValue&) = default;
};

// The clock on the wall of whoever looks: each moment with the offset that the zone has then, so that a form filled in
// in summer speaks of a winter's evening as JavaRosa does. Without a zone one offset holds for all moments.
struct LocalClock {
  std::int32_t utc_offset_minutes = 0;
  const text::TimeZone* zone = nullptr;  // must outlive it
  // Moments keep the offset they were written with: whoever judges what others signed sees their wall, not its own.
  bool as_written = false;
  std::int32_t offset_at(std::int64_t utc_ms) const;
  // What such a clock shows. A time that a change skips is moved on by what was skipped; of one that comes twice, the
  // first is meant.
  std::int64_t utc_of(std::int64_t local_ms) const;
  DateValue moment(std::int64_t utc_ms) const;
  DateValue day(std::int64_t days) const;
};
// "2026-11-24", "2026-11-24T14:30", …, with or without an offset; nothing where there is no such day or time.
std::optional<DateValue> read_date_value(std::string_view text, const LocalClock& clock);

class Value {
 public:
  enum class Kind : std::uint8_t { Nodes, Text, Number, Boolean, Date };

  static Value of(std::string text);
  static Value of(double number);
  static Value of(bool boolean);
  static Value of(DateValue date);
  static Value of(std::vector<NodeRef> nodes);
  static Value of(const char*) = delete;  // would be taken for a boolean

  Kind kind() const { return kind_; }
  const std::vector<NodeRef>& nodes() const { return nodes_; }  // in the order of the form; of Nodes only
  std::string to_text() const;
  double to_number() const;
  bool to_boolean() const;
  // The first node's value by its type ('' where there is none); anything else as it is.
  Value unpacked(const LocalClock& clock) const;
  const DateValue* date() const { return kind_ == Kind::Date ? &date_ : nullptr; }

 private:
  Kind kind_ = Kind::Text;
  bool boolean_ = false;
  double number_ = 0;
  std::string text_{};
  DateValue date_{};
  std::vector<NodeRef> nodes_{};
};

// XPath's spelling of a number ("10", "0.5", "NaN") and the number a text spells (NaN where it spells none).
std::string number_text(double number);
double text_number(std::string_view text);

// What an expression may ask beyond the tree. The defaults know nothing.
class ExpressionLookups {
 public:
  virtual ~ExpressionLookups() = default;
  // instance('id') and pulldata('id', …); null where there is no such list or file.
  virtual const Instance* instance(std::string_view) const { return nullptr; }
  // jr:itext('id') in the language shown now.
  virtual std::optional<std::string> itext(std::string_view) const { return std::nullopt; }
  // jr:choice-name: the label of one choice of the question at a form path ("/data/group/question").
  virtual std::optional<std::string> choice_label(std::string_view, std::string_view) const { return std::nullopt; }
  // property('deviceid'), property('username'), …
  virtual std::optional<std::string> property(std::string_view) const { return std::nullopt; }
  virtual std::string form_version() const { return {}; }
};

struct EvalContext {
  NodeRef node;      // what '.' is
  NodeRef current;   // what current() is; the question that the expression belongs to. Nothing: the same as `node`
  std::size_t position = 0;  // position() and last() where the caller walks a list itself; 0: among its siblings
  std::size_t size = 0;
  const Instance* main = nullptr;  // where absolute paths begin
  std::int64_t now_ms = 0;         // now() and today(): asked once by the caller, so that one pass sees one moment
  std::int32_t utc_offset_minutes = 0;         // of all moments where there is no zone
  const text::TimeZone* zone = nullptr;
  bool as_written = false;                     // LocalClock::as_written
  Random* random = nullptr;                    // random(), uuid(), randomize() without a seed; they fail without it
  const ExpressionLookups* lookups = nullptr;  // may be null
  LocalClock clock() const { return {utc_offset_minutes, zone, as_written}; }
};

// The form path that ${name} stands for ("/data/group/question"), seen from where the expression stands.
using NameResolver = std::function<std::optional<std::string>(std::string_view name)>;

// What an expression reads in the form's own instance: a DAG's edge. '*' stands for any one name.
struct Reference {
  std::string path;      // "/data/group/question"
  bool subtree = false;  // and anything below it
  friend bool operator==(const Reference&, const Reference&) = default;
};

namespace xpath {
struct Program;  // xpath_program.h
}

class Expression {
 public:
  // kFormExpression: what is wrong and at which character. Unknown functions, wrong numbers of arguments and unknown
  // ${names} are refused here, not when somebody sits in an interview. Every ${name} is unknown without a resolver.
  static Result<Expression> parse(std::string_view text, const NameResolver& names = {});

  // kExpressionFailed (a value cannot be what a function needs; a list is missing) or kExpressionLimit.
  Result<Value> evaluate(const EvalContext& context) const;

  const std::string& text() const;
  // `context_path`: the form path of the node it is evaluated for. Sorted, each once.
  std::vector<Reference> references(std::string_view context_path) const;
  // The ids in instance('id') and pulldata('id', …).
  std::vector<std::string> instances() const;
  // True where the value may change though no answer did: now, today, random, uuid, randomize without a seed.
  bool changes_by_itself() const;
  bool calls(std::string_view function) const;
  // Sentences for the form's author: ${last-saved#…}, a regex that other programs search instead of match, …
  const std::vector<std::string>& warnings() const;

 private:
  explicit Expression(std::shared_ptr<const xpath::Program> program) : program_(std::move(program)) {}
  std::shared_ptr<const xpath::Program> program_;
};

}  // namespace holdfast::forms
