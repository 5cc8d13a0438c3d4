#include "app/cli/vault_access.h"

#include <charconv>
#include <istream>
#include <ostream>

#include "app/cli/machine.h"
#include "app/cli/output.h"
#include "app/cli/time_text.h"
#include "app/text/unicode.h"

namespace holdfast::cli {

Result<void> VaultHold::close() {
  if (owned_ == nullptr) return {};
  return owned_->lock();
}

Result<std::string> vault_path(const Invocation& invocation) {
  const std::string& named = invocation.argument("vault");
  if (named != "@") return named;
  const std::optional<std::string> from_environment = invocation.context.environment("HOLDFAST_VAULT");
  if (!from_environment || from_environment->empty()) return kCommandNoVault;
  return *from_environment;
}

namespace {

// Straight from the disk into locked memory.
Result<crypto::SecretBuffer> secret_from_file(Files& files, const std::string& path, std::size_t size_max) {
  std::unique_ptr<File> file = TRY(files.open(path, OpenMode::Read));
  const std::uint64_t size = TRY(file->size());
  if (size > size_max) return kPassphraseTooLong;
  crypto::SecretBuffer out(static_cast<std::size_t>(size));
  const std::size_t got = TRY(file->read_at(0, out.mutable_view()));
  out.shrink(got);
  return out;
}

Result<crypto::SecretBuffer> typed_secret(Invocation& invocation, bool fresh, const std::string& prompt) {
  Terminal& terminal = invocation.context.terminal;
  crypto::SecretBuffer first = TRY(terminal.ask_secret(prompt + ": "));
  if (!fresh) return first;
  const crypto::SecretBuffer second = TRY(terminal.ask_secret(prompt + ", once more: "));
  if (!crypto::equal_secrets(first.view(), second.view())) return kPassphrasesDiffer;
  return first;
}

Result<crypto::SecretBuffer> raw_passphrase(Invocation& invocation, bool fresh, const std::string& prompt) {
  const std::string prefix = fresh ? "new-passphrase-" : "passphrase-";
  if (const auto file = invocation.option(prefix + "file")) {
    return secret_from_file(invocation.context.seams.files, *file, kPassphraseBytesMax);
  }
  if (const auto text = invocation.option(prefix + "fd")) {
    int descriptor = -1;
    const auto end = text->data() + text->size();
    const auto parsed = std::from_chars(text->data(), end, descriptor);
    if (parsed.ec != std::errc() || parsed.ptr != end || descriptor < 0)
      return Error{kCommandUsage, "--" + prefix + "fd"};
    return invocation.context.terminal.read_descriptor(descriptor);
  }
  return typed_secret(invocation, fresh, prompt);
}

}  // namespace

Result<crypto::Passphrase> read_passphrase(Invocation& invocation, bool fresh, const std::string& prompt) {
  const crypto::SecretBuffer raw = TRY(raw_passphrase(invocation, fresh, prompt));
  crypto::Passphrase out{text::nfkc_passphrase(raw.view()), std::nullopt};
  if (out.text.empty()) return kPassphraseEmpty;
  if (const auto file = invocation.option("key-file")) {
    constexpr std::size_t kKeyFileMax = 65536;
    out.key_file = TRY(secret_from_file(invocation.context.seams.files, *file, kKeyFileMax));
  }
  return out;
}

namespace {

Result<store::Vault::OpenOptions> open_options(const Invocation& invocation) {
  store::Vault::OpenOptions options;
  options.staff = invocation.option("as").value_or("");
  if (const auto text = invocation.option("now")) options.stated_time_ms = TRY(parse_local_time(*text));
  return options;
}

const char* doubt_sentence(store::Doubt doubt) {
  switch (doubt) {
    case store::Doubt::None: return "";
    case store::Doubt::HeaderOld:
      return "An older copy of this vault's key file was put back. Nothing was changed; records can be read and "
             "bundled. Bundle everything, then enrol this laptop anew.";
    case store::Doubt::JournalBehindHeader:
      return "The newest records of this vault are gone: its database was put back or cut. What is there can be read "
             "and bundled. Bundle everything, then enrol this laptop anew.";
    case store::Doubt::HeadNotOnChain:
      return "This vault's records are not the ones it had when it was last locked. They can be read and bundled. "
             "Bundle everything, tell headquarters, then enrol this laptop anew.";
    case store::Doubt::ReceiptNotOnChain:
      return "Headquarters holds records of this laptop that are not here: this vault was restored or copied. It can "
             "be "
             "read and bundled. Bundle everything, then enrol this laptop anew.";
  }
  return "";
}

// Never a reason to refuse work, always one to say so: sync/THREATS.md, "Memory".
void say_unguarded(Invocation& invocation) {
  if (!invocation.context.guards) return;
  const crypto::ProcessGuards guards = invocation.context.guards();
  if (!guards.memory_is_locked) {
    note(invocation, "This system lets the program lock too little memory, so keys may reach the swap space on disk. "
                     "Records are encrypted as always. Raise the limit (ulimit -l), or switch swap off.");
  }
  if (!guards.no_core_dumps || !guards.not_traceable) {
    note(invocation, "This system would not keep other programs from looking into this one while a vault is open. "
                     "Records on disk are encrypted as always. Close other programs before you go on.");
  }
}

VaultHold hold(Invocation& invocation, store::Vault vault) {
  auto owned = std::make_unique<store::Vault>(std::move(vault));
  say_unguarded(invocation);
  if (owned->doubt() != store::Doubt::None) note(invocation, doubt_sentence(owned->doubt()));
  return VaultHold(std::move(owned));
}

}  // namespace

Result<VaultHold> open_vault(Invocation& invocation) {
  Context& context = invocation.context;
  const std::string path = TRY(vault_path(invocation));
  if (context.open_vault && path == context.open_vault_path) return VaultHold(*context.open_vault);
  if (!TRY(context.seams.files.exists(path))) return store::kVaultMissing;
  const store::Vault::OpenOptions options = TRY(open_options(invocation));
  const crypto::Passphrase passphrase = TRY(read_passphrase(invocation, false, "Passphrase"));
  return hold(invocation, TRY(store::Vault::open(context.seams, path, passphrase, options)));
}

Result<VaultHold> open_or_create_vault(Invocation& invocation, const std::string& staff) {
  Context& context = invocation.context;
  const std::string path = TRY(vault_path(invocation));
  if (context.open_vault && path == context.open_vault_path) return VaultHold(*context.open_vault);
  if (TRY(context.seams.files.exists(path))) return open_vault(invocation);
  // A file or descriptor given for opening serves for a new vault, too: scripts need to name only one.
  const bool given = invocation.has("passphrase-file") || invocation.has("passphrase-fd");
  const bool given_new = invocation.has("new-passphrase-file") || invocation.has("new-passphrase-fd");
  const crypto::Passphrase passphrase = TRY(read_passphrase(invocation, !given || given_new, "New passphrase"));
  store::Vault::Creation creation;
  creation.parameters =
      context.password ? *context.password : crypto::calibrate_password(context.seams.clock, machine_memory_bytes());
  creation.staff = staff;
  return hold(invocation, TRY(store::Vault::create(context.seams, path, passphrase, creation)));
}

Result<void> confirm(Invocation& invocation, const std::string& what_will_be_gone, const std::string& word) {
  note(invocation, what_will_be_gone);
  if (invocation.has("yes")) return {};
  if (!invocation.context.terminal.input_is_terminal()) return Error{kCommandNotConfirmed, "--yes"};
  const std::string typed = TRY(invocation.context.terminal.ask("Type \"" + word + "\" to go on: "));
  if (typed != word) return kCommandNotConfirmed;
  return {};
}

Result<Bytes> read_input(Invocation& invocation, const std::string& file, std::uint64_t size_bytes_max) {
  if (file != "-") return read_file(invocation.context.seams.files, file, size_bytes_max);
  Bytes out;
  char buffer[65536];
  std::istream& in = invocation.context.in;
  while (in.read(buffer, sizeof buffer), in.gcount() > 0) {
    append(out, as_bytes({buffer, static_cast<std::size_t>(in.gcount())}));
    if (out.size() > size_bytes_max) return kFileTooLarge;
  }
  return out;
}

Result<void> write_output(Invocation& invocation, const std::string& file, ByteView bytes, bool binary) {
  Context& context = invocation.context;
  if (file == "-") {
    if (binary && context.terminal.output_is_terminal()) return kCommandBinaryToTerminal;
    context.out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    context.out.flush();
    if (!context.out.good()) return kOutputFailed;
    return {};
  }
  if (invocation.has("force")) return write_file_atomically(context.seams.files, file, bytes);
  return write_new_file(context.seams.files, file, bytes);
}

}  // namespace holdfast::cli
