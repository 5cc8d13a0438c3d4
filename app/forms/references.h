// What expressions name: ${name}, relative and absolute paths, each as one absolute path ("/data/group/name").
// Text in, text out: nothing is evaluated here.
#pragma once

#include "app/forms/xlsform.h"

namespace holdfast::forms {

class ReferenceIndex {
 public:
  // REQUIRES: the form outlives the index.
  explicit ReferenceIndex(const Form& form);

  // The question that ${name} means, seen from `from` (a path, "" for the form itself): the one in the innermost repeat
  // around both, else the first. Null where no question has this name.
  const Question* by_name(std::string_view name, std::string_view from) const;
  // By absolute path: "/data/group/name", "/data/group/name/@attribute".
  const Question* by_absolute_path(std::string_view path) const;
  const Question* by_path(std::string_view path) const;
  // "/data/group/name".
  std::string absolute(std::string_view path) const { return "/" + form_.root + "/" + std::string(path); }
  // How many questions have this name.
  std::size_t count(std::string_view name) const;

 private:
  const Form& form_;
  std::multimap<std::string, const Question*, std::less<>> names_;
  std::map<std::string, const Question*, std::less<>> paths_;
};

struct ReferencedExpression {
  std::string text;                  // every ${name} and relative path outside of predicates made absolute
  std::vector<std::string> paths;    // the absolute paths in it, each once
  std::vector<std::string> unknown;  // names and paths that no question has
};
// `from`: path of the question whose expression it is. Texts in quotes stay as they are.
ReferencedExpression absolute_references(const ReferenceIndex& index, std::string_view from,
                                         std::string_view expression);
// Blanks outside of quotes taken away, where they separate nothing: two spellings of one expression become equal.
std::string without_blanks(std::string_view expression);

}  // namespace holdfast::forms
