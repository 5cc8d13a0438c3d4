#include "app/forms/references.h"

#include <algorithm>

namespace holdfast::forms {
namespace {

bool is_reference_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == '.' || static_cast<unsigned char>(c) >= 0x80;
}

// How many repeats two questions have in common, from the outside on.
std::size_t shared_repeats(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::size_t count = 0;
  while (count < a.size() && count < b.size() && a[count] == b[count]) ++count;
  return count;
}

// Goes through an expression and hands out its paths; everything else is copied.
class ReferenceWalk {
 public:
  ReferenceWalk(const ReferenceIndex& index, std::string_view from, std::string_view expression)
      : index_(index), from_(from), rest_(expression), context_(index.absolute(from)) {}

  ReferencedExpression run() {
    while (!rest_.empty()) step();
    return std::move(out_);
  }

 private:
  void copy(std::size_t size) {
    last_ = rest_[size - 1];
    out_.text.append(rest_.substr(0, size));
    rest_.remove_prefix(size);
  }

  void step() {
    const char c = rest_.front();
    if (c == '\'' || c == '"') {
      const std::size_t end = rest_.find(c, 1);
      copy(end == std::string_view::npos ? rest_.size() : end + 1);
    } else if (rest_.substr(0, 2) == "${") {
      named();
    } else if (starts_path()) {
      path();
    } else if (is_reference_letter(c)) {
      std::size_t size = 1;
      while (size < rest_.size() && is_reference_letter(rest_[size])) ++size;
      copy(size);
    } else {
      if (c == '[') ++predicates_;
      if (c == ']' && predicates_ > 0) --predicates_;
      copy(1);
    }
  }

  // A path that is made absolute: "/…" at the start of an operand, "..", "./…", "current()/…".
  bool starts_path() const {
    if (rest_.substr(0, 10) == "current()/") return true;
    if (rest_.front() == '/') return !(is_reference_letter(last_) || last_ == ')' || last_ == ']' || last_ == '}');
    if (predicates_ > 0) return false;
    return rest_.substr(0, 2) == ".." || rest_.substr(0, 2) == "./";
  }

  void named() {
    const std::size_t end = rest_.find('}');
    if (end == std::string_view::npos) return copy(rest_.size());
    std::string_view name = rest_.substr(2, end - 2);
    while (!name.empty() && name.front() == ' ') name.remove_prefix(1);
    while (!name.empty() && name.back() == ' ') name.remove_suffix(1);
    constexpr std::string_view kLastSaved = "last-saved#";
    const bool saved = name.substr(0, kLastSaved.size()) == kLastSaved;
    if (saved) name.remove_prefix(kLastSaved.size());
    const Question* question = index_.by_name(name, from_);
    if (question == nullptr) {
      add(out_.unknown, std::string(name));
      return copy(end + 1);
    }
    const std::string path = index_.absolute(question->path);
    if (saved) out_.text += "instance('__last-saved')";
    else add(out_.paths, path);
    out_.text += path;
    last_ = 'a';
    rest_.remove_prefix(end + 1);
  }

  void path() {
    std::vector<std::string> steps;
    const bool absolute = rest_.front() == '/';
    if (!absolute) split(context_, steps);
    if (rest_.substr(0, 10) == "current()/") rest_.remove_prefix(10);
    else if (absolute) rest_.remove_prefix(1);
    while (true) {
      std::size_t size = 0;
      while (size < rest_.size() && (is_reference_letter(rest_[size]) || rest_[size] == '@' || rest_[size] == ':' ||
                                     rest_[size] == '*')) {
        ++size;
      }
      const std::string_view one = rest_.substr(0, size);
      rest_.remove_prefix(size);
      if (one == "..") {
        if (!steps.empty()) steps.pop_back();
      } else if (!one.empty() && one != ".") {
        steps.emplace_back(one);
      }
      if (rest_.size() < 2 || rest_.front() != '/' || rest_[1] == '/') break;
      rest_.remove_prefix(1);
    }
    finish(steps);
  }

  void finish(const std::vector<std::string>& steps) {
    std::string path;
    for (const std::string& one : steps) path += "/" + one;
    out_.text += path.empty() ? "/" : path;
    last_ = 'a';
    const bool whole = steps.size() <= 1 || (steps.size() > 1 && steps[1] == "meta");
    if (!whole && index_.by_absolute_path(path) == nullptr) add(out_.unknown, path);
    add(out_.paths, path);
  }

  static void split(const std::string& path, std::vector<std::string>& steps) {
    std::size_t from = 1;
    while (from < path.size()) {
      const std::size_t end = std::min(path.find('/', from), path.size());
      steps.push_back(path.substr(from, end - from));
      from = end + 1;
    }
  }

  static void add(std::vector<std::string>& list, std::string one) {
    if (std::find(list.begin(), list.end(), one) == list.end()) list.push_back(std::move(one));
  }

  const ReferenceIndex& index_;
  std::string_view from_;
  std::string_view rest_;
  std::string context_;
  ReferencedExpression out_;
  char last_ = ' ';
  std::size_t predicates_ = 0;
};

}  // namespace

ReferenceIndex::ReferenceIndex(const Form& form) : form_(form) {
  for (const Question& question : form.questions) {
    if (question.presentation) continue;
    names_.emplace(question.name, &question);
    paths_.emplace(question.path, &question);
  }
}

const Question* ReferenceIndex::by_name(std::string_view name, std::string_view from) const {
  const auto [begin, end] = names_.equal_range(name);
  if (begin == end) return nullptr;
  const Question* const asking = by_path(from);
  const Question* best = nullptr;
  std::size_t best_shared = 0;
  for (auto at = begin; at != end; ++at) {
    const std::size_t shared = asking == nullptr ? 0 : shared_repeats(at->second->repeats, asking->repeats);
    if (best == nullptr || shared > best_shared) {
      best = at->second;
      best_shared = shared;
    }
  }
  return best;
}

const Question* ReferenceIndex::by_path(std::string_view path) const {
  const auto at = paths_.find(path);
  return at == paths_.end() ? nullptr : at->second;
}

const Question* ReferenceIndex::by_absolute_path(std::string_view path) const {
  const std::size_t attribute = path.find("/@");
  path = path.substr(0, attribute);
  if (path.size() < form_.root.size() + 2 || path.substr(1, form_.root.size()) != form_.root) return nullptr;
  if (path[form_.root.size() + 1] != '/') return nullptr;
  return by_path(path.substr(form_.root.size() + 2));
}

std::size_t ReferenceIndex::count(std::string_view name) const {
  const auto [begin, end] = names_.equal_range(name);
  return static_cast<std::size_t>(std::distance(begin, end));
}

ReferencedExpression absolute_references(const ReferenceIndex& index, std::string_view from,
                                         std::string_view expression) {
  return ReferenceWalk(index, from, expression).run();
}

std::string without_blanks(std::string_view expression) {
  std::string out;
  char quote = 0;
  bool blank = false;
  for (const char c : expression) {
    if (quote == 0 && (c == ' ' || c == '\t' || c == '\r' || c == '\n')) {
      blank = true;
      continue;
    }
    // Between two words ("a and b") one blank stays.
    if (blank && !out.empty() && is_reference_letter(out.back()) && is_reference_letter(c)) out.push_back(' ');
    blank = false;
    if (quote == 0 && (c == '\'' || c == '"')) quote = c;
    else if (c == quote) quote = 0;
    out.push_back(c);
  }
  return out;
}

}  // namespace holdfast::forms
