#include "app/exchange/incoming.h"

#include <algorithm>

#include "app/exchange/import_context.h"
#include "app/store/blob_file.h"
#include "crypto/base/owned_file_source.h"
#include "sync/reasons.h"
#include "sync/tip.h"

namespace holdfast::exchange {

namespace {

// Remembers whether reading itself failed: then the file was not judged at all.
class WatchedSource final : public Source {
 public:
  explicit WatchedSource(Source& inner) : inner_(inner) {}
  Result<std::size_t> read(MutableByteView out) override {
    Result<std::size_t> got = inner_.read(out);
    if (!got.ok()) failed_ = true;
    return got;
  }
  bool failed() const { return failed_; }

 private:
  Source& inner_;
  bool failed_ = false;
};

// What was read ahead, then the rest.
class PrefixedSource final : public Source {
 public:
  PrefixedSource(ByteView prefix, Source& rest) : prefix_(prefix), rest_(rest) {}
  Result<std::size_t> read(MutableByteView out) override {
    const std::size_t got = TRY(prefix_.read(out));
    if (got == out.size()) return got;
    const std::size_t more = TRY(rest_.read(out.subspan(got)));
    return got + more;
  }

 private:
  MemorySource prefix_;
  Source& rest_;
};

// Somebody else's bytes broke a rule: their file goes to quarantine and the next one is read.
bool is_refusal(const Error& error) {
  switch (error.kind()) {
    case Kind::Refused:
    case Kind::Limit:
    case Kind::Newer:
    case Kind::Held: return true;
    default: return false;
  }
}

Result<void> take_bundle(ImportContext& context, const std::optional<HqKeys>& keys, Source& source) {
  store::Vault& vault = context.vault;
  std::vector<const crypto::Identity*> identities;
  if (keys) identities = keys->bundle_identities();
  else identities.push_back(&vault.encryption_identity());
  Result<sync::BundleReader> reader = sync::BundleReader::begin(source, identities, vault.seams().pool);
  if (!reader.ok()) {
    // Whatever is no age file at all is simply not ours to read, and said so in one way.
    if (reader.error().reason == crypto::kEnvelopeNotAge) return sync::kBundleNotBundle;
    return reader.error();
  }
  const sync::Manifest& manifest = reader->manifest();
  context.outcome.sender = manifest.sender;
  context.outcome.number = manifest.number;
  if (manifest.segment) {
    context.outcome.from = manifest.segment->from;
    context.outcome.to = manifest.segment->to;
  }
  return keys ? take_from_device(context, *keys, *reader) : take_from_hq(context, *reader);
}

Result<void> take_file(ImportContext& context, Source& source) {
  std::optional<HqKeys> keys;
  if (context.vault.is_hq()) keys = TRY(hq_keys(context.vault));
  Bytes prefix(sync::kTipFileSize + 1);
  const std::size_t got = TRY(source.read(prefix));
  prefix.resize(got);
  if (keys && got == sync::kTipFileSize) {
    // An exact bundle can never be this short: the floor alone is larger.
    return take_tip(context, *keys, prefix);
  }
  PrefixedSource whole(prefix, source);
  return take_bundle(context, keys, whole);
}

// The untouched file, with the reason why. Without room for it, it stays where it came from, and that is said.
Result<void> quarantine_file(ImportContext& context) {
  const Result<std::unique_ptr<Source>> again = context.request.open();
  if (!again.ok()) return context.request.road ? Result<void>() : Result<void>(again.error());
  WatchedSource watched(**again);
  const Result<store::QuarantineRow> row =
      store::put_in_quarantine(context.vault, context.request.name, watched, context.outcome.code,
                               context.outcome.sender, context.outcome.number, context.progress,
                               context.outcome.fork_from);
  if (row.ok()) return {};
  if (row.error().reason == store::kQuarantineFull) {
    context.outcome.code = std::string(store::kQuarantineFull.code());
    return {};
  }
  if (watched.failed() && context.request.road && row.error().kind() != Kind::Cancelled) return {};
  return row.error();
}

// Keeps a one-shot source so that it can be read again: in memory, or beside quarantine where it is large.
struct Spool {
  Bytes memory;
  std::string path;
  Files* files = nullptr;
  ~Spool() {
    if (!path.empty()) (void)files->remove(path);
  }
};

constexpr std::size_t kSpoolMemoryMax = std::size_t{8} << 20;

Result<void> fill_spool(store::Vault& vault, Source& content, Spool& spool, Progress& progress) {
  spool.memory.resize(kSpoolMemoryMax);
  const std::size_t got = TRY(content.read(spool.memory));
  if (got < spool.memory.size()) {
    spool.memory.resize(got);
    return {};
  }
  Files& files = vault.seams().files;
  const std::string folder = join_path(vault.path(), "quarantine");
  TRY(files.make_folder(folder));
  const std::string name = to_hex(vault.seams().random.id()) + std::string(store::kTempSuffix);
  spool.files = &files;
  spool.path = join_path(folder, name);  // a temp name: should we die here, the next unlock takes it away
  const std::unique_ptr<File> file = TRY(files.open(spool.path, OpenMode::CreateNew));
  FileSink sink(*file, 0);
  TRY(sink.write(spool.memory));
  while (true) {
    TRY(check_cancelled(progress));
    if (sink.offset() > 2 * sync::kBundleSizeMax) return kFileTooLarge;
    const std::size_t more = TRY(content.read(spool.memory));
    TRY(sink.write(ByteView(spool.memory).first(more)));
    if (more < spool.memory.size()) break;
  }
  spool.memory = Bytes();
  return {};
}

}  // namespace

Result<ImportOutcome> import_opened(store::Vault& vault, const ImportRequest& request, Progress& progress) {
  if (!vault.roster()) return store::kNotEnrolled;
  TRY(vault.flush_state_if_due());  // many files in a row may take long
  ImportOutcome outcome;
  outcome.name = request.name;
  ImportContext context{vault, request, progress, outcome};
  Result<void> done = {};
  bool unreadable = false;
  {
    Result<std::unique_ptr<Source>> opened = request.open();
    if (opened.ok()) {
      WatchedSource source(**opened);
      done = take_file(context, source);
      unreadable = !done.ok() && source.failed();
    } else {
      done = opened.error();
      unreadable = true;
    }
  }
  if (done.ok()) return outcome;
  const Error error = done.error();
  if (error.kind() == Kind::Cancelled) return error;
  outcome.state = ImportState::Refused;
  outcome.code = std::string(error.reason.code());
  if (error.reason == crypto::kEnvelopeNotForUs) {
    outcome.state = ImportState::NotForUs;
    return outcome;
  }
  if (unreadable && request.road) return outcome;  // the road failed: the file lies where it lay
  if (unreadable || !is_refusal(error)) return error;
  if (request.quarantine == 0) TRY(quarantine_file(context));
  return outcome;
}

Result<ImportOutcome> import_file(store::Vault& vault, const std::string& name, Source& content, Progress& progress) {
  if (!vault.roster()) return store::kNotEnrolled;
  Spool spool;
  TRY(fill_spool(vault, content, spool, progress));
  ImportRequest request;
  request.name = name;
  request.open = [&spool]() -> Result<std::unique_ptr<Source>> {
    if (spool.path.empty()) return std::unique_ptr<Source>(std::make_unique<MemorySource>(spool.memory));
    std::unique_ptr<File> file = TRY(spool.files->open(spool.path, OpenMode::Read));
    const std::uint64_t size = TRY(file->size());
    return std::unique_ptr<Source>(std::make_unique<OwnedFileSource>(std::move(file), size));
  };
  return import_opened(vault, request, progress);
}

}  // namespace holdfast::exchange
