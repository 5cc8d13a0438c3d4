// The machine-readable lines of passports, cards and visas (ICAO 9303): TD1, TD2, TD3, MRV-A, MRV-B.
#include "app/case/identifier_parts.h"

namespace holdfast::cases {

namespace {

// 0-9 as they are, A-Z from ten, the filler zero; weights 7, 3, 1.
int check_digit(std::string_view text) {
  constexpr int kWeights[3] = {7, 3, 1};
  int sum = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const int value = c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'Z' ? c - 'A' + 10 : 0;
    sum += value * kWeights[i % 3];
  }
  return sum % 10;
}

bool digit_fits(std::string_view text, char digit) {
  if (digit == '<') return text.find_first_not_of('<') == std::string_view::npos;
  return digit == static_cast<char>('0' + check_digit(text));
}

std::string without_filler(std::string_view text) {
  const std::size_t end = text.find_last_not_of('<');
  return std::string(text.substr(0, end == std::string_view::npos ? 0 : end + 1));
}

// Capitals, blanks out, lines apart. Lines that were typed without a break are cut by their length.
std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines(1);
  for (const char c : text) {
    if (c == '\n') {
      if (!lines.back().empty()) lines.emplace_back();
    } else if (c != ' ' && c != '\r' && c != '\t') {
      lines.back().push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
    }
  }
  if (lines.back().empty()) lines.pop_back();
  if (lines.size() != 1) return lines;
  const std::string all = lines.front();
  const std::size_t width = all.size() == 90 ? 30 : all.size() == 72 ? 36 : all.size() == 88 ? 44 : all.size();
  lines.clear();
  for (std::size_t at = 0; at < all.size(); at += width) lines.push_back(all.substr(at, width));
  return lines;
}

// What the lines say, and which of them do not fit their digits.
class MrzReader {
 public:
  explicit MrzReader(IdentifierCheck& out) : out_(out) {}

  void td1(const std::vector<std::string>& lines) {
    const std::string& a = lines[0];
    const std::string& b = lines[1];
    state(a);
    number(std::string_view(a).substr(5, 9), a[14], std::string_view(a).substr(15, 15));
    dates(std::string_view(b).substr(0, 7), b[7], std::string_view(b).substr(8, 7));
    nationality(std::string_view(b).substr(15, 3));
    composite(a.substr(5, 25) + b.substr(0, 7) + b.substr(8, 7) + b.substr(18, 11), b[29]);
    names(lines[2]);
  }

  // TD2, TD3 and visas differ in their widths and in what the last digit covers.
  void two_lines(const std::vector<std::string>& lines) {
    const std::string& b = lines[1];
    const bool visa = lines[0].front() == 'V';
    const bool passport = b.size() == 44 && !visa;
    state(lines[0]);
    const std::string_view more = b.size() == 36 && !visa ? std::string_view(b).substr(28, 7) : std::string_view();
    number(std::string_view(b).substr(0, 9), b[9], more);
    nationality(std::string_view(b).substr(10, 3));
    dates(std::string_view(b).substr(13, 7), b[20], std::string_view(b).substr(21, 7));
    if (passport) {
      const std::string_view personal = std::string_view(b).substr(28, 14);
      check("personal", personal, b[42], "The number behind the dates does not fit its check digit.");
      if (!without_filler(personal).empty()) fact("personal_number", without_filler(personal));
    }
    const std::size_t last = b.size() - 1;
    if (!visa) composite(b.substr(0, 10) + b.substr(13, 7) + b.substr(21, last - 21), b[last]);
    names(lines[0].substr(5));
  }

 private:
  void fact(const char* name, std::string value) { out_.facts.emplace_back(name, std::move(value)); }

  void check(const char* code, std::string_view text, char digit, const char* sentence) {
    if (!digit_fits(text, digit)) warn(out_, code, sentence);
  }

  void state(const std::string& line) {
    const std::string from = without_filler(std::string_view(line).substr(2, 3));
    fact("document_type", without_filler(std::string_view(line).substr(0, 2)));
    fact("issued_by", from);
    if (from == "UTO") warn(out_, "specimen", "Utopia issues no documents: these are the lines of a specimen.");
  }

  // A number longer than nine signs goes on in the optional field, its digit at the end.
  void number(std::string_view nine, char digit, std::string_view more) {
    std::string whole(nine);
    if (digit == '<' && !more.empty() && more.front() != '<') {
      const std::string_view rest = more.substr(0, more.find('<'));
      whole += rest.substr(0, rest.size() - 1);
      digit = rest.back();
    }
    check("number", whole, digit, "The number of the document does not fit its check digit.");
    out_.normal = without_filler(whole);
    fact("number", out_.normal);
  }

  void dates(std::string_view birth, char sex, std::string_view expiry) {
    check("birth", birth.substr(0, 6), birth[6], "The date of birth does not fit its check digit.");
    check("expiry", expiry.substr(0, 6), expiry[6], "The date of expiry does not fit its check digit.");
    // Two digits of a year are two readings; whose they are, a person sees better than a rule.
    fact("born_yymmdd", std::string(birth.substr(0, 6)));
    fact("sex", sex == '<' ? "" : std::string(1, sex));
    fact("expires_yymmdd", std::string(expiry.substr(0, 6)));
  }

  void nationality(std::string_view text) { fact("nationality", without_filler(text)); }

  void composite(const std::string& text, char digit) {
    check("composite", text, digit, "The last check digit does not fit: one sign of the lines is probably wrong.");
  }

  void names(std::string_view text) {
    const std::size_t cut = text.find("<<");
    const auto with_blanks = [](std::string_view part) {
      std::string out = without_filler(part);
      for (char& c : out) c = c == '<' ? ' ' : c;
      return out;
    };
    fact("family_name", with_blanks(text.substr(0, cut)));
    if (cut != std::string_view::npos) fact("given_name", with_blanks(text.substr(cut + 2)));
  }

  IdentifierCheck& out_;
};

bool widths_are(const std::vector<std::string>& lines, std::size_t count, std::size_t width) {
  if (lines.size() != count) return false;
  for (const std::string& line : lines) {
    if (line.size() != width) return false;
  }
  return true;
}

bool signs_fit(const std::vector<std::string>& lines) {
  for (const std::string& line : lines) {
    if (line.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<") != std::string::npos) return false;
  }
  return true;
}

}  // namespace

void check_mrz(std::string_view text, IdentifierCheck& out) {
  const std::vector<std::string> lines = lines_of(text);
  for (const std::string& line : lines) out.display += (out.display.empty() ? "" : "\n") + line;
  out.normal = out.display;
  MrzReader reader(out);
  if (!signs_fit(lines)) {
    warn(out, "shape", "These lines have only capitals without accents, digits and the sign <.");
  } else if (widths_are(lines, 3, 30)) {
    reader.td1(lines);
  } else if (widths_are(lines, 2, 36) || widths_are(lines, 2, 44)) {
    reader.two_lines(lines);
  } else {
    warn(out, "length", "These lines are two of 44 or 36 signs, or three of 30: a sign is missing or too many.");
  }
}

}  // namespace holdfast::cases
