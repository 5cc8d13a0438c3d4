// How the pieces of an opening are encoded inside their boxes. Local to a vault; what travels is sync/opening.
#pragma once

#include "sync/opening.h"

namespace holdfast::store {

// One part, in the form of an opening that has only this part.
Bytes encode_part(const sync::OpeningPart& part);
Result<sync::OpeningPart> decode_part(ByteView bytes);

// What is not in parts: CBOR [ [ [class, salt, path, value], … ], [ hash, … ] ].
Bytes encode_rest(const sync::Opening& opening);
// Fills revealed and hidden of `opening`.
Result<void> decode_rest(ByteView bytes, sync::Opening& opening);

// The same for a box of the vault, whose row and context name the class already. Reading it computes no leaf: whoever
// opens the box compares the root of all parts.
Bytes encode_boxed_part(const sync::OpeningPart& part);
Result<sync::OpeningPart> decode_boxed_part(sync::FieldClass field_class, ByteView bytes);

}  // namespace holdfast::store
