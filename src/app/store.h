// What the interface knows: the files, the spec that the user has made, the report that answers it, the rows of long
// tables as far as they are here, and what is under way. Screens read it and call its actions; it talks to the engine
// and knows nothing of drawing.
//
// The spec that the user sees may be ahead of the report for the moment of an answer. One question is under way at a
// time; whatever was chosen meanwhile is asked next. A question that fails leaves dataset, report and spec as they
// were.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/engine_client.h"
#include "app/funnel_questions.h"
#include "app/history.h"
#include "app/host.h"
#include "app/inquiry.h"
#include "app/row_pages.h"
#include "app/share_link.h"
#include "report/messages.h"

namespace sluice::app {

/// A load under way.
struct Loading {
  uint32_t request = 0;
  std::vector<FileHandle> files;
  std::string sample;      ///< the sample's name, or empty
  Spec spec;               ///< what it is read with
  bool rereading = false;  ///< the same files under other choices
  LoadProgress progress;
};

/// Files that came while others stand, until it is said what to do with them.
using Arrival = std::vector<FileHandle>;

/// What last went wrong; everything else is as it was before.
struct Problem {
  enum class During { load, analysis, question, save, link, map };
  During during = During::load;
  Error error;
  std::string file;  ///< the file that was to be opened, if that is known
};

/// Files that could not be used as they were read. What was loaded before stands beside them, untouched.
struct Unread {
  std::vector<FileHandle> files;
  std::string sample;
  Spec spec;
  bool rereading = false;                        ///< the standing files, under a choice that did not work
  std::optional<ingest::FileReport> understood;  ///< of the file at fault: its columns wait for their roles
};

/// A file that is being written.
struct Saving {
  std::string file_name;
  std::string request_json;
  uint32_t request = 0;
  double share = 0;
};

/// A file that was handed to the browser's downloads.
struct Saved {
  std::string file_name;
  ExportedTable table{};
};

class Store {
 public:
  explicit Store(Host& host);

  // What stands
  bool has_data() const { return standing_.has_value(); }
  const Report& report() const { return standing_->report; }  ///< only with has_data()
  const std::vector<FileHandle>& files() const { return standing_->files; }
  const std::string& sample() const { return standing_->sample; }
  const Spec& spec() const { return history_.present(); }
  uint64_t load_count() const { return load_count_; }      ///< grows with every loaded dataset
  uint64_t report_count() const { return report_count_; }  ///< grows with every report
  bool busy() const;                                       ///< an answer is awaited
  bool analyzing() const { return analysis_.has_value(); }
  /// How far the search for the clusters is that the filter names, 0..1; none where nothing waits for it.
  std::optional<double> analysis_share() const;
  void cancel_analysis();  ///< back to what stands

  // Files
  /// At once where nothing stands; else they wait for the next three.
  void open(std::span<const FileHandle> files);
  const Arrival& arrival() const { return arrival_; }        ///< empty: none waits
  uint64_t arrival_count() const { return arrival_count_; }  ///< grows with every one that waits
  void add_arrival();                                        ///< read together with what stands, under the same choices
  void open_arrival();                                       ///< instead of what stands
  void drop_arrival() { arrival_.clear(); }
  void open_sample(std::string_view name);  ///< its files arrive as a drop; an empty drop says that they cannot
  bool awaits_sample() const { return !awaited_sample_.empty(); }
  void choose_files() { host_.choose_files(); }
  void cancel_load();
  const Unread* unread() const { return unread_ ? &*unread_ : nullptr; }
  uint64_t unread_count() const { return unread_count_; }  ///< grows with every load that failed
  void read_again(Spec spec);                              ///< tries what is unread under another spec
  void drop_unread();
  const Loading* loading() const { return loading_ ? &*loading_ : nullptr; }

