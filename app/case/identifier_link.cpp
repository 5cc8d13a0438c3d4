// Addresses of mail, pages and accounts: one form for comparing, one that nobody can click by mistake.
#include <algorithm>

#include "app/case/identifier_parts.h"
#include "app/text/unicode.h"

namespace holdfast::cases {

namespace {

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

bool starts_with_no_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && text::casefold(text.substr(0, prefix.size())) == prefix;
}

// "scheme://", host with port, and the rest, which keeps its case: servers tell it apart.
struct Link {
  std::string scheme, host, rest;
};

Link split_link(std::string_view text) {
  Link out;
  const std::size_t scheme = text.find("://");
  if (scheme != std::string_view::npos) {
    out.scheme = text::casefold(text.substr(0, scheme));
    text.remove_prefix(scheme + 3);
  } else {
    out.scheme = "https";
  }
  const std::size_t end = std::min(text.find_first_of("/?#"), text.size());
  std::string_view host = text.substr(0, end);
  // A name and a password before the host are not part of where it leads; they are kept in what was typed.
  if (const std::size_t at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
  out.host = text::casefold(text::nfkc(host));
  while (out.host.ends_with('.')) out.host.pop_back();
  if (out.host.starts_with("www.")) out.host.erase(0, 4);
  out.rest = std::string(text.substr(end));
  if (out.rest == "/") out.rest.clear();
  return out;
}

bool is_host(std::string_view host) {
  const std::size_t dot = host.find('.');
  return dot != std::string_view::npos && dot != 0 && host.find("..") == std::string_view::npos &&
         host.find_first_of(" \t<>\"") == std::string_view::npos;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

void warn_of_letters(std::string_view host, IdentifierCheck& out) {
  if (!is_ascii(host)) {
    warn(out, "letters", "This name has letters outside of a to z: some look the same and lead elsewhere.");
  } else if (host.find("xn--") != std::string_view::npos) {
    warn(out, "letters", "This name stands for other letters (xn--): look at what it shows as.");
  }
}

// Pages of chat programs that are a person's account: "t.me/name".
struct AccountPage {
  std::string_view host;
  std::string_view platform;
};
constexpr AccountPage kAccountPages[] = {
    {"t.me", "telegram"},          {"telegram.me", "telegram"}, {"facebook.com", "facebook"}, {"fb.com", "facebook"},
    {"m.facebook.com", "facebook"}, {"instagram.com", "instagram"}, {"tiktok.com", "tiktok"}, {"x.com", "twitter"},
    {"twitter.com", "twitter"},    {"line.me", "line"},
};

std::string first_of_path(std::string_view rest) {
  while (!rest.empty() && (rest.front() == '/' || rest.front() == '@')) rest.remove_prefix(1);
  return std::string(rest.substr(0, std::min(rest.find_first_of("/?#"), rest.size())));
}

void note_account(const Link& link, IdentifierCheck& out) {
  if (link.host == "wa.me") {
    const std::string digits = first_of_path(link.rest);
    if (is_digits(digits)) out.facts.emplace_back("phone", "+" + digits);
    return;
  }
  for (const AccountPage& page : kAccountPages) {
    const std::string name = first_of_path(link.rest);
    // "t.me/+abc" and "t.me/joinchat" invite into a group; they name nobody.
    if (link.host != page.host || name.empty() || name.front() == '+' || name == "joinchat") continue;
    out.facts.emplace_back("platform", std::string(page.platform));
    out.facts.emplace_back("user_account", text::casefold(text::nfkc(name)));
    return;
  }
}

}  // namespace

std::string defanged(std::string_view text) {
  std::string out(text);
  if (starts_with_no_case(text, "http")) out.replace(1, 2, out[1] == 'T' ? "XX" : "xx");
  const std::size_t scheme = out.find("://");
  const std::size_t from = scheme == std::string::npos ? 0 : scheme + 3;
  const std::size_t to = std::min(out.find_first_of("/?#", from), out.size());
  std::string host = replaced(out.substr(from, to - from), ".", "[.]");
  host = replaced(std::move(host), "@", "[@]");
  return out.substr(0, from) + host + out.substr(to);
}

std::string refanged(std::string_view text) {
  std::string out(text);
  for (const std::string_view dot : {"[.]", "(.)", "{.}", "[dot]", "(dot)"}) out = replaced(std::move(out), dot, ".");
  for (const std::string_view at : {"[@]", "(@)", "[at]", "(at)"}) out = replaced(std::move(out), at, "@");
  out = replaced(std::move(out), "[:]", ":");
  out = replaced(std::move(out), "[://]", "://");
  if (starts_with_no_case(out, "hxxp")) out.replace(1, 2, "tt");
  return out;
}

void check_email(std::string_view text, IdentifierCheck& out) {
  std::string plain = refanged(text);
  if (starts_with_no_case(plain, "mailto:")) plain.erase(0, 7);
  const std::size_t at = plain.rfind('@');
  out.normal = text::casefold(text::nfkc(plain));
  out.display = defanged(out.normal);
  const std::string host = at == std::string::npos ? std::string() : out.normal.substr(out.normal.rfind('@') + 1);
  const bool shaped = at != std::string::npos && at != 0 && is_host(host) && !host.ends_with('.') &&
                      out.normal.find_first_of(" \t<>") == std::string::npos;
  if (!shaped) {
    warn(out, "shape", "This does not look like an address of mail.");
    return;
  }
  warn_of_letters(host, out);
}

void check_url(std::string_view text, IdentifierCheck& out) {
  const std::string plain = refanged(text);
  const Link link = split_link(plain);
  // One page, one form: it matters little to a case whether it was asked for with or without encryption.
  out.normal = (link.scheme == "http" ? "https" : link.scheme) + "://" + link.host + link.rest;
  out.display = defanged(out.normal);
  if (!is_host(link.host)) {
    warn(out, "shape", "This does not look like the address of a page.");
    return;
  }
  warn_of_letters(link.host, out);
  note_account(link, out);
}

void check_user_account(std::string_view text, IdentifierCheck& out) {
  const std::string plain = refanged(text);
  if (plain.find("://") != std::string::npos || starts_with_no_case(plain, "t.me/")) {
    check_url(text, out);
    for (const auto& [name, value] : out.facts) {
      if (name == "user_account") out.normal = value;
    }
    return;
  }
  out.normal = text::casefold(text::nfkc(plain));
  while (out.normal.starts_with('@')) out.normal.erase(0, 1);
  out.display = std::string(text);
  if (out.normal.empty()) warn(out, "shape", "This is no name of an account.");
  if (out.normal.find(' ') != std::string::npos) {
    warn(out, "shown_name", "A name with blanks is the one that is shown; the account itself has another. Ask for it.");
  }
  if (is_digits(out.normal)) {
    warn(out, "number", "This is a number: say with it on which platform, and whether it is a phone.");
  }
}

}  // namespace holdfast::cases
