// Pictures of a form on their way from headquarters to a laptop.
#include "app/exchange/orders.h"
#include "app/forms/form_source.h"
#include "app/store/forms_store.h"
#include "crypto/hash.h"
#include "tests/app/team_world.h"

namespace holdfast::test {
namespace {

const std::string kPicture = std::string("\x89PNG\r\n\x1a\n", 8) + std::string(70'000, 'p');

forms::Form form_with_picture(const std::string& picture) {
  forms::FormFiles files;
  files.name = "visit";
  files.sheets["survey.csv"] = to_bytes(as_bytes(std::string_view(
      "type,name,label,media::image,media::audio\ntext,where,Where is this?,map.png,how.mp3\n")));
  files.beside["map.png"] = to_bytes(as_bytes(picture));
  return need(forms::form_from_files(files));
}

void carry_orders(TeamWorld& world) {
  for (const sync::SignedDocument& order : need(exchange::orders_for(world.hq(), world.r7().device()))) {
    need_shown(exchange::take_order(world.r7(), order));
  }
}

TEST_CASE("a laptop has the pictures of a form that headquarters signed, byte for byte") {
  TeamWorld world;
  const forms::Form form = form_with_picture(kPicture);
  need_shown(exchange::publish_form(world.hq(), form));
  CHECK(store::form_media(world.r7(), form.hash, "map.png").error().reason == store::kFormUnknown);
  carry_orders(world);
  const forms::FormMedia picture = need(store::form_media(world.r7(), form.hash, "map.png"));
  CHECK(as_text(*picture.bytes) == kPicture);
  CHECK(picture.type == "image/png");
  CHECK(picture.sha256 == crypto::sha256(as_bytes(kPicture)));
  // Named by the form, but nobody laid it beside.
  CHECK(store::form_media(world.r7(), form.hash, "how.mp3").error().reason == store::kFormMediaUnknown);
  CHECK(store::form_media(world.r7(), form.hash, "../map.png").error().reason == store::kFormMediaUnknown);
}

TEST_CASE("an order whose picture is not the one that was signed is refused whole") {
  TeamWorld world;
  const forms::Form form = form_with_picture(kPicture);
  need_shown(exchange::publish_form(world.hq(), form));
  bool seen = false;
  for (sync::SignedDocument order : need(exchange::orders_for(world.hq(), world.r7().device()))) {
    const auto at = std::search(order.body.begin(), order.body.end(), kPicture.begin() + 8, kPicture.end());
    if (at == order.body.end()) continue;
    seen = true;
    *(at + 100) ^= 1;
    CHECK_FALSE(exchange::take_order(world.r7(), order).ok());
  }
  CHECK(seen);
  CHECK(store::form_media(world.r7(), form.hash, "map.png").error().reason == store::kFormUnknown);
}

}  // namespace
}  // namespace holdfast::test