  // Choices. `gesture` joins the changes of one drag into one step of the history.
  template <class Change>
  void edit(Change change, std::string_view gesture = {}) {
    Spec next = spec();
    change(next);
    choose(std::move(next), gesture);
  }
  void choose(Spec spec, std::string_view gesture = {});
  void choose_map() { host_.choose_map(); }
  void open_map(std::string_view file_name, std::string_view json);  ///< adds the segment map and chooses it
  void export_map(const rfm::MapDocument& map);
  void end_gesture() { history_.end_gesture(); }
  void take_back(std::string_view gesture);  ///< one that goes on: as if it had changed nothing
  void undo();
  void redo();
  bool can_undo() const { return !loading_ && history_.can_undo(); }
  bool can_redo() const { return !loading_ && history_.can_redo(); }

  // Shared views
  std::string share_fragment() const;
  void open_shared_view(std::string_view fragment);  ///< applied to its sample, to what is open, or to the next file
  bool shared_view_waits() const { return shared_view_.has_value(); }  ///< for the next file to be opened
  void drop_shared_view() { shared_view_.reset(); }

  // Long tables
  const rfm::CustomerQuery& customer_query() const { return query_; }
  void search_customers(std::string text);
  void sort_customers(rfm::CustomerColumn column, bool descending);
  RowPages<rfm::CustomerRow>& customers() { return customers_; }
  void open_ledger_entry(std::string_view id);  ///< its rows are fetched as they are wanted
  void close_ledger_entry() { ledger_entry_.clear(); }
  const std::string& open_ledger_entry() const { return ledger_entry_; }  ///< empty: none
  RowPages<LedgerRow>& ledger_rows() { return ledger_rows_; }             ///< of the open entry
  void open_customer(std::string_view id);
  void close_customer();
  const std::string& open_customer() const { return open_customer_; }                    ///< identifier; empty: none
  const Inquiry<rfm::CustomerExplanation>& explanation() const { return explanation_; }  ///< of the open customer
  void open_segment(std::string_view id);
  void close_segment();
  const std::string& open_segment() const { return open_segment_; }  ///< id; empty: none
  const Inquiry<rfm::SegmentExplanation>& segment_explanation() const { return segment_explanation_; }

  // Answers that only their screen needs: asking for one makes it be fetched
  const Inquiry<rfm::CohortReport>& cohorts();
  const Inquiry<rfm::RhythmReport>& rhythm();
  const Inquiry<rfm::ScatterReport>& scatter();
  Inquiry<rfm::CrossingReport>& crossing() { return crossing_; }
  Inquiry<rfm::ValueReport>& value() { return value_; }
  Inquiry<rfm::ValueIntervals>& value_intervals() { return value_intervals_; }
  FunnelQuestions& funnels() { return funnels_; }
  const rfm::OverdueQuery& overdue_query() const { return overdue_query_; }
  void sort_overdue(rfm::OverdueColumn column, bool descending);
  RowPages<rfm::OverdueRow>& overdue() { return overdue_; }
  RowPages<rfm::ProspectRow>& prospects() { return prospects_; }
  Inquiry<rfm::ClusterReport>& clusters() { return clusters_; }
  // Customers seen twice
  const Inquiry<rfm::MigrationReport>& migration();    ///< asked for when it is first wanted
  const Inquiry<rfm::ComparisonReport>& comparison();  ///< likewise
  void open_flow(rfm::ChangeKind kind, std::string_view before, std::string_view after);  ///< an empty state: any
  void close_flow() { flow_.reset(); }
  const rfm::FlowQuery* open_flow() const { return flow_ ? &*flow_ : nullptr; }
  RowPages<rfm::FlowCustomer>& flow_customers() { return flow_customers_; }  ///< of the open flow

  // Exports, saved by the host
  /// Those that the filter leaves in the order of the list; `with_search`: of them those that the search finds.
  void export_customers(TableFormat format, std::string_view language, bool with_search);
  void export_clusters(TableFormat format, std::string_view language);  ///< those too, each with its cluster
  void export_prospects(TableFormat format, std::string_view language);
  void export_overdue(TableFormat format, std::string_view language);
  void export_flow_customers(TableFormat format, std::string_view language);  ///< of the open flow
  void export_people(TableFormat format, std::string_view language);
  void export_rotten(TableFormat format, std::string_view language);
  void export_ledger_rows(std::string_view language);  ///< of the open entry
  void export_rejects(std::string_view language);
  void export_cohorts(std::string_view language);
  void export_report();
  const Saving* saving() const { return savings_.empty() ? nullptr : &savings_.front(); }
  void stop_saving();
  std::optional<Saved> take_saved() { return std::exchange(saved_, std::nullopt); }

