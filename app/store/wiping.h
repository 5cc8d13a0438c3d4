// SQLite's allocator replaced by one that wipes what it frees: pages, statements and bound values hold answers.
//
// For programs, at their start. Defines nothing global; replacing operator delete is the program's own matter.
// formats.md, "Vault", records.N.db.
#pragma once

namespace holdfast::store {

// Once, before the first database is opened. Ends the program where SQLite was started before: then nothing of this
// would hold. Also keeps some freed (and wiped) memory of the C library's with the process instead of giving it back.
void install_wiping_allocators();

}  // namespace holdfast::store
