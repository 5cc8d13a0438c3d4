// Files of evidence: found on a card, taken in, checked, looked at, handed over (declared in app/gui/evidence_work.h).
#include <algorithm>

#include <nlohmann/json.hpp>

#include "app/field/hand_over_here.h"
#include "app/field/moment.h"
#include "app/gui/evidence_work.h"
#include "app/store/blobs.h"
#include "app/text/unicode.h"
#include "crypto/base/owned_file_source.h"

namespace holdfast::gui {

namespace {

constexpr int kFolderDepthMax = 8;
constexpr std::size_t kPictureBytesMax = std::size_t{128} << 20;

std::string name_in(const std::string& path) { return path.substr(path.find_last_of('/') + 1); }

std::string evidence_ending(std::string_view name) {
  const std::size_t dot = name.find_last_of('.');
  std::string out(dot == std::string_view::npos ? std::string_view() : name.substr(dot));
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string evidence_media_type(std::string_view name) {
  constexpr std::pair<std::string_view, std::string_view> kMediaTypes[] = {
      {".png", "image/png"}, {".jpg", "image/jpeg"}, {".jpeg", "image/jpeg"}, {".gif", "image/gif"},
      {".bmp", "image/bmp"}, {".csv", "text/csv"}, {".txt", "text/plain"}, {".log", "text/plain"},
      {".html", "text/html"}, {".htm", "text/html"}, {".json", "application/json"}, {".xml", "text/xml"},
      {".pdf", "application/pdf"}, {".ogg", "audio/ogg"}, {".opus", "audio/ogg"}, {".wav", "audio/wav"},
      {".m4a", "audio/mp4"}, {".mp3", "audio/mpeg"}, {".mp4", "video/mp4"}, {".zip", "application/zip"}};
  const std::string ending = evidence_ending(name);
  for (const auto& [known, type] : kMediaTypes) {
    if (ending == known) return std::string(type);
  }
  return "application/octet-stream";
}

Result<void> walk(Files& files, const std::string& folder, int depth, FoundFiles& out) {
  if (depth > kFolderDepthMax) return {};
  std::vector<FolderEntry> entries = TRY(files.list(folder));
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  for (const FolderEntry& entry : entries) {
    if (entry.name.empty() || entry.name.front() == '.') continue;
    const std::string path = join_path(folder, entry.name);
    if (entry.is_folder) {
      TRY(walk(files, path, depth + 1, out));
    } else if (out.paths.size() >= kFoundFilesMax) {
      out.too_many = true;
      return {};
    } else {
      out.paths.push_back(path);
      out.bytes += entry.size_bytes;
    }
  }
  return {};
}

field::AttachmentSource source_of(Files& files, const std::string& path) {
  const std::string name = name_in(path);
  return {"att", text::display_name(name), evidence_media_type(name),
          [&files, path] { return open_file_source(files, path); }};
}

Result<field::SubmitAnswer> accepted_exhibit(field::SubmitAnswer done) {
  if (done.problems.empty()) return done;
  const forms::AnswerProblem& first = done.problems.front();
  return Error{forms::kAnswersInvalid, first.path + ": " + first.sentence};
}

Result<std::string> take_in_one(store::Vault& vault, const std::vector<std::string>& paths, const TakeInFiles& command,
                                const std::string& description, Progress& progress) {
  nlohmann::json item{{"type", command.type}, {"description", description},
                      {"recovered_from", command.found_where},
                      {"collected_at", field::moment_text(vault.now_ms())}};
  nlohmann::json answers{{"g_id", item}, {"g_acq", {{"acquisition_method", command.method}}}};
  if (vault.person() != nullptr) answers["g_id"]["found_by"] = vault.person()->staff;
  if (!command.tamper_seal.empty()) answers["g_pack"] = {{"tamper_seal", command.tamper_seal}};
  field::SubmitRequest request;
  request.form_id = "evidence";
  request.answers_json = answers.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  for (const std::string& path : paths) request.attachments.push_back(source_of(vault.seams().files, path));
  field::SubmitAnswer submitted = TRY(field::submit(vault, request, progress));
  const field::SubmitAnswer done = TRY(accepted_exhibit(std::move(submitted)));
  return to_hex(done.record);
}

Result<Bytes> read_blob(store::Vault& vault, const std::string& ref, std::size_t most, bool& cut) {
  const sync::BlobRef blob = TRY(array_from_hex<16>(ref));
  const std::unique_ptr<Source> source = TRY(store::open_blob(vault, blob));
  Bytes out;
  Bytes piece(std::size_t{1} << 16);
  for (;;) {
    const std::size_t got = TRY(source->read(piece));
    const std::size_t room = most - out.size();
    cut = got > room;
    append(out, ByteView(piece).first(std::min(got, room)));
    if (got < piece.size() || cut) return out;
  }
}

}  // namespace

bool is_picture(std::string_view media_type) { return media_type.starts_with("image/"); }

bool is_text_file(std::string_view media_type) {
  return media_type.starts_with("text/") || media_type == "application/json";
}

Result<FoundFiles> find_evidence_files(Files& files, const std::vector<std::string>& paths) {
  FoundFiles out;
  for (const std::string& path : paths) {
    if (files.list(path).ok()) {
      if (out.folder.empty()) out.folder = path;
      TRY(walk(files, path, 0, out));
      continue;
    }
    const std::unique_ptr<File> file = TRY(files.open_large(path, OpenMode::Read));
    const std::uint64_t size = TRY(file->size());
    out.paths.push_back(path);
    out.bytes += size;
    if (out.folder.empty()) out.folder = path.substr(0, path.find_last_of('/'));
  }
  return out;
}

Result<std::vector<std::string>> take_in_evidence(store::Vault& vault, const FoundFiles& found,
                                                  const TakeInFiles& command, Progress& progress) {
  std::vector<std::string> out;
  if (!command.one_each) {
    out.push_back(TRY(take_in_one(vault, found.paths, command, command.description, progress)));
    return out;
  }
  for (const std::string& path : found.paths) {
    TRY(check_cancelled(progress));
    const std::string description = command.description + ", " + text::display_name(name_in(path));
    out.push_back(TRY(take_in_one(vault, {path}, command, description, progress)));
  }
  return out;
}

Result<std::map<std::string, bool>> check_evidence_files(store::Vault& vault, const std::string& id,
                                                         Progress& progress) {
  const ExhibitFacts exhibit = TRY(read_exhibit(vault, id));
  std::map<std::string, bool> out;
  for (const ExhibitFileFacts& file : exhibit.files) {
    if (!file.here) continue;
    const sync::BlobRef ref = TRY(array_from_hex<16>(file.ref));
    const Result<void> same = store::check_blob(vault, ref, progress);
    if (!same.ok() && same.error().reason != store::kBlobDamaged) return same.error();
    out[file.ref] = same.ok();
  }
  return out;
}

Result<SeenPicture> see_picture(store::Vault& vault, const std::string& ref, PictureBox box, Progress& progress) {
  bool cut = false;
  const Bytes bytes = TRY(read_blob(vault, ref, kPictureBytesMax, cut));
  if (cut) return SeenPicture{};
  Result<PictureFacts> seen = decode_picture(decoder_program(), bytes, box, vault.seams().clock, progress);
  if (!seen.ok() && seen.error().reason == kCancelled) return seen.error();
  if (!seen.ok()) return SeenPicture{};
  return SeenPicture{seen->width, seen->height, std::make_shared<const Bytes>(std::move(seen->rgba))};
}

Result<ViewedFile> read_text_file(store::Vault& vault, const ViewFile& file) {
  ViewedFile out;
  out.ref = file.ref;
  out.name = file.name;
  out.is_text = true;
  const Bytes bytes = TRY(read_blob(vault, file.ref, kTextShownMax, out.cut));
  out.text = text::printable_lines(as_text(bytes));
  return out;
}

Result<void> hand_over_evidence(store::Vault& vault, const HandOver& command, Progress& progress) {
  const sync::ObjectId exhibit = TRY(array_from_hex<16>(command.exhibit));
  if (command.passphrase) {
    const field::HandOverHere request{exhibit, command.to, command.tamper_seal, command.place, command.purpose};
    field::HandedOver done = TRY(field::hand_over_here(vault, request, *command.passphrase, progress));
    TRY(accepted_exhibit(std::move(done.given)));
    TRY(accepted_exhibit(std::move(done.taken)));
    return {};
  }
  field::CustodyRequest request;
  request.exhibit = exhibit;
  request.other_person = command.to;
  request.tamper_seal = command.tamper_seal;
  request.place = command.place;
  request.purpose = command.purpose;
  field::SubmitAnswer done = TRY(field::hand_over(vault, request, progress));
  TRY(accepted_exhibit(std::move(done)));
  return {};
}

}  // namespace holdfast::gui
