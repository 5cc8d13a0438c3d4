// What the teams of the demo write down: scenario rows become records, through the same use-cases as any command.
#pragma once

#include "app/cli/demo_world.h"
#include "app/field/submit.h"

namespace holdfast::cli {

// A record that other rows refer to by its label.
struct DemoRecordRef {
  std::string laptop;
  sync::ObjectId id{};
  std::string code;
};

struct DemoBatchCount {
  std::size_t people = 0;   // records that register somebody
  std::size_t events = 0;   // dated status events
  std::size_t missing = 0;
  std::size_t records = 0;  // all others
  std::size_t files = 0;
  std::size_t sealed = 0;
  std::size_t withdrawn = 0;
};

class DemoField {
 public:
  // Both must outlive it.
  DemoField(DemoWorld& world, const DemoScenario& scenario, Progress& progress)
      : world_(world), scenario_(scenario), progress_(progress) {}

  // Everything that this laptop's team writes before its bundle of that number.
  Result<DemoBatchCount> submit_batch(const std::string& laptop, std::size_t batch);
  // kDemoScenario where no row so far has that label.
  Result<DemoRecordRef> find(const std::string& label) const;

 private:
  Result<void> register_people(store::Vault& vault, const DemoPeople& people);
  Result<void> report_missing(store::Vault& vault, const DemoMissing& missing);
  Result<void> write_record(store::Vault& vault, const DemoRecord& record);
  Result<void> hand_over(store::Vault& vault, const DemoRecord& record);
  Result<void> change_record(store::Vault& vault, const DemoRecord& record, const std::string& answers);
  Result<void> contradict(store::Vault& vault, const DemoRecordRef& about, const DemoRecord& record,
                          const std::string& answers);
  // Submits; problems with the answers are kDemoScenario, with the first of them.
  Result<field::SubmitAnswer> submit(store::Vault& vault, const field::SubmitRequest& request,
                                     const std::string& label);
  // The answers file with "{label}" replaced by the ids of what the labels name.
  Result<std::string> answers_of(const DemoRecord& record) const;

  DemoWorld& world_;
  const DemoScenario& scenario_;
  Progress& progress_;
  std::map<std::string, DemoRecordRef> labels_;
  DemoBatchCount count_;
};

}  // namespace holdfast::cli
