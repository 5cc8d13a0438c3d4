// One text in every script that our users write. What they say is invented or from the first article of the Universal
// Declaration of Human Rights.
#pragma once

#include <string_view>

namespace holdfast::test {

struct DrawSample {
  std::string_view script;
  std::string_view language;
  std::string_view text;
};

inline constexpr DrawSample kDrawSamples[] = {
    {"Latin", "en", "All human beings are born free and equal. 12:45, KPS-0042; office, affluent"},
    {"Vietnamese", "vi", "Tất cả mọi người sinh ra đều được tự do và bình đẳng. Phường Nguyễn Thị Ẵng"},
    {"Simplified Chinese", "zh-Hans", "人人生而自由，在尊严和权利上一律平等。“骨直角” 𠮷野"},
    {"Traditional Chinese", "zh-Hant", "人人生而自由，在尊嚴和權利上一律平等。「骨直角」"},
    {"Thai", "th", "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์ น้ำท่วมที่นี่ 25"},
    {"Lao", "lo", "ມະນຸດທຸກຄົນເກີດມາມີກຽດສັກສີ, ສິດທິ, ເສລີພາບແລະຄວາມສະເໝີພາບເທົ່າທຽມກັນ"},
    {"Khmer", "km", "មនុស្សទាំងអស់កើតមកមានសេរីភាព ក្នុងផ្នែកសេចក្ដី។ ភ្នំពេញ ក្រុងព្រះសីហនុ 2026"},
    {"Burmese", "my", "လူတိုင်းသည် တူညီလွတ်လပ်သော ဂုဏ်သိက္ခာဖြင့် လည်းကောင်း၊ မြဝတီ ရွှေကုက္ကိုလ် ကျွန်တော်"},
    {"Devanagari", "hi", "सभी मनुष्यों को गौरव और अधिकारों के मामले स्वतन्त्रता और समानता प्राप्त है। क्षत्रिय श्री"},
    {"Bengali", "bn", "সমস্ত মানুষ স্বাধীনভাবে সমান মর্যাদা এবং অধিকার নিয়ে জন্মগ্রহণ করে। চট্টগ্রাম"},
    {"Tamil", "ta", "மனிதப் பிறவியினர் சகலரும் சுதந்திரமாகவே பிறக்கின்றனர்; கொழும்பு"},
    {"Arabic", "ar",
     "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق. الهاتف \u2066+855 12 345 678\u2069 (Poipet) لا"},
    {"Ethiopic", "am", "የሰው ልጅ ሁሉ ሲወለድ ነጻና በክብርና በመብትም እኩልነት ያለው ነው።"},
    {"Cyrillic", "ru", "Все люди рождаются свободными и равными в своем достоинстве и правах."},
};

}  // namespace holdfast::test
