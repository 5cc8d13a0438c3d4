// The nouns that all of sync/ shares.
#pragma once

#include <map>
#include <string>

#include "crypto/base/cbor.h"
#include "crypto/identity.h"

namespace holdfast::sync {

using TeamId = Id16;
// First 16 bytes of labelled_hash("holdfast/device/v1", signing key): a device cannot claim another's id.
using DeviceId = Id16;
using ObjectId = Id16;    // a record, person, exhibit, … ; random
using BlobRef = Id16;     // names a blob inside an entry; random, so that entries tell nothing about files
using EntryHash = Hash256;

// Who can open what, by key. The order is fixed by the format.
enum class FieldClass : std::uint8_t { Identity = 0, Account, Health, Intelligence, Plain, Card };
inline constexpr std::size_t kFieldClassCount = 6;

// path -> value. Paths of answers are "group/question"; a repeat instance is "group/repeat[16 hex]/question".
// Paths that begin with @ are ours: @actor, @reason, @blob/<32 hex>, @tip, @sealed/<class>, …
using Values = std::map<std::string, CborValue>;

enum class Role : std::uint8_t { Field = 0, Hq = 1 };

DeviceId device_id(const crypto::VerifyKey& signing_key);

}  // namespace holdfast::sync
