// Which column means what, and what one row of the table is. Every shape of table is tried: columns take its roles by
// their names where their content agrees, then by content alone; the complete shape with the strongest evidence wins.
// What the user chose always holds. Decides only; the reasons are worded in messages.h.
#pragma once

#include <string>
#include <vector>

#include "ingest/column_profile.h"
#include "ingest/ingest_spec.h"

namespace sluice::ingest {

/// Why a column has its role.
enum class Basis { none, chosen, name, content };

struct MappedColumn {
  Role role = Role::ignore;
  Basis basis = Basis::none;
};

bool is_number_role(Role role);  ///< amount, quantity, recency...: its cells are read as numbers
bool is_time_role(Role role);    ///< time, close_time, milestone

struct Mapping {
  Shape shape = Shape::automatic;  ///< of the roles; where roles are missing, the shape that comes closest
  std::vector<MappedColumn> columns;
  std::vector<Role> missing;  ///< required ones that no column has; empty: the table can be read

  int column_of(Role role) const;  ///< index of the first, or -1
  std::vector<size_t> columns_of(Role role) const;
  std::vector<size_t> time_columns() const;  ///< time, then close_time, then milestones
};

/// `names` and `profiles` have one entry a column. Spec entries apply by name; the n-th entry of a name to the n-th
/// column of that name. `beside_others`: other files are read with it, so that one milestone may be enough.
Mapping map_columns(const std::vector<std::string>& names, const std::vector<ColumnProfile>& profiles, bool has_header,
                    const FileSpec& spec, bool beside_others = false);

/// What a table may be read as instead, with the same choices but for the shape: stages with a time as events, events
/// whose name is that of a stage as opportunities, dates of customers as milestones or (attributes) as nothing.
/// automatic: as nothing else.
Shape other_shape(const Mapping& mapping, const std::vector<std::string>& names,
                  const std::vector<ColumnProfile>& profiles, bool has_header, const FileSpec& spec);

}  // namespace sluice::ingest
