// Entity rows with who said them and when: what puts rows into one order, whatever the order in which they arrived.
#pragma once

#include <compare>
#include <string>
#include <vector>

#include "app/store/views.h"

namespace holdfast::field {

struct Said {
  store::EntityRow row;
  sync::Hlc hlc{};  // of the entry that told of it; orders what one device said, and breaks ties between devices
  sync::DeviceId device{};
};

// The same for every vault that holds the same entries.
inline bool said_before(const Said& a, const Said& b) {
  if (a.hlc != b.hlc) return a.hlc < b.hlc;
  if (a.row.entry != b.row.entry) return a.row.entry < b.row.entry;
  return a.row.fact.id < b.row.fact.id;
}

// In that order.
Result<std::vector<Said>> in_order_said(store::Vault& vault, std::vector<store::EntityRow> rows);

// The field's text, or empty.
std::string field_of(const store::EntityRow& row, const std::string& name);
// A field that holds several choices, blanks between them.
std::vector<std::string> choices_of(const std::string& text);
// True where this vault knows `id` as an entity of this kind, even if its record is sealed or was dropped here.
Result<bool> is_known_as(store::Vault& vault, const sync::ObjectId& id, cases::EntityKind kind);

}  // namespace holdfast::field