  // Trouble
  const Problem* problem() const { return problem_ ? &*problem_ : nullptr; }
  void dismiss_problem() { problem_.reset(); }

  EngineClient& engine() { return engine_; }

 private:
  /// A loaded dataset and the question that its report answers.
  struct Standing {
    std::vector<FileHandle> files;
    std::string sample;
    Spec spec;                   ///< the user's
    ingest::IngestSpec decided;  ///< how the files were read, every choice filled in
    Report report;
  };
  struct Analysis {
    uint32_t request = 0;
    Spec spec;
    std::string request_json;
    double share = 0;
  };

  void open_now(std::vector<FileHandle> files, std::string sample);
  void load(Loading loading);
  void loaded(std::string_view result_json);
  void load_failed(const Failure& failure);
  void ask();  ///< what was chosen and is not yet answered
  void analyze(const Spec& spec);
  void analyze_on();
  void analyzed(std::string_view result_json);
  void analysis_failed(const Error& error);
  void report_changed();
  void fetch_estimates();
  void fetch_customers(uint64_t generation, uint64_t offset, uint64_t limit);
  void fetch_ledger_rows(uint64_t generation, uint64_t offset, uint64_t limit);
  void fetch_overdue(uint64_t generation, uint64_t offset, uint64_t limit);
  void fetch_flow_customers(uint64_t generation, uint64_t offset, uint64_t limit);
  void save(std::string request_json, std::string file_name);
  void write_on();
  void end_savings(const Error& why);
  std::string export_name(std::string_view what) const;
  std::string export_name(std::string_view what, TableFormat format) const;
  void complain(Problem::During during, const Error& error, std::string file = {});

  Host& host_;
  EngineClient engine_;
  Questioner ask_;
  History history_;
  std::optional<Standing> standing_;
  std::optional<Loading> loading_;
  std::optional<Unread> unread_;
  std::optional<Analysis> analysis_;
  uint32_t estimates_request_ = 0;
  std::string awaited_sample_;
  Arrival arrival_;
  std::optional<SharedView> shared_view_;
  rfm::CustomerQuery query_;
  RowPages<rfm::CustomerRow> customers_;
  std::string ledger_entry_;
  RowPages<LedgerRow> ledger_rows_;
  std::string open_customer_;
  Inquiry<rfm::CustomerExplanation> explanation_;
  std::string open_segment_;
  Inquiry<rfm::SegmentExplanation> segment_explanation_;
  Inquiry<rfm::CohortReport> cohorts_;
  Inquiry<rfm::RhythmReport> rhythm_;
  Inquiry<rfm::ScatterReport> scatter_;
  Inquiry<rfm::CrossingReport> crossing_;
  Inquiry<rfm::ValueReport> value_;
  Inquiry<rfm::ValueIntervals> value_intervals_;
  FunnelQuestions funnels_;
  rfm::OverdueQuery overdue_query_;
  RowPages<rfm::OverdueRow> overdue_;
  RowPages<rfm::ProspectRow> prospects_;
  Inquiry<rfm::ClusterReport> clusters_;
  Inquiry<rfm::MigrationReport> migration_;
  Inquiry<rfm::ComparisonReport> comparison_;
  std::optional<rfm::FlowQuery> flow_;
  RowPages<rfm::FlowCustomer> flow_customers_;
  std::deque<Saving> savings_;  // the first one is under way
  std::optional<Saved> saved_;
  std::optional<Problem> problem_;
  uint64_t load_count_ = 0;
  uint64_t arrival_count_ = 0;
  uint64_t unread_count_ = 0;
  uint64_t report_count_ = 0;
};

}  // namespace sluice::app
